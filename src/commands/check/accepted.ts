/** The ledger's entries for checks: by fingerprint, for as long as they last. */
import type { LedgerEntry } from '../../events/ledger.ts';
import type { CheckFinding } from '../../model/check.ts';

const names = (entry: LedgerEntry, finding: CheckFinding): boolean =>
  entry.fingerprint === finding.fingerprint && entry.route === finding.route;

/** `entries`: as the ledger was read, none refused. `now`: an ISO instant. */
export function acceptedChecks(
  findings: readonly CheckFinding[],
  entries: readonly LedgerEntry[],
  now: string,
): CheckFinding[] {
  const today = now.slice(0, 10);
  const usable = entries.filter((entry) => entry.check && entry.until >= today);
  return findings.map((finding) => {
    const entry = usable.find((one) => names(one, finding));
    return entry ? { ...finding, accepted: `${entry.reason} (${entry.owner}, until ${entry.until})` } : finding;
  });
}

/** Entries for checks that expect nothing any more, or ended: only a check of all modules can tell. */
export function idleEntries(findings: readonly CheckFinding[], entries: readonly LedgerEntry[], now: string): string[] {
  return entries.flatMap((entry) => {
    if (!entry.check) return [];
    const which = `${entry.route} ${entry.fingerprint} (${entry.owner})`;
    if (entry.until < now.slice(0, 10)) return [`${which}: ended on ${entry.until}`];
    return findings.some((finding) => names(entry, finding)) ? [] : [`${which}: matched nothing; remove it`];
  });
}
