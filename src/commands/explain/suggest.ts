/** What was probably meant by a word that nobody knows. */
import { distance } from 'fastest-levenshtein';
import { normal, WORDS } from './words.ts';

const MOST = 3;

/** At most three codes, the nearest first: that contain it, or that few letters make of it. */
export function suggestions(asked: string): string[] {
  const given = normal(asked);
  const codes = [...new Set(WORDS.map(({ code }) => code))];
  const containing = given.length > 2 ? codes.filter((code) => code.includes(given)) : [];
  const near = codes
    .map((code) => ({ code, far: distance(given, code) }))
    // More than a third of the letters wrong is another word.
    .filter(({ far }) => far <= Math.max(2, Math.floor(given.length / 3)))
    .sort((a, b) => a.far - b.far);
  return [...new Set([...near.map(({ code }) => code), ...containing])].slice(0, MOST);
}
