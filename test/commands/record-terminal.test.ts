import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { listCases } from '../../src/recordings/tree.ts';
import { CLI } from '../support/cli.ts';
import { closeServers, saying, serve } from '../support/servers.ts';

afterEach(closeServers);

/** `script` of util-linux gives a command a terminal. */
const noTerminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') !== true;

test.skipIf(noTerminal)('on a terminal: a line that counts, Enter ends a case, Ctrl-C the recording', async () => {
  const into = join(mkdtempSync(join(tmpdir(), 'parity-terminal-')), 'into');
  const command = `${process.execPath} ${CLI} record --to ${await serve(saying('[]'))} --listen 127.0.0.1:0 --into ${into}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: mkdtempSync(join(tmpdir(), 'parity-cwd-')) });
  let shown = '';
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString('utf8');
  });
  const until = async (pattern: RegExp): Promise<string> => {
    for (let i = 0; i < 200 && !pattern.test(shown); i++) await wait(50);
    return pattern.exec(shown)?.[1] ?? expect.fail(`no ${pattern} in ${shown}`);
  };
  const url = await until(/point the app at (http:\S+)\. Ctrl-C ends it, Enter ends a case/);
  await (await fetch(`${url}/v1/folders`)).text();
  await until(/(1 request, 0 cases, 0 unmatched)/);
  child.stdin.write('\r');
  await until(/(1 request, 1 case, 0 unmatched)/);
  await (await fetch(`${url}/v1/folders`)).text();
  await until(/(2 requests, 1 case, 0 unmatched)/);
  child.stdin.write('\u0003');
  expect(await new Promise((done) => child.once('close', done))).toBe(130);
  expect(await listCases(into)).toHaveLength(2);
});
