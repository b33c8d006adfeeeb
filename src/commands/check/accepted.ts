/** The ledger's entries for checks: by fingerprint, for as long as they last. */
import { type LedgerEntry, refusal } from '../../events/ledger.ts';
import type { CheckFinding } from '../../model/check.ts';

/** `now`: an ISO instant. */
export function acceptedChecks(
  findings: readonly CheckFinding[],
  entries: readonly LedgerEntry[],
  now: string,
): CheckFinding[] {
  const today = now.slice(0, 10);
  const usable = entries.filter((entry) => entry.check && refusal(entry) === null && entry.until >= today);
  return findings.map((finding) => {
    const entry = usable.find((e) => e.fingerprint === finding.fingerprint && e.route === finding.route);
    return entry ? { ...finding, accepted: `${entry.reason} (${entry.owner}, until ${entry.until})` } : finding;
  });
}
