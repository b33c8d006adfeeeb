/** Which defects and findings hold all words that somebody looks for. What is looked through is put together once. */
import type { Finding, FindingClass } from '../../../model/result.ts';
import type { PageDefect } from '../page-data.ts';
import { byFingerprint, data, routeOf } from './data.ts';
import { CLASSES } from './verdicts.ts';

export interface Asked {
  words: string;
  class: FindingClass | '';
  module: string;
  phase: string;
}

interface Entry<T> {
  item: T;
  class: FindingClass;
  module: string;
  phase: string;
  text: string;
}

/** The same difference in many cases is one row. */
export interface Kind {
  finding: Finding;
  findings: number;
  cases: number;
}

const placeOf = (route: string) => ({
  module: routeOf.get(route)?.module ?? '',
  phase: routeOf.get(route)?.phase ?? '',
});

function defectEntry(item: PageDefect): Entry<PageDefect> {
  const { id, route, sentence, said, fields, where, routes, pages } = item;
  const text = [item.class, id, route, sentence, said, ...fields, where, ...routes, ...pages, ...item.fingerprints];
  return { item, class: item.class, ...placeOf(route), text: text.join('\n').toLowerCase() };
}

function kindEntry(same: readonly Finding[]): Entry<Kind> {
  const finding = same.find((one) => !one.causedBy) ?? (same[0] as Finding);
  const cases = new Set(same.map((one) => `${one.suite}/${one.case}`));
  const { route, fingerprint, message, place, pointer, rule, said } = finding;
  const text = [finding.class, route, fingerprint, message, place, pointer, rule, said, ...cases].join('\n');
  return {
    item: { finding, findings: same.length, cases: cases.size },
    class: finding.class,
    ...placeOf(route),
    text: text.toLowerCase(),
  };
}

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

export const defectEntries = once(() => data.defects.map(defectEntry));
export const kindEntries = once(() =>
  [...byFingerprint.values()].map(kindEntry).sort((a, b) => CLASSES.indexOf(a.class) - CLASSES.indexOf(b.class)),
);

export function matching<T>(entries: readonly Entry<T>[], asked: Asked): T[] {
  const words = asked.words.toLowerCase().split(/\s+/).filter(Boolean);
  return entries
    .filter(
      (e) =>
        (asked.class === '' || e.class === asked.class) &&
        (asked.module === '' || e.module === asked.module) &&
        (asked.phase === '' || e.phase === asked.phase) &&
        words.every((word) => e.text.includes(word)),
    )
    .map((e) => e.item);
}
