import { gateReason } from '../reasons.ts';
import type { GateCheck } from './check.ts';

/** A judge that does not read as the client does proves nothing, nor does a run from before the client changed. */
export const client: GateCheck = ({ entry, fresh, live, input: { client: found } }) => {
  if (!found) return [];
  const differs = found.findings.filter(({ routes }) => routes.includes(entry.name));
  const change = found.stale.find(({ route }) => route === entry.name);
  const runs = live.length > 0 ? live : fresh;
  const old = runs.every(({ finishedAt }) => finishedAt <= found.madeAt);
  return [
    ...differs.map((f) => gateReason('client-differs', f.message, f.theirs, f.fingerprint)),
    ...(change && old ? [gateReason('client-changed', found.sources.since ?? '', change.changes)] : []),
  ];
};
