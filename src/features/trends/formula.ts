/**
 * The whole of what decides an order here. The page /tin/cach-xep and docs/api.md are made from these numbers: whoever
 * changes one changes what people read about it.
 */
export const formula = {
  /** Hours: what is older counts for nothing. */
  window: 72,
  /** Hours after which what somebody did counts half. */
  halfLife: { tags: 24, links: 24, statuses: 12 },
  /** Different people below which nothing is said to be on everybody's lips. */
  people: { tags: 5, links: 5, statuses: 5 },
  /** Different people who have to share a page from elsewhere before it stands on the news page. */
  newsPeople: 2,
  /** Kept of each kind. */
  most: 40,
  /** Minutes between two countings. */
  every: 10,
} as const
