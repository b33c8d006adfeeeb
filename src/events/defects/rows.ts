/** Fields of one row that always differ together are one cause: another row stands there, or one writer fills all of them. */

import type { Finding } from '../../model/result.ts';
import { groupBy } from '../group.ts';
import { around, kindOf, placeOf, rowOf } from './keys.ts';

/** Fields of a row that are a row; fewer may be a coincidence. */
const ROW = 3;

export interface Caused {
  finding: Finding;
  key: string;
  /** `suite/case` */
  at: string;
}

/** Keys that are one → the one that stands for all of them. */
export function sameRows(all: readonly Caused[]): Map<string, string> {
  const merged = new Map<string, string>();
  const fields = all.filter(({ finding: f }) => !f.causedBy && (kindOf(f) === 'value' || kindOf(f) === 'field'));
  const byKey = groupBy(fields, ({ key }) => key);
  // The same places in the same rows of the same steps, in the same way.
  const alike = groupBy([...byKey], ([, shown]) => {
    const f = firstOf(shown);
    const where = shown.map(({ finding, at }) => `${at} ${finding.step} ${rowOf(finding)}`).sort();
    return JSON.stringify([f.route, f.class, f.direction, rowPlace(f), lackOf(f), [...new Set(where)]]);
  });
  for (const group of alike.values()) {
    const records = groupBy(group, ([, shown]) => around(placeOf(firstOf(shown))));
    for (const [record, keys] of records) {
      const nested = keys.some(([, shown]) => record !== rowPlace(firstOf(shown)));
      if (keys.length < (nested ? 2 : ROW)) continue;
      const names = keys.map(([key]) => key).sort();
      for (const name of names) merged.set(name, names[0] as string);
    }
  }
  return merged;
}

const firstOf = ([first]: readonly Caused[]): Finding => (first as Caused).finding;

/** The row, without its index. */
const rowPlace = (f: Finding): string => {
  const place = placeOf(f);
  const at = place.lastIndexOf('/*');
  return at >= 0 ? place.slice(0, at + 2) : place.slice(0, place.indexOf('#') + 1);
};

/** The side that shows nothing there. */
const lackOf = ({ rust, python }: Finding): string =>
  rust === null || rust === undefined ? 'rust' : python === null || python === undefined ? 'python' : '';
