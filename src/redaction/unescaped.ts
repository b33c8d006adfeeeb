/** A text without its escapes, so that a secret is found under them: `%2B`, `\u002b`, `\"`, also escaped twice. */

export interface Unescaped {
  text: string;
  /** Where each letter of `text` begins in the original; one more at the end. */
  starts: Uint32Array;
}

const ESCAPE = /%(?:25)*([0-9a-f]{2})|(?<!\\)\\+(?:u([0-9a-f]{4})|x([0-9a-f]{2})|(["'/bfnrt]))/gi;
const LETTERS: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Undefined where nothing is escaped. Linear in the length. */
export function unescaped(text: string): Unescaped | undefined {
  if (!text.includes('%') && !text.includes('\\')) return undefined;
  const starts = new Uint32Array(text.length + 1);
  const pieces: string[] = [];
  let from = 0;
  let size = 0;
  const copy = (to: number): void => {
    if (to > from) pieces.push(text.slice(from, to));
    for (let at = from; at < to; at++) starts[size++] = at;
  };
  for (const found of text.matchAll(ESCAPE)) {
    const [whole, percent, unicode, byte, letter = ''] = found;
    const code = percent ?? unicode ?? byte;
    copy(found.index);
    starts[size++] = found.index;
    pieces.push(code === undefined ? (LETTERS[letter] ?? letter) : String.fromCharCode(Number.parseInt(code, 16)));
    from = found.index + whole.length;
  }
  if (from === 0) return undefined;
  copy(text.length);
  starts[size] = text.length;
  return { text: pieces.join(''), starts };
}
