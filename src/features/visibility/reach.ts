/** Who may answer, name or write to somebody; each person decides for herself. */
export const circles = ['everyone', 'followers', 'followed', 'nobody'] as const
/** `followers`: those who follow her; `followed`: those whom she follows. */
export type Circle = (typeof circles)[number]

/** Who may answer one post. Those whom it names always may. */
export const replyPolicies = ['everyone', 'followers', 'followed', 'mentioned'] as const
export type ReplyPolicy = (typeof replyPolicies)[number]

/** How the writer and the person she turns to stand to each other. */
export interface Ties {
  /** The writer follows the person. */
  follows: boolean
  /** The person follows the writer. */
  followed: boolean
}

/** Decides, purely, whether a circle lets somebody in. */
export function letsIn(circle: Circle, ties: Ties): boolean {
  switch (circle) {
    case 'everyone':
      return true
    case 'followers':
      return ties.follows
    case 'followed':
      return ties.followed
    case 'nobody':
      return false
  }
}

/** What holds for a post: its own choice, else its author's. Somebody who wants answers of nobody still gets those she asks for. */
export const policyOf = (own: ReplyPolicy | null, author: Circle): ReplyPolicy =>
  own ?? (author === 'nobody' ? 'mentioned' : author)

/** Decides, purely, whether somebody may answer a post. */
export const mayAnswer = (policy: ReplyPolicy, ties: Ties & { named: boolean }): boolean =>
  ties.named || (policy !== 'mentioned' && letsIn(policy, ties))
