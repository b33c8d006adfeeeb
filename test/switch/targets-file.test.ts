import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { emptyMap, flipped, parseMap, reverted, sideOf } from '../../src/gate/targets.ts';
import { changeTargets, readHistory, readTargets } from '../../src/switch/targets-file.ts';
import { times } from '../support/long.ts';

const fresh = (): string => join(mkdtempSync(join(tmpdir(), 'parity-targets-')), 'targets.json');
const CLI = resolve(import.meta.dirname, '../../dist/bin/cli.js');
const AT = '2026-11-24T00:00:00.000Z';

const flip = (file: string, ...routes: string[]) =>
  changeTargets(file, (map) => ({
    map: flipped(map, routes, AT, ['run-1']),
    entry: { at: AT, action: 'flip', routes },
  }));

test('what is not in the map is on rust', () => {
  expect(sideOf(emptyMap(), 'GET /v1/x')).toBe('rust');
  expect(readTargets(fresh())).toEqual(emptyMap());
});

test('flips and reverts are written, with their history', () => {
  const file = fresh();
  flip(file, 'GET /v1/a', 'GET /v1/b');
  changeTargets(file, (map) => ({
    map: reverted(map, ['GET /v1/a'], AT),
    entry: { at: AT, action: 'revert', routes: ['GET /v1/a'] },
  }));
  const map = readTargets(file);
  expect([sideOf(map, 'GET /v1/a'), sideOf(map, 'GET /v1/b')]).toEqual(['rust', 'python']);
  expect(readHistory(file).map((h) => [h.revision, h.action])).toEqual([
    [1, 'flip'],
    [2, 'revert'],
  ]);
});

test('a half-written map is refused, and the kill switch replaces it', async () => {
  const file = fresh();
  flip(file, 'GET /v1/a');
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 30));
  expect(() => readTargets(file)).toThrow(/expected a server-target map/);
  expect(await run(['revert', '--all', '--targets', file])).toBe(0);
  expect(sideOf(readTargets(file), 'GET /v1/a')).toBe('rust');
});

test('a torn last line of the history is cut off', () => {
  const file = fresh();
  flip(file, 'GET /v1/a');
  appendFileSync(file.replace('.json', '.history.ndjson'), '{"revision":2,"at"');
  flip(file, 'GET /v1/b');
  expect(readHistory(file).map((h) => h.revision)).toEqual([1, 2]);
});

function run(args: string[], killAfter?: number): Promise<number | null> {
  const child: ChildProcess = spawn(process.execPath, [CLI, ...args], { stdio: 'ignore' });
  if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise((done) => child.once('exit', (code) => done(code)));
}

const BATCHES = times(3, 10);

test(`${10 * BATCHES} processes at random with kills: the map is whole, the last write wins, no hole`, {
  timeout: 120_000,
}, async () => {
  const file = fresh();
  const routes = ['GET /v1/a', 'GET /v1/b', 'GET /v1/c'];
  for (let batch = 0; batch < BATCHES; batch++) {
    flip(file, ...routes);
    const runs = Array.from({ length: 10 }, (_, i) => {
      const args = i % 3 === 0 ? ['revert', '--all'] : ['revert', routes[i % 3] as string];
      // Some are killed somewhere between start and end.
      return run([...args, '--targets', file], i % 2 === 0 ? 60 + Math.floor(Math.random() * 200) : undefined);
    });
    await Promise.all(runs);
    const map = parseMap(readFileSync(file, 'utf8'));
    expect(map).not.toEqual(expect.any(String));
  }
  changeTargets(file, (map) => ({
    map: flipped(map, ['GET /v1/last'], AT, []),
    entry: { at: AT, action: 'flip', routes: ['GET /v1/last'] },
  }));
  const history = readHistory(file);
  expect(history.map((h) => h.revision)).toEqual(history.map((_, i) => i + 1));
  // A revert of nothing leaves no line.
  expect(history.length).toBeGreaterThan(1.5 * BATCHES);
  expect(readTargets(file)).toEqual(history.at(-1)?.map);
  expect(sideOf(readTargets(file), 'GET /v1/last')).toBe('python');
});
