import type { Messages } from '../index.ts'

/** Where Mastodon's clients match on a text, this is that text. */
export const errors: Messages = {
  'errors.bad_request': 'The request could not be understood',
  'errors.bad_page': 'The page boundary is not an id',
  'errors.malformed_body': 'The body of the request could not be read',
  'errors.malformed_json': 'The body of the request is not a JSON object',
  'errors.malformed_utf8': 'The request holds bytes that are not text',
  'errors.unauthorized': 'This method requires an authenticated user',
  'errors.invalid_token': 'The access token is invalid',
  'errors.forbidden': 'This action is not allowed',
  'errors.missing_scope': 'This action is outside the authorized scopes',
  'errors.csrf': 'This form was not sent from our own page. Open the page again and send it once more.',
  'errors.account_suspended': 'Your login is currently disabled',
  'errors.account_unconfirmed': 'Your login is missing a confirmed e-mail address',
  'errors.account_pending': 'Your login is currently pending approval',
  'errors.not_found': 'Record not found',
  'errors.method_not_allowed': 'This method is not allowed here',
  'errors.not_acceptable': 'There is no such form of this page',
  'errors.conflict': 'This was changed in the meantime',
  'errors.gone': 'This is no longer here',
  'errors.too_large': 'This is larger than what the server takes',
  'errors.unsupported_media': 'This kind of content is not supported',
  'errors.unprocessable': 'This could not be processed',
  'errors.validation_failed': 'Validation failed',
  'errors.needs_person': 'This method requires an authenticated user',
  'errors.rate_limited': 'Too many requests: try again in {seconds} seconds',
  'errors.signup_limited':
    'Too many people have just signed up from the same connection. Please try again in {minutes} min.',
  'errors.internal': 'Something went wrong on our side. It was written down.',
  'errors.unavailable': 'The server is busy or its database cannot be reached. Try again shortly.',
  'fields.errors.blank': "can't be blank",
  'fields.errors.invalid': 'is invalid',
  'fields.errors.inclusion': 'is not included in the list',
  'fields.errors.too_big': 'is too long (maximum is {limit} characters)',
  'fields.errors.too_small': 'is too short (minimum is {limit} characters)',
  'fields.errors.over_character_limit': 'character limit of {limit} exceeded',
  'fields.errors.not_a_domain': 'holds “{name}”, which is not a domain',
  'fields.errors.too_many': 'has too many items (maximum is {limit})',
  'fields.errors.too_few': 'has too few items (minimum is {limit})',
  'fields.errors.too_high': 'must be less than or equal to {limit}',
  'fields.errors.too_low': 'must be greater than or equal to {limit}',
  'fields.errors.not_text': 'must be a string',
  'fields.errors.not_number': 'is not a number',
  'fields.errors.not_whole': 'must be an integer',
  'fields.errors.not_boolean': 'must be true or false',
  'fields.errors.not_list': 'must be a list',
  'fields.errors.not_object': 'must be an object',
  'fields.errors.taken': 'has already been taken',
  'fields.errors.reserved': 'is reserved',
  'errors.newcomer_links':
    'New accounts can put {limit} links in a post, until {until}. Take some out and post again',
  'errors.newcomer_mentions':
    'New accounts can mention {limit} people in a post, until {until}. Take some out and post again',
  'errors.newcomer_posts':
    'New accounts can write {limit} posts an hour, until {until}. You can write the next one at {free}',
  'errors.newcomer_links_day':
    'New accounts can post {limit} links in 24 hours, until {until}. You can post more from {free}',
  'errors.newcomer_recipients':
    'New accounts can message {limit} new people in 24 hours, until {until}. You can message more from {free}',
  'errors.reach_reply_followers': '{handle} takes replies to this post only from followers',
  'errors.reach_reply_followed': '{handle} takes replies to this post only from people followed by {handle}',
  'errors.reach_reply_mentioned': '{handle} takes replies to this post only from people mentioned in it',
  'errors.reach_mention_followers':
    '{handle} can be mentioned only by followers. Take the name out and post again',
  'errors.reach_mention_followed':
    '{handle} can be mentioned only by people followed by {handle}. Take the name out and post again',
  'errors.reach_mention_nobody': '{handle} cannot be mentioned. Take the name out and post again',
  'errors.reach_message_followers': '{handle} takes messages only from followers',
  'errors.reach_message_followed': '{handle} takes messages only from people followed by {handle}',
  'errors.reach_message_nobody': '{handle} takes no messages',
  'errors.comments_off': 'This article takes no comments',
  'errors.comments_banned': 'You may not comment on this site, by a decision with reasons',
  'errors.comments_members_only': 'Only those who follow this site may comment',
  'errors.comments_moderated':
    'This site reads comments before they appear: send yours below the article, on its page',
  'errors.comments_closed': 'Comments are closed here',
  'errors.site_articles_by_staff': 'On a site only its staff writes articles; you may comment below them',
  'errors.site_needs_role': 'This is for those who work on the site',
  'errors.site_own_role': 'You cannot change your own role',
  'errors.article_conflict':
    'Somebody saved this article before you. Nothing was overwritten: compare the two and save again',
  'errors.article_not_yours': "This article is somebody else's, or published already: ask an editor.",
  'errors.article_needs_editor': 'This takes an editor',
  'errors.article_was_published':
    'What was published once is not deleted: archive it, so that its address does not die',
  'errors.article_no_such_way': 'The article is in another state by now: reload the page and try again',
  'errors.measure_read_only':
    'For now the network can only be read, until {until}. Nothing was sent. Reason: {url}',
  'errors.measure_sign_in':
    'For now whoever writes must sign in again once; this holds until {until}. Reason: {url}',
  'errors.measure_slow_mode':
    'Slow mode holds: {pause} seconds between two posts of one person. You can post again in {seconds} seconds. Reason: {url}',
  'errors.measure_young_posts':
    'For now young accounts may write at most {limit} posts an hour; you can go on at {free}. This holds until {until}. Reason: {url}',
  'errors.measure_young_no_links':
    'For now young accounts may put no links in a post, until {until}. Reason: {url}',
  'errors.measure_young_links':
    'For now young accounts may put at most {limit} links in a post, until {until}. Reason: {url}',
  'errors.measure_never_viewpoint':
    'No measure here goes by viewpoint, by language or by person: each holds for everybody alike',
  'errors.measure_never_demotion':
    'No post is silently shown less here: every restriction is public, with a reason and an end',
  'errors.measure_never_pre_approval':
    'Posts are never approved before they appear here, however hot it gets',
  'errors.measure_never_keyword_ban':
    'Posts are not banned by keyword here: act on single posts, with a reason and an appeal',
  'errors.measure_unknown_kind': 'There is no such kind of measure',
  'errors.measure_too_long':
    'A measure lasts at most {days} days. If more is needed, renew it by a new entry with a new reason',
  'errors.measure_reversed': 'The end must lie after the start, and not in the past',
  'errors.measure_too_early': 'A measure begins now or within the next {days} days',
  'errors.measure_no_reason': 'Every measure needs a reason, in a sentence that everybody can read',
  'errors.measure_in_force': 'This measure holds already: end it, or renew it by a new entry',
  'errors.measure_needs_renewal':
    'The last one has no review yet: write it, or say that this renews entry {id}',
  'errors.measure_renews_other': 'Only the latest entry of the same kind and place can be renewed',
  'errors.measure_ended': 'This measure has ended',
  'errors.measure_not_for_rooms':
    'A community can take for itself: slow mode, limits for young accounts, pinned verified updates',
  'errors.measure_needs_team': 'Only the operators of the network can take this measure',
  'errors.measure_needs_admin': 'This measure touches everybody: only an administrator can take it',
  'errors.measure_shift_nobody': 'Name at least one person with an account here',
  'errors.measure_no_updates': 'This measure pins no updates',
  'errors.measure_no_labels': 'This measure puts no labels',
  'errors.measure_label_closed': 'Only public posts can carry the label, and no boosts',
  'errors.review_not_due': 'The measure has not ended, so it cannot be reviewed yet',
  'errors.review_written': 'The review was written and stays as it is',
  'errors.review_not_yours': 'The review is written by whoever took the measure, or by an operator',
  'errors.plan_reversed': 'The end must lie after the start',
  'errors.plan_closed': 'This plan is closed',
  'errors.plan_unknown_person': 'Nobody here is called {name}',
  'errors.plan_unknown_subject': 'No such tag, link or public community is known here: {name}',
}
