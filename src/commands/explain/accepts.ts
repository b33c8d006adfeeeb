/** What makes a finding an expected difference: a command, or why there is none. */
import type { CheckFinding } from '../../model/check.ts';
import type { Defect } from '../../model/defect.ts';
import type { Finding } from '../../model/result.ts';

/** `where`: options that name the run, where it is not the newest. */
const command = (fingerprint: string, where = ''): string =>
  `npx parity accept ${fingerprint} --reason … --owner … --until DAY${where}`;

export function acceptsFinding(f: Finding, where: string): string {
  if (f.kind === 'cross-read') return 'nothing: a cross-read is mended, and run live again';
  if (f.rule?.startsWith('ledger: ')) return `is accepted by the ${f.rule}`;
  if (f.class === 'intended') return `nothing has to: ${f.rule ?? 'a declared rule'} expects it`;
  return command(f.fingerprint, where);
}

export function acceptsDefect({ fingerprints: [first = '', ...others] }: Defect, where: string): string {
  return others.length === 0 ? command(first, where) : 'each of its findings alone: npx parity explain FINGERPRINT';
}

export const acceptsCheck = ({ fingerprint, accepted }: CheckFinding, where: string): string =>
  accepted === undefined ? command(fingerprint, where) : `is accepted by the ledger: ${accepted}`;

/** Of a defect that only shows without the ledger. */
export const ACCEPTED_DEFECT = 'its findings are accepted by the ledger: npx parity explain FINGERPRINT tells by whom';

export const ACCEPTS_CLIENT = 'nothing: the suite is mended (--write prints the change)';
