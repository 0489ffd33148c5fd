import type { Messages } from '../index.ts'

export const instance: Messages = {
  'instance.tabs': 'About this network',
  'instance.about.tab': 'About',
  'instance.about.title': 'About {network}',
  'instance.about.default':
    '{network} is a small social network, set up and looked after by the people who live in it. Anybody can read without an account; there is no advertising, no algorithm that sorts for you, and nobody sells your data.\n\nPosts appear in the order of time. You can leave whenever you like and take everything with you.',
  'instance.about.people': 'people',
  'instance.about.active': 'visited in the past 30 days',
  'instance.about.posts': 'posts',
  'instance.about.joining': 'Joining',
  'instance.about.contact': 'Contact',
  'instance.about.contact_person': 'Looked after by',
  'instance.about.contact_email': 'E-mail:',
  'instance.about.no_contact': 'The people in charge have not said how to reach them yet.',
  'instance.about.software': 'Software',
  'instance.about.software_text':
    'This network runs on Xóm, free software under the AGPL. Read and write on these pages or with any Mastodon app.',
  'instance.registrations.open.public': 'Anybody can join right away.',
  'instance.registrations.approval.public':
    'Anybody can ask to join; somebody from the team reads and answers.',
  'instance.registrations.invite.public': 'You need an invitation from somebody who lives here.',
  'instance.registrations.closed.public': 'Nobody new is taken in at the moment.',
  'instance.rules.tab': 'Rules',
  'instance.rules.title': 'Rules',
  'instance.rules.lead': 'What the people of {network} promise each other.',
  'instance.rules.none': 'No rules have been written down yet.',
  'instance.privacy.tab': 'Privacy',
  'instance.privacy.title': 'Privacy',
  'instance.privacy.lead': '{network} keeps as little data as it can and gives it to nobody.',
  'instance.privacy.keep.title': 'What we keep',
  'instance.privacy.keep.text':
    'Your e-mail address, your password in hashed form, what you write and upload, whom you follow. Pictures lose their location before they are stored. Public posts of accounts in their first week leave a digest of their words and link domains for three days, so that spam said again and again is seen. What you look up on the scam page is not stored.',
  'instance.privacy.public.title': 'Who can read it',
  'instance.privacy.public.text':
    'Public posts can be read by the whole world. Posts for followers or for people mentioned are shown to those people only; they are not end-to-end encrypted, so whoever runs the server is technically able to read them.',
  'instance.privacy.logs.title': 'Server logs',
  'instance.privacy.logs.text':
    'IP addresses are not stored. For each sign-in we note the browser and kind of device, so that you recognise your own. To count active people we note which account was here in a month, without day or time, and delete it after 13 months.',
  'instance.privacy.cookies.title': 'Cookies',
  'instance.privacy.cookies.text':
    'Cookies only keep you signed in and remember the look you chose. No advertising or tracking cookies, and nothing is loaded from other servers.',
  'instance.privacy.leave.title': 'Taking it along, deleting it',
  'instance.privacy.leave.text':
    'In your settings you can download everything you have here and delete your account, without asking anybody.',
  'instance.privacy.authority.title': 'Requests by authorities',
  'instance.privacy.authority.text':
    'There is no private door for anybody. This software has no place from which to watch people.',
  'instance.waiting.title': 'Being set up',
  'instance.waiting.text': 'This network is brand new and waits for its founder to name it.',
  'instance.waiting.hint':
    'If you are the founder: open the set-up link that the server printed when it started.',
  'instance.setup.title': 'Set up your network',
  'instance.setup.lead':
    'A few questions and you are done. Every answer can be changed later, under Administration.',
  'instance.setup.network': 'Your network',
  'instance.setup.name': 'Name of the network',
  'instance.setup.name_hint': 'What people will call it: a street, a village, a club.',
  'instance.setup.description': 'One sentence about it',
  'instance.setup.description_hint': 'The first thing a stranger reads. Who is it for, what is it about?',
  'instance.setup.language': 'Main language',
  'instance.setup.language_hint': 'Everybody still chooses a language of their own.',
  'instance.setup.registrations': 'Who may join',
  'instance.setup.founder': 'Your account',
  'instance.setup.founder_hint': 'This account is the first administrator, and the one you write posts with.',
  'instance.setup.display_name': 'Display name',
  'instance.setup.username': 'Handle',
  'instance.setup.username_hint':
    'Small letters without marks, digits and underscores, 3 to 30 of them. It cannot be changed later.',
  'instance.setup.email': 'E-mail',
  'instance.setup.email_hint': 'For signing in and resetting your password. Shown to nobody.',
  'instance.setup.password': 'Password',
  'instance.setup.password_hint':
    'A long sentence you can remember beats a complicated word. At least 8 characters.',
  'instance.setup.submit': 'Create the network',
  'instance.setup.bad_link': 'This set-up link is wrong or has been used',
  'instance.setup.bad_link_text': 'Restart the server to get a new one.',
  'instance.setup.done': 'Your network is ready. Write the first post!',
  'instance.mode.open': 'Open',
  'instance.mode.open_hint':
    'Everybody who signs up is in at once. Grows fast, and troublemakers get in easily too.',
  'instance.mode.approval': 'By approval',
  'instance.mode.approval_hint':
    'People write a few words on why they would like to join; you read them and let them in.',
  'instance.mode.invite': 'By invitation',
  'instance.mode.invite_hint': 'Only with an invitation link from somebody who lives here.',
  'instance.mode.closed': 'Closed',
  'instance.mode.closed_hint': 'Nobody new. Public posts can still be read by everybody.',
  'fields.name': 'Name of the network',
  'fields.description': 'Description',
  'fields.registrations': 'Who may join',
  'errors.no_streaming': 'This server has no streaming API yet: ask the REST API again from time to time',
}
