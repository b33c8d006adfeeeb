/** Where a text stops being JSON. Node's own message names an offset for some breaks only. */
import { type ParseError, parse } from 'jsonc-parser';

/** Line and column, from 1, in words; for a text that JSON.parse has refused with this error. */
export function placeOfBreak(text: string, error: unknown): string {
  const offset = offsetIn(text, String(error)) ?? offsetOfBreak(text);
  if (offset === undefined) return 'a place that lies too deep to be told';
  return offset >= text.trimEnd().length
    ? `the end of the file (${placeOf(text, text.length)})`
    : placeOf(text, offset);
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Node tells the very letter where it tells one. */
function offsetIn(text: string, message: string): number | undefined {
  // The message quotes the text, which may hold anything.
  if (/Unexpected end of JSON input$/.test(message)) return text.length;
  const told = / in JSON at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message)?.[1];
  return told === undefined ? undefined : Number(told);
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
