import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { runCli, runParity } from '../support/cli.ts';
import { disk, freeDisks, noDisk } from '../support/disk.ts';
import { faultTests, type Scenario } from '../support/faults.ts';
import { closeServers, saying, serve } from '../support/servers.ts';

afterEach(() => {
  closeServers();
  freeDisks();
});

const FOLDERS = ['folders', '--quiet'];

/** Ends a run from outside when the third request comes in. */
async function ended(signal: NodeJS.Signals) {
  let end = (): void => undefined;
  let asked = 0;
  const url = await serve((request, response) => {
    if (++asked === 3) end();
    setTimeout(() => saying('[]')(request, response), 20);
  });
  return runParity([...FOLDERS, '--python', url], {
    started: (child) => {
      end = () => void child.kill(signal);
    },
  });
}

const onDisk =
  (size: string): Scenario =>
  async () => {
    const out = disk(size);
    const result = await runCli(['run', 'conversations', '--quiet', '--out', out]);
    return { ...result, out, runs: readdirSync(out).map((name) => join(out, name)) };
  };

faultTests(
  'Endings',
  {
    'Ctrl-C (`SIGINT`)': () => ended('SIGINT'),
    '`SIGTERM`': () => ended('SIGTERM'),
    '`SIGHUP`': () => ended('SIGHUP'),
    'the report of a run that was killed': async () => {
      const { out } = await ended('SIGKILL');
      const runs = readdirSync(out).map((name) => join(out, name));
      const report = await runCli(['report', runs[0] ?? '']);
      return { ...report, out, runs };
    },
    'a disk of 64 KB': onDisk('64k'),
    'a disk of 256 KB': onDisk('256k'),
    'a place where nothing can be made (`--out /proc/x`)': async () => ({
      ...(await runCli(['run', ...FOLDERS, '--out', '/proc/x'])),
      runs: [],
    }),
    'a reporter whose file cannot be written': async () => {
      const file = mkdtempSync(join(tmpdir(), 'parity-folder-'));
      return runParity([...FOLDERS, '--reporter', `junit=${file}`]);
    },
  },
  { 'a disk of 64 KB': noDisk !== undefined, 'a disk of 256 KB': noDisk !== undefined },
);
