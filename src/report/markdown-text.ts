/** Pieces of Markdown that hold any text. */

export const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A fence longer than any inside keeps the text as it is. */
export function code(text: string): string {
  const ticks = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map((m) => m[0].length)) + 1);
  return ticks.length > 1 ? `${ticks} ${text} ${ticks}` : `\`${text}\``;
}

/** As HTML that GitHub shows; nobody is called by it, and no issue linked. */
export const html = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/@|#(?=\d)/g, '$&<!-- -->');

/** Outside of code Markdown takes these for emphasis and links. */
export const plain = (text: string): string => html(text.replace(/[\\`*_[\]~]/g, '\\$&'));

/**
 * Parts in their order, as many as fit into `most` bytes of UTF-8; of what does not fit `rest` tells how much it is.
 * `head` is always there.
 */
export function within(most: number, head: string, parts: readonly string[], rest: (left: number) => string): string {
  let room = most - Buffer.byteLength(head) - Buffer.byteLength(rest(parts.length));
  const kept: string[] = [];
  for (const part of parts) {
    room -= Buffer.byteLength(part);
    if (room < 0) break;
    kept.push(part);
  }
  const left = parts.length - kept.length;
  return head + kept.join('') + (left > 0 ? rest(left) : '');
}
