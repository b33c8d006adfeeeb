/** Two runs → what is new, gone and changed, by fingerprint. Pure. */
import type { RunReport } from '../model/report.ts';
import type { ReportedFinding } from './evidence.ts';

export interface RunDifference {
  added: ReportedFinding[];
  gone: ReportedFinding[];
  /** Same fingerprint, other values or another number of cases. */
  changed: { before: ReportedFinding; after: ReportedFinding; cases: [number, number] }[];
}

export function compareRuns(before: RunReport, after: RunReport): RunDifference {
  const [a, b] = [byFingerprint(before), byFingerprint(after)];
  return {
    added: [...b].filter(([key]) => !a.has(key)).map(([, f]) => f.first),
    gone: [...a].filter(([key]) => !b.has(key)).map(([, f]) => f.first),
    changed: [...a].flatMap(([key, old]) => {
      const now = b.get(key);
      if (!now) return [];
      const same =
        JSON.stringify([old.first.rust, old.first.python]) === JSON.stringify([now.first.rust, now.first.python]);
      return same && old.cases.size === now.cases.size
        ? []
        : [{ before: old.first, after: now.first, cases: [old.cases.size, now.cases.size] as [number, number] }];
    }),
  };
}

function byFingerprint(report: RunReport): Map<string, { first: ReportedFinding; cases: Set<string> }> {
  const found = new Map<string, { first: ReportedFinding; cases: Set<string> }>();
  for (const f of report.suites.flatMap((s) => s.cases.flatMap((c) => c.routes.flatMap((r) => r.findings)))) {
    if (f.class === 'intended') continue;
    const entry = found.get(f.fingerprint) ?? { first: f, cases: new Set() };
    entry.cases.add(`${f.suite}/${f.case}`);
    found.set(f.fingerprint, entry);
  }
  return found;
}
