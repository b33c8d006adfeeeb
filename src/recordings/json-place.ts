/** Where a text stops being JSON. Node's own message names an offset for some breaks only. */
import { type ParseError, parse } from 'jsonc-parser';

/** Line and column, from 1, in words; for a text that JSON.parse has refused. */
export function placeOfBreak(text: string): string {
  const offset = offsetOfBreak(text);
  if (offset === undefined) return 'a place that lies too deep to be told';
  return offset >= text.trimEnd().length
    ? `the end of the file (${placeOf(text, text.length)})`
    : placeOf(text, offset);
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function offsetOfBreak(text: string): number | undefined {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  } catch {
    // It goes down with the nesting.
    return undefined;
  }
  return errors[0]?.offset ?? text.length;
}
