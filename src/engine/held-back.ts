/** A live side is not sent what a recorded side went through: what the recording shows afterwards is of another history. Pure. */
import type { Catalog } from '../catalog/catalog.ts';
import { type Route, touchedBy } from '../catalog/route.ts';
import { anonymous } from '../catalog/template.ts';
import type { RecordedStep } from '../model/case.ts';
import type { Session } from '../model/session.ts';
import type { Side } from '../model/side.ts';
import type { Replayed } from './replayed.ts';

export interface HeldBack {
  /** The one side that is recorded. */
  recorded: Side;
  /** Steps that did not go out to the other. */
  steps: ReadonlySet<string>;
  catalog: Catalog;
}

/** Without the recorded answers that a step which was held back may have changed, and without the documents after it. */
export function afterHeldBack(replayed: Replayed, { recorded, steps, catalog }: HeldBack): Replayed {
  const { recording, sessions } = replayed;
  const routeOf = ({ request }: RecordedStep): Route | undefined => catalog.find(request.method, request.target)?.route;
  const lost: { id: string; changes(route: Route | undefined): boolean }[] = [];
  const results = sessions[recorded].results.map((result, i): Session['results'][number] => {
    const step = recording.rust[i];
    if (!step) return result;
    const route = routeOf(step);
    if (steps.has(step.id)) {
      if (route?.kind !== 'read') lost.push({ id: step.id, changes: changedBy(route) });
      return result;
    }
    const before = lost.find(({ changes }) => changes(route));
    return before === undefined || result.kind !== 'answer'
      ? result
      : { kind: 'unsent', reason: `${recorded}: the recording is from after step ${before.id}, which was not sent` };
  });
  const [first] = lost;
  if (!first) return replayed;
  return {
    ...replayed,
    sessions: { ...sessions, [recorded]: { ...sessions[recorded], results } },
    stateMissing:
      replayed.stateMissing ??
      `the recording of ${recorded} holds the documents after step ${first.id}, which was not sent`,
  };
}

/** Whether a route shows documents that another writes; where one of them declares nothing it may. */
function changedBy(written: Route | undefined): (route: Route | undefined) => boolean {
  const paths = written?.writes?.map(({ path }) => anonymous(path));
  return (route) => {
    const touched = route ? touchedBy(route).map(anonymous) : [];
    return paths === undefined || touched.length === 0 || touched.some((path) => paths.includes(path));
  };
}
