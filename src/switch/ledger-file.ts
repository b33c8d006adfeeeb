/** `suites/expected-differences.json`: read strictly, written whole or not at all. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { messageOf, ParityError } from '../errors.ts';
import { type LedgerEntry, refusal } from '../events/ledger.ts';
import { notWritten, writeWhole } from '../files.ts';

export async function readLedger(file: string): Promise<LedgerEntry[]> {
  if (!existsSync(file)) return [];
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new ParityError('bad-ledger', `${file}: expected a JSON array of entries, found ${messageOf(cause)}.`, {
      cause,
    });
  }
  if (!Array.isArray(json))
    throw new ParityError('bad-ledger', `${file}: expected a JSON array of entries, found ${typeof json}.`);
  json.forEach((entry, i) => {
    const wrong = refusal(entry);
    if (wrong) throw new ParityError('bad-ledger', `${file}: entry ${i + 1}: ${wrong}.`);
  });
  return json as LedgerEntry[];
}

/** All of them or none; `dryRun` only looks whether they could be. */
export async function addEntries(
  file: string,
  entries: readonly LedgerEntry[],
  { dryRun = false }: { dryRun?: boolean | undefined } = {},
): Promise<void> {
  for (const entry of entries) {
    const wrong = refusal(entry);
    if (wrong) throw new ParityError('refused-entry', `accept: ${wrong}.`);
  }
  const ledger = await readLedger(file);
  if (dryRun) return;
  try {
    writeWhole(file, `${JSON.stringify([...ledger, ...entries], null, 2)}\n`);
  } catch (error) {
    throw notWritten(file, error, 'Nothing was accepted. Give --ledger another path.');
  }
}
