/** JSON as text with some of its values replaced: every other byte, numbers of any length among them, stays as it was. */
import { visit } from 'jsonc-parser';

/** A value in its text: a string's content, or a number as it is written. */
export type Replace = (value: string, path: readonly (string | number)[], kind: 'string' | 'number') => string;

/** Undefined where the text is no JSON. */
export function replacedInJson(text: string, replace: Replace): string | undefined {
  const pieces: string[] = [];
  let done = 0;
  let broken = false;
  let seen = false;
  const path: (string | number)[] = [];
  // The library knows a place only by walking back to the root: it is kept here, as it is entered and left.
  const value = (): void => {
    const at = path.at(-1);
    if (typeof at === 'number') path[path.length - 1] = at + 1;
    seen = true;
  };
  visit(
    text,
    {
      onError: () => {
        broken = true;
      },
      onArrayBegin: () => {
        value();
        path.push(-1);
      },
      onArrayEnd: () => void path.pop(),
      onObjectBegin: () => {
        value();
        path.push('');
      },
      onObjectEnd: () => void path.pop(),
      onObjectProperty: (name) => {
        path[path.length - 1] = name;
      },
      onLiteralValue: (literal: unknown, offset, length) => {
        value();
        const kind = typeof literal === 'string' ? 'string' : typeof literal === 'number' ? 'number' : undefined;
        if (!kind) return;
        const before = kind === 'string' ? (literal as string) : text.slice(offset, offset + length);
        const after = replace(before, path, kind);
        if (after === before) return;
        pieces.push(text.slice(done, offset), kind === 'string' ? JSON.stringify(after) : after);
        done = offset + length;
      },
    },
    { disallowComments: true, allowTrailingComma: true },
  );
  if (broken || !seen) return undefined;
  return done === 0 ? text : [...pieces, text.slice(done)].join('');
}
