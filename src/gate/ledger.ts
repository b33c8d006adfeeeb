/** The ledger of expected differences: exact entries with a reason, an owner and an end. Pure. */

import { z } from 'zod';
import type { RunReport } from '../model/report.ts';
import type { Side } from '../model/side.ts';
import { worst } from '../model/verdict.ts';
import type { ReportedFinding } from './evidence.ts';

/** Days that an entry may last. */
export const LONGEST_DAYS = 90;
const DAY_MS = 86_400_000;

const day = z.iso.date('expected a day such as 2026-12-31');

export const entrySchema = z.strictObject({
  fingerprint: z.string().optional().describe('Only this kind of difference'),
  route: z.string().regex(/^[A-Z]+ \/\S*$/, 'expected the exact route, such as GET /v1/goals/all'),
  pointer: z.string().describe('Exact JSON Pointer; * stands for every position of an array'),
  class: z.enum(['breaking', 'differs', 'state']),
  rust: z.unknown().optional().describe('Only where Rust showed this'),
  python: z.unknown().optional().describe('Only where Python showed this'),
  reason: z.string().trim().min(1, 'expected a reason'),
  owner: z.string().trim().min(1, 'expected an owner'),
  added: day,
  until: day,
});

export type LedgerEntry = z.infer<typeof entrySchema>;

/** What is wrong with an entry, or null. */
export function refusal(entry: unknown): string | null {
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success)
    return parsed.error.issues.map((i) => `${i.path.join('.') || 'the entry'}: ${i.message}`).join('; ');
  const { pointer, fingerprint, added, until } = parsed.data;
  const days = (Date.parse(until) - Date.parse(added)) / DAY_MS;
  if (days < 0) return `until: expected a day after ${added}, found ${until}`;
  if (days > LONGEST_DAYS) return `until: expected at most ${LONGEST_DAYS} days after ${added}, found ${days}`;
  const parts = pointer.split('#').at(-1)?.split('/').slice(1) ?? [];
  if (pointer.includes('*') && parts.every((p) => p === '*'))
    return 'pointer: a wildcard over a whole body hides everything; name the field';
  if (/[*](?!\/|$)|[^/]\*/.test(pointer.replace('users/{uid}', '')))
    return 'pointer: * stands for a whole position of an array only';
  if (pointer === '' && fingerprint === undefined)
    return 'pointer: the whole answer needs the fingerprint of the one difference that is meant';
  return null;
}

export interface Applied {
  report: RunReport;
  accepted: number;
  entries: number;
  problems: string[];
}

/** The class becomes `intended` for findings that an entry names; verdicts follow. */
export function applyLedger(report: RunReport, ledger: readonly LedgerEntry[], now: string): Applied {
  const today = now.slice(0, 10);
  const problems: string[] = [];
  const usable = ledger.filter((entry, i) => {
    const wrong = refusal(entry) ?? (entry.until < today ? `ended on ${entry.until}` : null);
    if (wrong) problems.push(`entry ${i + 1} (${entry.route} ${entry.pointer}): ${wrong}`);
    return !wrong;
  });
  const matched = new Map<LedgerEntry, Set<string>>(usable.map((e) => [e, new Set()]));
  const unlike = new Set<LedgerEntry>();
  for (const f of report.suites.flatMap((s) => s.cases.flatMap((c) => c.routes.flatMap((r) => r.findings)))) {
    for (const entry of usable) if (names(entry, f)) matched.get(entry)?.add(f.fingerprint);
  }
  for (const [entry, fingerprints] of matched) {
    if (fingerprints.size === 0)
      problems.push(`${entry.route} ${entry.pointer} (${entry.owner}): matched nothing; remove it`);
    if (fingerprints.size > 1) {
      unlike.add(entry);
      problems.push(
        `${entry.route} ${entry.pointer} (${entry.owner}): would mute ${fingerprints.size} unlike findings (${[...fingerprints].join(', ')}); name one with its fingerprint`,
      );
    }
  }
  let accepted = 0;
  const used = new Set<LedgerEntry>();
  const accept = (f: ReportedFinding): ReportedFinding => {
    const entry = usable.find((e) => !unlike.has(e) && names(e, f));
    if (!entry) return f;
    accepted += 1;
    used.add(entry);
    return { ...f, class: 'intended', rule: `ledger: ${entry.reason} (${entry.owner}, until ${entry.until})` };
  };
  const suites = report.suites.map((s) => {
    const cases = s.cases.map((c) => ({
      ...c,
      routes: c.routes.map((r) => {
        const findings = r.findings.map(accept);
        return {
          ...r,
          findings,
          verdict: worst([...findings.map((f) => f.class), ...r.incomparable.map((i) => i.kind)]),
        };
      }),
    }));
    const routes = s.routes.map((r) => ({
      ...r,
      verdict: worst(cases.flatMap((c) => c.routes.filter((x) => x.route === r.route).map((x) => x.verdict))),
    }));
    return { ...s, cases, routes };
  });
  return {
    report: { ...report, suites, ledger: { entries: used.size, accepted, problems } },
    accepted,
    entries: used.size,
    problems,
  };
}

/** Whether an entry names a finding: exact route, class and place, and the values where it tells them. */
export function names(entry: LedgerEntry, f: ReportedFinding): boolean {
  if (entry.route !== f.route || entry.class !== f.class) return false;
  if (entry.fingerprint !== undefined && entry.fingerprint !== f.fingerprint) return false;
  if (!samePlace(entry.pointer, f.pointer)) return false;
  return sameValue(entry, 'rust', f.rust) && sameValue(entry, 'python', f.python);
}

function samePlace(pattern: string, pointer: string): boolean {
  const wanted = pattern.split('/');
  const found = pointer.split('/');
  return (
    wanted.length === found.length &&
    wanted.every((part, i) => part === found[i] || (part === '*' && /^\d+$/.test(found[i] ?? '')))
  );
}

const sameValue = (entry: LedgerEntry, side: Side, value: unknown): boolean =>
  !(side in entry) || JSON.stringify(entry[side]) === JSON.stringify(value);
