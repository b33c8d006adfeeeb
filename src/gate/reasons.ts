/** Why a route may not flip: a stable code each, and its words in this one table. Nothing decides by the words. */
export const GATE_REASONS = {
  finding: (f: { class: string; at: string; where: string; message: string; fingerprint: string }) =>
    `${f.class} at ${f.at} in ${f.where}: ${f.message} (${f.fingerprint})`,
  declared: (text: string, theirs: string, fingerprint: string) =>
    `its declared route breaks the call: ${text} (${theirs}, ${fingerprint})`,
  'rule-not-applied': (text: string, where: string) => `a rule did not apply: ${text} (${where})`,
  incomparable: (kind: string, reason: string) => `${kind}: ${reason}`,
  slower: (reason: string) => `slower: ${reason}`,
  page: (page: string, route: string) => `its page ${page} is not green: ${route} is breaking`,
  order: (phase: string, route: string) => `${phase} come first: ${route} is still on rust`,
  'cross-read': (f: { class: string; at: string; where: string; message: string }) =>
    `cross-read ${f.class} at ${f.at} in ${f.where}: ${f.message}`,
  'no-run': () => 'no stored run has called it',
  stale: (days: number) => `the newest evidence is older than ${days} days`,
  'recorded-only': () => 'all evidence is recorded: recorded evidence never opens the gate',
  'one-backend': (why: string) => `both sides of the run were one backend, which proves nothing: ${why}`,
  'live-runs': (found: number, asked: number) => `${found} of ${asked} live runs`,
  version: (what: string) => `no live run against what is deployed (${what})`,
  cases: (found: number, asked: number) => `${found} of ${asked} cases`,
  coverage: (found: string, asked: string) =>
    `its cases cover ${found} of what there is, ${asked} are asked for (npx parity cover --missing)`,
  'client-differs': (text: string, place: string, fingerprint: string) =>
    `its suite does not read as the client does: ${text} (${place || 'nowhere'}, ${fingerprint}); mend the suite and run again`,
  'client-changed': (since: string, changes: readonly string[]) =>
    `its evidence is from before the client changed (since ${since.slice(0, 12)}: ${changes.slice(0, 2).join('; ')})`,
  weak: () =>
    'its evidence is weak: in every step both sides failed, or neither showed what is there; a call that works has to be compared',
  documents: () => 'no live run compared the documents that it leaves',
  'not-compared': (reason: string) => `no run could compare all of its steps: ${reason}`,
  'cross-reads-not-compared': (asked: number) =>
    `none of ${asked} cross-reads of it could be compared: what the other side wrote was not read`,
  dead: () => 'no part of the client makes this call any more',
  'stays-on-rust': (phase: string) => `stays where it is in phase 1 (${phase})`,
} as const;

export type GateCode = keyof typeof GATE_REASONS;

export interface GateReason {
  code: GateCode;
  text: string;
}

export function gateReason<C extends GateCode>(code: C, ...facts: Parameters<(typeof GATE_REASONS)[C]>): GateReason {
  const words = GATE_REASONS[code] as (...args: readonly unknown[]) => string;
  return { code, text: words(...facts) };
}
