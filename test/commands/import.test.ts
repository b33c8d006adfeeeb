import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { listCases } from '../../src/recordings/tree.ts';
import { FIXTURES, readFixture } from '../support/cases.ts';
import { runCli, runParity, verdictsOf } from '../support/cli.ts';
import { disk, freeDisks, noDisk } from '../support/disk.ts';

afterEach(freeDisks);

const fresh = (): string => mkdtempSync(join(tmpdir(), 'parity-import-'));
const jwt = (uid: string): string =>
  `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify({ sub: uid })).toString('base64url')}.signature`;

interface Odd {
  method?: string;
  url?: string;
  at?: string;
  status?: number;
  text?: string;
  headers?: { name: string; value: string }[];
  more?: object;
  content?: object;
}

/** An entry without a comment, as browsers write it. */
const entry = ({
  method = 'GET',
  url = 'https://api.somewhere.dev/v1/folders',
  at = '2026-11-25T10:00:00.000+01:00',
  status = 200,
  text = '[]',
  headers = [],
  more,
  content,
}: Odd = {}) => ({
  startedDateTime: at,
  time: 12,
  pageref: 'page_1',
  _initiator: { type: 'script' },
  request: {
    method,
    url,
    httpVersion: 'h2',
    headers: [
      { name: ':authority', value: 'api.somewhere.dev' },
      { name: 'Authorization', value: `Bearer ${jwt('real-uid-77')}` },
      ...headers,
    ],
    bodySize: 0,
  },
  response: {
    status,
    headers: [{ name: 'content-type', value: 'application/json' }],
    content: { size: text.length, mimeType: 'application/json', text, ...content },
  },
  ...more,
});

function har(entries: object[], before = ''): string {
  const file = join(fresh(), 'session.har');
  writeFileSync(
    file,
    before +
      JSON.stringify(
        { log: { version: '1.2', creator: { name: 'WebInspector' }, pages: [{ id: 'page_1' }], entries } },
        null,
        2,
      ),
  );
  return file;
}

async function imported(entries: object[], ...args: string[]) {
  const cwd = fresh();
  const result = await runCli(['import', har(entries), '--json', ...args], { cwd });
  const told =
    result.code === 2
      ? undefined
      : (JSON.parse(result.stdout) as {
          cases: { folder: string; steps: number }[];
          leftOut: Record<string, number>;
          unmatched: Record<string, number>;
          unusable: string[];
        });
  return { ...result, told, cwd };
}

test('what export wrote comes in again, and counts in parity run like any other', async () => {
  const cwd = fresh();
  await runCli(['export', 'folders/life-of-a-folder', '--to', 'case.har'], { cwd });
  const { code, stdout } = await runCli(['import', 'case.har'], { cwd });
  expect([code, stdout]).toEqual([0, expect.stringContaining('case')]);
  const [ref] = await listCases(join(cwd, 'imported'));
  const [made, original] = await Promise.all([
    readFixture(ref?.folder ?? ''),
    readFixture(join(FIXTURES, 'folders/life-of-a-folder')),
  ]);
  expect(made.rust.map((s) => [s.request.method, s.request.target, String(s.answer.body)])).toEqual(
    original.rust.map((s) => [s.request.method, s.request.target, String(s.answer.body)]),
  );
  expect(made).toMatchObject({ origin: 'imported', world: { unknown: expect.stringContaining('imported') } });
  const run = await runParity(['--fixtures', join(cwd, 'imported'), '--quiet']);
  expect(Object.values(verdictsOf(run.report))).toContain('inconclusive');
});

test('a browser’s habits: what is no call of the client is left out and counted, nothing silently', async () => {
  const { code, told, cwd } = await imported([
    entry({ at: '2026-11-25T10:00:03Z' }),
    entry({ at: '2026-11-25T10:00:01Z', url: 'https://api.somewhere.dev/v9/nobody/knows/8a693f9c' }),
    entry({ at: '2026-11-25T10:00:02Z', method: 'OPTIONS' }),
    entry({ url: 'wss://api.somewhere.dev/v4/listen', status: 101 }),
    entry({ url: 'https://cdn.elsewhere.dev/logo.png' }),
    entry({ url: 'data:image/png;base64,xx' }),
    entry({ at: '2026-11-25T10:00:03Z' }),
    entry({ at: '2026-11-25T10:00:04Z', status: 0 }),
    entry({ at: '2026-11-25T10:00:05Z', text: '', content: { size: 900, text: undefined } }),
    { startedDateTime: 'yesterday' },
  ]);
  expect(code).toBe(0);
  expect(told?.cases.map((c) => c.steps)).toEqual([4]);
  expect(told?.leftOut).toMatchObject({
    preflight: 1,
    websocket: 1,
    'not HTTP': 1,
    'a duplicate of another entry': 1,
    'another host: cdn.elsewhere.dev': 1,
  });
  expect(
    Object.keys(told?.leftOut ?? {}).some((why) => why.startsWith('not readable: session.har: /log/entries/9')),
  ).toBe(true);
  expect(told?.unmatched).toEqual({ 'GET /v9/nobody/knows/{}': 1 });
  expect(told?.unusable).toEqual([
    expect.stringMatching(/entries\/7.*aborted/),
    expect.stringMatching(/entries\/8.*text is missing/),
  ]);
  const [ref] = await listCases(join(cwd, 'imported'));
  const { rust } = await readFixture(ref?.folder ?? '');
  expect(rust.map((s) => s.request.target)).toEqual([
    '/v9/nobody/knows/8a693f9c',
    '/v1/folders',
    '/v1/folders',
    '/v1/folders',
  ]);
});

test('a case ends where nothing was asked for long, and where the user is another', async () => {
  const other = entry({ at: '2026-11-25T10:05:01Z' });
  other.request.headers[1] = { name: 'Authorization', value: `Bearer ${jwt('second-user')}` };
  const { told, cwd } = await imported([
    entry({ at: '2026-11-25T10:00:00Z' }),
    entry({ at: '2026-11-25T10:05:00Z' }),
    other,
  ]);
  expect(told?.cases.map((c) => c.steps)).toEqual([1, 1, 1]);
  const folders = (await listCases(join(cwd, 'imported'))).map((ref) => ref.folder).sort();
  const users = (await Promise.all(folders.map(readFixture))).map((c) => c.user);
  expect(users).toEqual([users[0], users[0], expect.stringMatching(/^user-[0-9a-f]{12}$/)]);
  expect(users[2]).not.toBe(users[0]);
});

test('nothing secret and no uid reaches the disk; --dry-run writes nothing', async () => {
  const secret = entry({
    headers: [{ name: 'Cookie', value: 'sid=canary-cookie-1' }],
    text: '[{"id":"real-uid-77","name":"x","apiKey":"canary-key-12345"}]',
  });
  const { cwd, code } = await imported([secret]);
  expect(code).toBe(0);
  const [ref] = await listCases(join(cwd, 'imported'));
  const text = JSON.stringify(await readFixture(ref?.folder ?? ''), (_, v) =>
    v?.type === 'Buffer' ? Buffer.from(v.data).toString() : v,
  );
  expect(text).not.toMatch(/canary|real-uid-77|signature/);
  expect(text).toContain('parity-user-1');

  const dry = await imported([secret], '--dry-run');
  expect([dry.code, readdirSync(dry.cwd)]).toEqual([0, []]);
});

describe('bad input: exit 2, with file and place, nothing written', () => {
  const whole = JSON.stringify({ log: { entries: [entry(), entry()] } });
  test.each([
    [
      'a file that is cut off',
      whole.slice(0, -200),
      /expected a whole HAR, found the end of the file at \/log\/entries\/1/,
    ],
    ['JSON of something else', '{"a": [1]}', /expected a HAR with \/log\/entries, found other JSON/],
    ['an empty file', '', /expected a HAR with \/log\/entries, found nothing/],
    ['UTF-16', Buffer.from('\uFEFF{}', 'utf16le'), /expected UTF-8, found UTF-16/],
  ])('%s', async (_, text, message) => {
    const cwd = fresh();
    writeFileSync(join(cwd, 'x.har'), text);
    const { code, stderr } = await runCli(['import', 'x.har'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(existsSync(join(cwd, 'imported'))).toBe(false);
  });

  test('a file that is not there', async () => {
    const { code, stderr } = await runCli(['import', 'none.har'], { cwd: fresh() });
    expect([code, stderr]).toEqual([2, expect.stringContaining('none.har: expected a HAR file, found no such file')]);
  });

  test('only requests that no route knows: nothing is written, exit 4', async () => {
    const { code, told } = await imported([entry({ url: 'https://api.somewhere.dev/v9/nothing' })]);
    expect([code, told?.cases]).toEqual([4, []]);
  });
});

test.skipIf(noDisk)('a full disk: exit 3 with the place, and every case that was written is whole', async () => {
  const into = join(disk('96k'), 'in');
  const file = har(
    Array.from({ length: 12 }, (_, i) =>
      entry({ at: `2026-11-25T1${Math.floor(i / 6)}:${i % 6}0:00Z`, text: JSON.stringify(['x'.repeat(9000)]) }),
    ),
  );
  const { code, stderr } = await runCli(['import', file, '--into', into], { cwd: fresh() });
  expect([code, stderr]).toEqual([
    3,
    expect.stringMatching(
      /in\/folders\/.*: expected to write \S+, found that the disk is full.* give --into .*cases that were written before are whole/,
    ),
  ]);
  const there = await listCases(into);
  expect(there.length).toBeGreaterThan(1);
  for (const { folder } of there) await readFixture(folder);
});

test('a byte order mark before the HAR', async () => {
  const { code } = await runCli(['import', har([entry()], '\uFEFF'), '--json'], { cwd: fresh() });
  expect(code).toBe(0);
});
