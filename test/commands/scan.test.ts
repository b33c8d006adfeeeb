import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES } from '../support/cases.ts';
import { runCli } from '../support/cli.ts';

const folder = (files: Record<string, string>): string => {
  const at = mkdtempSync(join(tmpdir(), 'parity-scan-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(at, name), text);
  return at;
};
const scan = (dir: string) => runCli(['doctor', '--scan', dir]);
const TOKEN = `ghp_${'Canary42'.repeat(5)}`;

test('the fixtures hold nothing of anybody', async () => {
  const { code, stdout } = await scan(FIXTURES);
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/^\d{4} files looked through, 0 hits, \d+ that scan-allowed\.json allows\n$/),
  ]);
});

test('a hit is told by file, place and kind, never by its value; exit 1', async () => {
  const body = JSON.stringify({ note: `mail jane@somewhere-real.org, ${TOKEN}`, password: 'Canary1234secret' });
  const entry = {
    request: { headers: [{ name: 'Authorization', value: 'Bearer abc.def' }], postData: { text: body } },
  };
  const dir = folder({
    'a.har': JSON.stringify({ log: { entries: [entry] } }),
    'log.txt': `one\ntwo ${TOKEN}\n`,
    'fine.json': '{}',
  });
  const { code, stdout } = await scan(dir);
  expect(code).toBe(1);
  for (const line of [
    /a\.har \/log\/entries\/0\/request\/postData\/text#\/note: email$/m,
    /a\.har \/log\/entries\/0\/request\/postData\/text#\/note: github-token$/m,
    /a\.har \/log\/entries\/0\/request\/postData\/text#\/password: named-secret$/m,
    /a\.har \/log\/entries\/0\/request\/headers\/0: credentials$/m,
    /log\.txt line 2: github-token$/m,
    /^3 files looked through, 5 hits$/m,
  ])
    expect(stdout).toMatch(line);
  expect(stdout).not.toMatch(/Canary|jane|abc\.def/);
});

test('what is meant is allowed with a reason; an entry that allows nothing is told', async () => {
  const allowed = [
    { files: '*.txt', kind: 'github-token', reason: 'made up' },
    { files: '*.txt', kind: 'jwt', reason: 'gone' },
  ];
  const { code, stdout } = await scan(folder({ 'log.txt': TOKEN, 'scan-allowed.json': JSON.stringify(allowed) }));
  expect([code, stdout]).toEqual([0, expect.stringContaining('*.txt (jwt) allows nothing any more')]);
});

test('a folder that is not there: exit 2', async () => {
  const { code, stderr } = await scan('/no/such/folder');
  expect([code, stderr]).toEqual([2, expect.stringContaining('--scan /no/such/folder: expected a folder')]);
});
