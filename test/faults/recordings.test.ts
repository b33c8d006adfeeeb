import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FIXTURES } from '../support/cases.ts';
import { runParity } from '../support/cli.ts';
import { faultTests, type Scenario } from '../support/faults.ts';
import { type CaseChange, type Entry, EQUAL, emptyFolder, madeCase } from '../support/made-fixtures.ts';

const made =
  (change: CaseChange): Scenario =>
  () =>
    runParity(['--fixtures', madeCase(change), '--quiet']);

/** Changes the first entry of a side. */
const first =
  (change: (entry: Entry) => void) =>
  (entries: Entry[]): void =>
    change(entries[0] as Entry);

const each =
  (change: (entry: Entry) => void) =>
  (entries: Entry[]): void => {
    for (const entry of entries) change(entry);
  };

const status = (value: number): Scenario =>
  made({ python: first((e) => Object.assign(e.response, { status: value })) });
const header = (name: string, value: unknown): Scenario =>
  made({ both: first((e) => e.response.headers.push({ name, value })) });
const requestHeader = (name: string, value: string): Scenario =>
  made({ both: first((e) => e.request.headers.push({ name, value })) });

const WRITE = 'folders/life-of-a-folder';

faultTests('Recordings', {
  'a folder of fixtures that is empty': () => runParity(['--fixtures', emptyFolder(), '--quiet']),
  'a folder of fixtures with symbolic links alone': () => {
    const root = emptyFolder();
    mkdirSync(join(root, 'folders'));
    symlinkSync(join(FIXTURES, EQUAL), join(root, 'folders', 'linked'));
    return runParity(['--fixtures', root, '--quiet']);
  },
  'a case with requests of no route alone': made({
    both: each((e) => Object.assign(e.request, { url: 'http://host/v9/nothing' })),
  }),
  'a method that the client has not (`FOO`)': made({
    both: each((e) => Object.assign(e.request, { method: 'FOO' })),
  }),
  'a case without `changes.json`': made({ from: WRITE, without: ['changes.json'] }),
  'a case without `world.json`': made({ without: ['world.json'] }),
  'a HAR that is cut off': () => {
    const root = madeCase({});
    writeFileSync(join(root, EQUAL, 'rust.har'), '{"log":{"version":"1.2","entr');
    return runParity(['--fixtures', root, '--quiet']);
  },
  'a HAR without entries': made({ both: (entries) => entries.splice(0) }),
  'two entries with one step id': made({
    both: (entries) => Object.assign(entries[1] as Entry, { comment: entries[0]?.comment }),
  }),
  'a recorded status of `0`': status(0),
  'a recorded status of `-1`': status(-1),
  'a recorded status of `40`': status(40),
  'a recorded status of `99999`': status(99999),
  'a recorded status of `100`': status(100),
  'a line break in a header': header('set-cookie', 'a=1\nb=2'),
  'a header in letters that are not Latin': header('x-name', 'Łódź 東京'),
  'header values as lists': header('x-list', ['a', 'b']),
  'a request header that only a browser may set': requestHeader('expect', '100-continue'),
  '`Upgrade` in a request': requestHeader('upgrade', 'h2c'),
  'pseudo headers of HTTP/2, five steps': made({
    both: (entries) => {
      const [one] = entries;
      for (const id of ['third', 'fourth', 'fifth']) entries.push(structuredClone({ ...one, comment: id }));
      for (const e of entries) e.request.headers.unshift({ name: ':authority', value: 'host' });
    },
  }),
  'a size without a text, one side': made({
    python: first((e) => Object.assign(e.response, { content: { size: 1000, mimeType: 'application/json' } })),
  }),
  'a size without a text, both sides': made({
    both: first((e) => Object.assign(e.response, { content: { size: 1000, mimeType: 'application/json' } })),
  }),
  'a body in a file of its own (`_file`)': made({
    python: first((e) =>
      Object.assign(e.response, { content: { size: 2, mimeType: 'application/json', _file: 'body.json' } }),
    ),
  }),
  'base64 of gzip': made({
    python: first((e) => {
      e.response.headers.push({ name: 'content-encoding', value: 'gzip' });
      Object.assign(e.response.content, {
        text: gzipSync(String(e.response.content.text)).toString('base64'),
        encoding: 'base64',
      });
    }),
  }),
  '`time: null`': made({ both: first((e) => Object.assign(e, { time: null })) }),
  '`time: 1e308`': made({ both: first((e) => Object.assign(e, { time: 1e308 })) }),
  'a byte order mark before a HAR': () => {
    const root = madeCase({});
    const file = join(root, EQUAL, 'python.har');
    writeFileSync(file, `\uFEFF${JSON.stringify(JSON.parse(readFileSync(file, 'utf8')))}`);
    return runParity(['--fixtures', root, '--quiet']);
  },
});
