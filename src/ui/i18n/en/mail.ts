import type { Messages } from '../index.ts'

/** Letters; see features/auth/mail.ts. */
export const mail: Messages = {
  'mail.footer': '{network} · {origin}',
  'mail.confirm.subject': 'Confirm your e-mail address at {network}',
  'mail.confirm.body':
    'Hello @{handle},\n\nOpen this link to confirm your address and enter {network}:\n{link}\n\nIt works for three days. If you did not sign up, ignore this letter.',
  'mail.email_change.subject': 'Confirm your new address at {network}',
  'mail.email_change.body':
    'Hello @{handle},\n\nOpen this link to use {email} for your account:\n{link}\n\nIt works for one day.',
  'mail.email_changed.subject': 'Your address at {network} is being changed',
  'mail.email_changed.body':
    'Hello @{handle},\n\nSomebody asked to change the address of your account to {email}. If it was not you, change your password now: {origin}/settings/account',
  'mail.reset.subject': 'Reset your password at {network}',
  'mail.reset.body':
    'Hello @{handle},\n\nOpen this link to set a new password:\n{link}\n\nIt works for one hour. If you did not ask for it, ignore this letter: your password stays as it is.',
  'mail.password_changed.subject': 'Your password at {network} was changed',
  'mail.password_changed.body':
    'Hello @{handle},\n\nThe password of your account was just changed. If it was not you, reset it now: {origin}/reset',
  'mail.approved.subject': 'Welcome to {network}',
  'mail.approved.body': 'Hello @{handle},\n\nYour account was approved. Come in:\n{link}',
  'mail.rejected.subject': 'Your application to {network}',
  'mail.rejected.body':
    'Hello @{handle},\n\nWe are sorry: the administrators did not accept your application. What you left with us is being erased.',
  'mail.decision.subject': 'About your account on {network}: a statement of reasons',
  'mail.decision.body':
    'Hello @{handle},\n\nThe moderators decided: {measure}. The reasons, the rule, the end date and the button to appeal are here (it opens even when you cannot sign in):\n{link}\n\nThis link is yours alone; do not pass it on.',
  'mail.appeal_answer.subject': 'A moderator wrote to you about your appeal at {network}',
  'mail.appeal_answer.body':
    'Hello @{handle},\n\nA moderator wrote to you in your appeal. Read and answer here:\n{link}\n\nIf you cannot sign in, open the link of the letter with the statement of reasons: it leads to the same page.',
  'mail.appeal_outcome.subject': 'Your appeal at {network}',
  'mail.appeal_outcome.body':
    'Hello @{handle},\n\nYour appeal was judged: {outcome} The reasons are here:\n{link}\n\nIf you cannot sign in, open the link of the letter with the statement of reasons: it leads to the same page.',
  'mail.room_decision.subject': 'About the community @{room} on {network}: a statement of reasons',
  'mail.room_decision.body':
    'Hello @{handle},\n\nThe network’s moderators decided about the community @{room}: {measure}. The reasons, the rule, the end date and the button to appeal are here:\n{link}\n\nThis link is for those who run the community; do not pass it on.',
  'mail.deletion.subject': 'Your account at {network} will be deleted',
  'mail.deletion.body':
    'Hello @{handle},\n\nAs you asked, your account is hidden now and will be deleted for good on {date}. To keep it, sign in before that day:\n{link}',
}
