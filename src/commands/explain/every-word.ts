/** The list of what can be explained. */
import { groupBy } from '../../events/group.ts';
import { WORDS } from './words.ts';

const WIDTH = 96;

/** Words of a list on lines of a terminal. */
function wrapped(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 2 <= WIDTH) lines[lines.length - 1] = `${last}  ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines;
}

export const everyWord = (): string =>
  `${[
    'npx parity explain WORD, or FINGERPRINT of a finding or a defect (its first four letters may do)',
    ...[...groupBy(WORDS, ({ what }) => what)].map(([what, words]) =>
      [what, ...wrapped(words.map(({ code }) => code))].join('\n'),
    ),
  ].join('\n\n')}\n`;
