/** HAR files of other tools → cases, in two passes: what there is and in which order, then one exchange after the other. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Product } from '../catalog/product.ts';
import type { World } from '../model/case.ts';
import type { Side } from '../model/side.ts';
import type { Traffic } from '../model/traffic.ts';
import { type CutCase, newCutter } from '../recordings/cut.ts';
import type { NewCase } from '../recordings/write-case.ts';
import type { Redactor } from '../redaction/redactor.ts';
import { uidMap } from '../state/uid.ts';
import { entriesOf, entryAt } from './entries.ts';
import { readEntry } from './exchange.ts';

export interface ImportOptions {
  product: Pick<Product, 'catalog' | 'recordedUid'>;
  redactor: Redactor;
  side: Side;
  idleMs: number;
  suite?: string;
  /** Hosts that count; without one those of which a route knows a path. */
  hosts: readonly string[];
  /** What was there before every case; a text: why nobody knows. */
  world: World | string;
}

export interface Imported {
  entries: number;
  /** Why entries are in no case: reason → how many. */
  leftOut: Readonly<Record<string, number>>;
  /** Requests of no route, by template; they stay steps of their cases. */
  unmatched: Readonly<Record<string, number>>;
  /** Steps that cannot be compared or sent, each with its place. */
  unusable: readonly string[];
}

interface Known {
  file: string;
  offset: number;
  length: number;
  index: number;
  startedAt: number;
  host: string;
  /** A route of the catalogue. */
  matched: boolean;
}

const placeOf = (file: string, index: number): string => `${basename(file)}: /log/entries/${index}`;

/** Nothing is written here: `emit` is given each case as it ends. Throws a ParityError for a file that is no HAR. */
export function importHars(files: readonly string[], options: ImportOptions, emit: (made: NewCase) => void): Imported {
  const counts = new Map<string, number>();
  const leave = (why: string): void => void counts.set(why, (counts.get(why) ?? 0) + 1);
  const { entries, known } = survey(files, options, leave);
  const told = new Set(options.hosts.map((host) => host.toLowerCase()));
  const hosts = told.size > 0 ? told : new Set(known.filter((k) => k.matched).map((k) => k.host));
  const ours = known.filter(({ host }) => hosts.has(host));
  for (const { host } of known)
    if (!hosts.has(host)) leave(`another host: ${options.redactor.text(host || 'none told')}`);
  ours.sort((x, y) => x.startedAt - y.startedAt);
  const made = assemble(ours, options, leave, emit);
  return { ...made, entries, leftOut: Object.fromEntries(counts) };
}

/** The first pass: what there is, without what it says. */
function survey(files: readonly string[], { product }: ImportOptions, leave: (why: string) => void) {
  const known: Known[] = [];
  const seen = new Set<string>();
  let entries = 0;
  for (const file of files) {
    for (const { index, text, offset, length } of entriesOf(file)) {
      entries += 1;
      const read = readEntry(text, placeOf(file, index));
      if ('leftOut' in read) {
        leave(read.leftOut === 'not readable' ? `not readable: ${read.why}` : read.leftOut);
        continue;
      }
      const { traffic, host } = read;
      const print = fingerprint(traffic);
      if (seen.has(print)) {
        leave('a duplicate of another entry');
        continue;
      }
      seen.add(print);
      const matched = product.catalog.find(traffic.request.method, traffic.request.target) !== null;
      known.push({ file, offset, length, index, startedAt: traffic.startedAt, host, matched });
    }
  }
  return { entries, known };
}

/** The same request at the same moment with the same answer is one exchange that was saved twice. */
function fingerprint({ startedAt, request, answer }: Traffic): string {
  const hash = createHash('sha256').update(`${startedAt} ${request.method} ${request.target} ${answer.status}\n`);
  return hash
    .update(request.body ?? '')
    .update('\n')
    .update(answer.body)
    .digest('base64');
}

/** The second pass: one exchange after the other, redacted, into cases. */
function assemble(
  known: readonly Known[],
  { product, redactor, side, idleMs, suite, world }: ImportOptions,
  leave: (why: string) => void,
  emit: (made: NewCase) => void,
): Pick<Imported, 'unmatched' | 'unusable'> {
  const cutter = newCutter({ catalog: product.catalog, idleMs, suite });
  const unmatched: Record<string, number> = {};
  const unusable: string[] = [];
  const take = (done: CutCase | undefined): void => {
    if (!done) return;
    for (const { length } of done.sent) for (let n = 1; n < length; n++) leave('the answer of a redirect before it');
    for (const [name, n] of Object.entries(done.unmatched)) unmatched[name] = (unmatched[name] ?? 0) + n;
    const strange = Object.values(done.unmatched).reduce((sum, n) => sum + n, 0);
    if (strange === done.steps.length) {
      for (const _ of done.steps) leave('a case of requests that no route knows');
      return;
    }
    emit(caseOf(done, side, world));
  };
  for (const { file, offset, length, index } of known) {
    const read = readEntry(entryAt(file, offset, length), placeOf(file, index));
    if ('leftOut' in read) continue;
    const { traffic } = read;
    const map = traffic.uid === undefined ? undefined : uidMap(traffic.uid, product.recordedUid);
    const own = map
      ? { ...traffic, request: map.request(traffic.request), answer: map.answer(traffic.answer) }
      : traffic;
    const clean = redactor.exchange(own);
    for (const why of [clean.unusable, clean.unsendable]) if (why !== undefined) unusable.push(why);
    take(cutter.add(traffic.uid === undefined ? clean : { ...clean, user: redactor.user(traffic.uid) }));
  }
  take(cutter.end());
  return { unmatched, unusable };
}

function caseOf({ suite, name, steps, user }: CutCase, side: Side, world: ImportOptions['world']): NewCase {
  return {
    suite,
    name,
    facts: {
      note: `Imported: ${steps.length} ${steps.length === 1 ? 'request' : 'requests'}`,
      recordedAt: new Date(steps[0]?.startedAt ?? 0).toISOString(),
      origin: 'imported',
      ...(user === undefined ? {} : { user }),
    },
    world,
    sides: { [side]: steps },
  };
}
