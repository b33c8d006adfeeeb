/** A case that could not be judged at all: each of its steps is an error, and the others are judged all the same. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Case } from '../model/case.ts';
import { reason } from '../model/reasons.ts';
import type { CaseResult, RouteResult } from '../model/result.ts';

export function brokenCase(
  recording: Pick<Case, 'suite' | 'name' | 'rust'>,
  catalog: Catalog,
  why: string,
): CaseResult {
  const routes = new Map<string, RouteResult>();
  const unmatched: CaseResult['unmatched'] = [];
  for (const { id, request } of recording.rust) {
    const { method, target } = request;
    const name = catalog.find(method, target)?.name;
    if (name === undefined) {
      unmatched.push({ step: id, method, target });
      continue;
    }
    const route: RouteResult = routes.get(name) ?? {
      route: name,
      verdict: 'error',
      steps: 0,
      bothFailed: 0,
      weak: 0,
      findings: [],
      incomparable: [],
    };
    routes.set(name, route);
    route.steps += 1;
    route.incomparable.push({ ...reason('error', 'broken', why), route: name, step: id });
  }
  return { suite: recording.suite, case: recording.name, routes: [...routes.values()], notes: [], unmatched };
}
