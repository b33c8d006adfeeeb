import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** Which folders of the first column's files may import from which others (DESIGN: imports go one way). */
const MAY_IMPORT: Record<string, readonly string[]> = {
  client: [],
  catalog: ['client'],
  suites: ['client', 'catalog'],
  recordings: ['catalog', 'client'],
  state: ['catalog', 'client', 'recordings'],
  sides: ['catalog', 'recordings'],
  replay: ['catalog', 'client', 'recordings', 'sides', 'state'],
  compare: ['catalog', 'client'],
  judge: ['catalog', 'client', 'compare'],
  prove: ['catalog', 'client', 'evidence', 'judge', 'recordings'],
  evidence: ['catalog', 'client', 'compare', 'judge', 'recordings', 'replay', 'state'],
  latency: [],
  noise: ['client', 'compare'],
  report: ['catalog', 'judge', 'latency'],
  runs: ['report'],
  config: ['gate'],
  gate: ['catalog', 'judge', 'report'],
  switch: ['gate'],
};

/** These are pure: nothing of Node that reads or writes. */
const PURE = ['client', 'compare', 'judge', 'latency', 'noise', 'gate', 'catalog'];
const INPUT_OUTPUT = /^(node:(fs|fs\/promises|http|https|net|child_process|os|process)|undici|firebase-admin|redis)/;

const root = resolve(import.meta.dirname, '../..');

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile() && e.name.endsWith('.ts'))
    .map((e) => join(e.parentPath, e.name));
}

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((m) => m[1] as string);

/** `src/compare/values.ts` → `compare`; files directly in src belong to everybody. */
function layerOf(file: string): string {
  const [top, second, third] = relative(root, file).split('/');
  if (top === 'suites') return 'suites';
  return third === undefined ? 'src' : (second as string);
}

const sources = [...files(join(root, 'src')), ...files(join(root, 'suites'))];

test('there is something to check', () => {
  expect(sources.length).toBeGreaterThan(40);
});

test.each(Object.keys(MAY_IMPORT))('%s imports only what lies below it', (layer) => {
  const allowed = new Set([layer, 'src', ...(MAY_IMPORT[layer] as readonly string[])]);
  const wrong = sources
    .filter((file) => layerOf(file) === layer)
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => layerOf(resolve(dirname(file), name)))
        .filter((target) => !allowed.has(target))
        .map((target) => `${relative(root, file)} imports ${target}`),
    );
  expect(wrong).toEqual([]);
});

test.each(PURE)('%s does no input or output', (layer) => {
  const wrong = sources
    .filter((file) => layerOf(file) === layer)
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => INPUT_OUTPUT.test(name))
        .map((name) => `${file}: ${name}`),
    );
  expect(wrong).toEqual([]);
});

test('only commands and the command line know commands, and every folder has its place', () => {
  const known = new Set([...Object.keys(MAY_IMPORT), 'commands', 'src']);
  expect([...new Set(sources.map(layerOf))].filter((layer) => !known.has(layer))).toEqual([]);
});
