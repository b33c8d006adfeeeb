/** The ledger of expected differences: exact entries with a reason, an owner and an end. Pure. */

import { z } from 'zod';
import { type CaseResult, type Finding, isMade } from '../model/result.ts';
import type { Side } from '../model/side.ts';
import { verdictOf } from '../model/verdict.ts';

/** Days that an entry may last. */
export const LONGEST_DAYS = 90;
const DAY_MS = 86_400_000;

const day = z.iso.date('expected a day such as 2026-12-31');

export const entrySchema = z.strictObject({
  fingerprint: z.string().optional().describe('Only this kind of difference'),
  check: z.literal(true).optional().describe('Of `parity check`: by its fingerprint, and nothing of a run'),
  onlyMade: z
    .literal(true)
    .optional()
    .describe('Accepted in bulk: in cases that were made or found, and nothing that a real session shows'),
  route: z.string().regex(/^[A-Z]+ \/\S*$/, 'expected the exact route, such as GET /v1/things/{id}'),
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
  if (/[*](?!\/|$)|[^/]\*/.test(pointer)) return 'pointer: * stands for a whole position of an array only';
  if ((pointer === '' || parsed.data.check) && fingerprint === undefined)
    return 'pointer: the whole answer needs the fingerprint of the one difference that is meant';
  return null;
}

/** What is wrong with the ledger: a stable code and its words. */
export interface LedgerProblem {
  code: 'refused' | 'ended' | 'idle' | 'mutes-several' | 'really-seen';
  text: string;
}

export interface Applied {
  results: CaseResult[];
  accepted: number;
  entries: number;
  problems: LedgerProblem[];
}

/** The class becomes `intended` for findings that an entry names; verdicts follow. `now`: an ISO instant. */
export function applyLedger(results: readonly CaseResult[], all: readonly LedgerEntry[], now: string): Applied {
  const ledger = all.filter((entry) => !entry.check);
  if (ledger.length === 0) return { results: [...results], accepted: 0, entries: 0, problems: [] };
  const problems: LedgerProblem[] = [];
  const usable = usableEntries(ledger, now.slice(0, 10), problems);
  const matched = new Map<LedgerEntry, Set<string>>(usable.map((e) => [e, new Set()]));
  const real = new Map<LedgerEntry, string>();
  for (const result of results)
    for (const f of result.routes.flatMap((r) => r.findings))
      for (const entry of usable) {
        if (!names(entry, f)) continue;
        matched.get(entry)?.add(f.fingerprint);
        if (entry.onlyMade && !isMade(result)) real.set(entry, `${f.suite}/${f.case}`);
      }
  const good = usable.filter((entry) => {
    const problem = matchProblem(entry, matched.get(entry) ?? new Set(), real.get(entry));
    if (problem) problems.push(problem);
    return problem?.code !== 'mutes-several' && problem?.code !== 'really-seen';
  });
  let accepted = 0;
  const used = new Set<LedgerEntry>();
  const accept = (f: Finding): Finding => {
    const entry = good.find((e) => names(e, f));
    if (!entry) return f;
    accepted += 1;
    used.add(entry);
    return { ...f, class: 'intended', rule: `ledger: ${entry.reason} (${entry.owner}, until ${entry.until})` };
  };
  const after = results.map((c) => ({
    ...c,
    routes: c.routes.map((r) => {
      const findings = r.findings.map(accept);
      // What nothing was accepted of stays shared.
      if (findings.every((f, i) => f === r.findings[i])) return r;
      return { ...r, findings, verdict: verdictOf(findings, r.incomparable) };
    }),
  }));
  return { results: after, accepted, entries: used.size, problems };
}

function usableEntries(ledger: readonly LedgerEntry[], today: string, problems: LedgerProblem[]): LedgerEntry[] {
  return ledger.filter((entry, i) => {
    const refused = refusal(entry);
    const ended = !refused && entry.until < today ? `ended on ${entry.until}` : null;
    const wrong = refused ?? ended;
    if (wrong)
      problems.push({
        code: refused ? 'refused' : 'ended',
        text: `entry ${i + 1} (${entry.route} ${entry.pointer}): ${wrong}`,
      });
    return !wrong;
  });
}

/** `real`: a case that nobody made and that shows what the entry accepts of made ones only. */
function matchProblem(
  entry: LedgerEntry,
  fingerprints: ReadonlySet<string>,
  real: string | undefined,
): LedgerProblem | undefined {
  const which = `${entry.route} ${entry.pointer} (${entry.owner})`;
  if (real !== undefined)
    return {
      code: 'really-seen',
      text: `${which}: accepted because only made cases showed it, and ${real} shows it; it is open again`,
    };
  if (fingerprints.size === 0) return { code: 'idle', text: `${which}: matched nothing; remove it` };
  if (fingerprints.size === 1) return undefined;
  return {
    code: 'mutes-several',
    text: `${which}: would mute ${fingerprints.size} unlike findings (${[...fingerprints].join(', ')}); name one with its fingerprint`,
  };
}

/** Whether an entry names a finding: exact route, class and place, and the values where it tells them. */
export function names(entry: LedgerEntry, f: Finding): boolean {
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
