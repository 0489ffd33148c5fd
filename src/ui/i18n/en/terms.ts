import type { Messages } from '../index.ts'

/** Terms and privacy in versions, and the words that a network can start from. */
export const terms: Messages = {
  'instance.terms.tab': 'Terms',
  'instance.terms.title': 'Terms of service',
  'instance.terms.none':
    'This network has written no terms. Its rules and the privacy page hold all the same.',
  'instance.terms.lead': 'What {network} and you promise each other when you have an account here.',
  'instance.terms.who.title': 'Who has an account',
  'instance.terms.who.text':
    'You keep your password to yourself and answer for what is written with your account. Do not pose as somebody else. Anybody under 16 needs the consent of a parent or guardian.',
  'instance.terms.yours.title': 'What you write is yours',
  'instance.terms.yours.text':
    'You keep every right to your posts, pictures and words. You only allow {network} to store them and to show them to the people whom you chose. You can take them along or delete them at any time.',
  'instance.terms.conduct.title': 'Conduct',
  'instance.terms.conduct.text':
    'You follow the rules of the network and of each community, and the law. Do not post what is not yours without permission.',
  'instance.terms.measures.title': 'When something is wrong',
  'instance.terms.measures.text':
    'Moderators may label, hide or remove posts and limit or suspend accounts. Each time you get the reasons in writing, the rule or article concerned, for how long, and a button to appeal; somebody else judges your appeal. Decisions are published on the transparency page, without your name.',
  'instance.terms.service.title': 'The service',
  'instance.terms.service.text':
    'The network is run by its own people, without a promise that it always works. If it has to close, we tell you in time to take your data along.',
  'instance.terms.changes.title': 'When these terms change',
  'instance.terms.changes.text':
    'A new version is published before the day on which it takes effect and says what is new. The versions before can be read on this page.',
  'instance.text.since': 'In effect since {date}.',
  'instance.text.from': 'Takes effect on {date}.',
  'instance.text.succeeded': 'There is a newer version.',
  'instance.text.versions': 'Other versions',
  'instance.setup.starter_rules': 'Begin with sample rules',
  'instance.setup.starter_rules_hint':
    'You can change or drop them at any time, under Administration. Without rules newcomers have none to agree to.',
  'instance.starter.kind': 'Talk to each other as neighbours',
  'instance.starter.kind_hint':
    'Argue with opinions, do not attack people. No insults, harassment or discrimination.',
  'instance.starter.scam': 'No scams, no fake goods',
  'instance.starter.scam_hint': 'When you trade, say the price and how to reach you. Report scams.',
  'instance.starter.source': 'News names its source',
  'instance.starter.source_hint': 'Say so when you are not sure. Correct what was wrong.',
  'instance.starter.private': 'Leave other people’s private matters alone',
  'instance.starter.private_hint':
    'Phone numbers, addresses, pictures and messages of others: only with their consent.',
  'instance.starter.harm': 'Do not call for harm to anybody',
  'instance.starter.harm_hint':
    'Yourself included. Where somebody is in danger, call 115, 113 or 111 (children).',
  'instance.starter.law': 'Nothing that the law forbids',
  'instance.starter.law_hint': 'Above all nothing that abuses children: removed at once, without exception.',
  'admin.form.rules_start': 'Use the sample rules',
  'admin.form.rules_other': 'The rules in {language}',
  'admin.form.rules_other_hint':
    'In the same order as the list above: the third line translates the third rule. May be left empty.',
  'admin.form.terms': 'Terms and privacy have a page of their own, with versions by date',
  'admin.text.lead':
    'Each change is a new version with the day on which it takes effect. One that is in effect stays as it is and can always be read.',
  'admin.text.none_terms': 'There are no terms yet.',
  'admin.text.none_privacy': 'The words that come with the software are used; they are true to what it does.',
  'admin.text.start': 'Begin with the sample ({language})',
  'admin.text.effective': 'in effect',
  'admin.text.coming': 'coming',
  'admin.text.text': 'Text',
  'admin.text.text_hint': 'An empty line between paragraphs. A line that begins with # is a heading.',
  'admin.text.changes': 'What is new',
  'admin.text.effective_on': 'In effect from',
  'admin.text.effective_hint': 'Today or later. Some weeks ahead is fair.',
  'admin.text.publish': 'Publish',
  'errors.text_past': 'It can take effect today or later, not in the past',
  'errors.text_holds': 'The version of this day is in effect and can no longer be changed',
}
