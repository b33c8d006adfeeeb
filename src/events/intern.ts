/** Results without what they repeat: a thousand equal cases say the same thing a thousand times. */
import type { CaseResult } from '../model/result.ts';

/** Takes a result in, and gives it back with shared parts where other results had the same. Nobody may change them. */
export type Intern = (result: CaseResult) => CaseResult;

/** A case that found something is its own: nothing in it is looked up. */
const isPlain = ({ routes, notes, unmatched }: CaseResult): boolean =>
  notes.length === 0 &&
  unmatched.length === 0 &&
  routes.every((r) => r.findings.length === 0 && r.incomparable.length === 0);

export function newIntern(): Intern {
  const known = new Map<string, Omit<CaseResult, 'case'>>();
  return (result) => {
    if (!isPlain(result)) return result;
    const { case: name, ...rest } = result;
    const key = JSON.stringify(rest);
    const shared = known.get(key) ?? rest;
    known.set(key, shared);
    const { suite, ...others } = shared;
    return { suite, case: name, ...others };
  };
}
