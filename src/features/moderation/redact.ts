/**
 * What anybody may read of the facts: handles, addresses, links and long numbers are blackened. Moderators are asked
 * not to write them; this is the net below.
 */
export function redact(text: string): string {
  return text
    .replace(/https?:\/\/\S+/gi, '█')
    .replace(/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu, '█')
    .replace(/@[\p{L}\p{N}_]+(?:@[\p{L}\p{N}.-]+)?/gu, '@█')
    .replace(/\+?\d(?:[\d .-]{6,})\d/g, '█')
}
