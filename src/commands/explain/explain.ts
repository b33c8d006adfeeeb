/** `parity explain`: what a verdict, a code or a fingerprint means, and what to do next. */
import type { LoadProduct } from '../../catalog/product.ts';
import { ParityError } from '../../errors.ts';
import { plural } from '../../report/plural.ts';
import { readLedger } from '../../switch/ledger-file.ts';
import { columns } from '../columns.ts';
import { print } from '../deliver.ts';
import { ACCEPTED_DEFECT } from './accepts.ts';
import { everyWord } from './every-word.ts';
import type { Found } from './found.ts';
import { foundLine, foundLines, wordLines } from './lines.ts';
import { type Looked, lookUp } from './lookup.ts';
import { suggestions } from './suggest.ts';
import { explained, WORDS, type Word } from './words.ts';

export interface ExplainOptions {
  json?: boolean;
  run?: string;
  out: string;
  ledger?: string;
}

/** Fewer letters are the beginning of too many. */
const LEAST = 4;
const FINGERPRINT = new RegExp(`^[0-9a-f]{${LEAST},12}$`);

export async function explain(load: LoadProduct, given: readonly string[], options: ExplainOptions): Promise<number> {
  if (given.length === 0) {
    await print(options.json ? inJson({ words: WORDS }) : everyWord());
    return 0;
  }
  // Codes have hyphens, and people write blanks.
  const asked = given.join(' ');
  const words = explained(asked);
  const looked = words.length > 0 ? undefined : await look(load, asked.trim().toLowerCase(), options);
  if (words.length === 0 && !looked?.found.length) throw notThere(asked, options, looked);
  const found = looked?.found ?? [];
  const fingerprints = [...new Set(found.map((one) => one.fingerprint))];
  if (fingerprints.length > 1) throw ambiguous(asked, found);
  await print(options.json ? inJson({ asked, words, found }) : inLines(words, found));
  return 0;
}

const inJson = (what: object): string => `${JSON.stringify(what, null, 2)}\n`;

const inLines = (words: readonly Word[], found: readonly Found[]): string => {
  // A value on one line of the terminal, or two.
  const room = Math.max(60, columns() * 2 - 20);
  return `${[...words.map(wordLines), ...found.map((one) => foundLines(one, room))].join('\n\n')}\n`;
};

async function look(load: LoadProduct, asked: string, options: ExplainOptions): Promise<Looked | undefined> {
  if (!FINGERPRINT.test(asked)) return undefined;
  const product = await load();
  const entries = await readLedger(options.ledger ?? product.files.ledger);
  const now = new Date().toISOString();
  const looked = await lookUp(product, asked, { ...options, entries, now });
  if (looked.found.length > 0 || entries.length === 0) return looked;
  // What is accepted is no defect any more, and people still ask for its id.
  const { found } = await lookUp(product, asked, { ...options, entries: [], now });
  return { ...looked, found: found.map((one) => ({ ...one, accept: ACCEPTED_DEFECT })) };
}

function notThere(asked: string, { out, run }: ExplainOptions, looked: Looked | undefined): ParityError {
  const near = suggestions(asked);
  const meant = near.length > 0 ? ` Did you mean ${near.map((code) => `"${code}"`).join(' or ')}?` : '';
  const list = 'npx parity explain lists the words.';
  if (looked === undefined) {
    const isRoute = asked.includes('/') ? ' npx parity routes and npx parity gate tell of a route.' : '';
    return new ParityError(
      'unknown-word',
      `explain: expected a verdict, a code, or at least ${LEAST} letters of a fingerprint (0-9, a-f), found "${asked}".${meant} ${list}${isRoute}`,
    );
  }
  const { runs, unread } = looked;
  const where =
    run !== undefined
      ? `run ${run} does not have it`
      : runs.length === 0
        ? `there is no stored run below ${out}, and no check there has it: npx parity run makes one, --out DIR names another folder`
        : `${plural(runs.length, 'stored run')} below ${out} (the newest is ${runs[0]}) and the newest checks do not have it`;
  const broken = unread.length > 0 ? ` Could not be read: ${unread.join(', ')}.` : '';
  return new ParityError(
    'no-finding',
    `explain: expected a finding, a defect or a word that begins with "${asked}", found none: ${where}.${broken}${meant} ${list}`,
  );
}

const ambiguous = (asked: string, found: readonly Found[]): ParityError =>
  new ParityError(
    'ambiguous',
    `explain: expected the beginning of one fingerprint, found "${asked}" at ${found.length}. Give more letters:\n${found.map((one) => `  ${foundLine(one)}`).join('\n')}`,
  );
