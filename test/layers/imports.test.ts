import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** The table of ARCHITECTURE.md is the rule: which folder may import which others, and which do no input or output. */
interface Layer {
  folder: string;
  mayImport: readonly string[];
  pure: boolean;
}

function layersOf(markdown: string): Layer[] {
  return markdown
    .split('\n')
    .filter((line) => /^\| `(src|suites)\//.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, folder = '', , allowed = '', pure = '']) => ({
      folder: /`(?:src\/)?([a-z]+)\/?`/.exec(folder)?.[1] ?? '',
      mayImport: [...allowed.matchAll(/`([a-z]+)`/g)].map((m) => m[1] as string),
      pure: pure === 'pure',
    }));
}

const layers = layersOf(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));
/** Whoever may import a folder may import what stands for everything. */
const INPUT_OUTPUT = /^(node:(fs|fs\/promises|http|https|net|child_process|os|process)|undici|firebase-admin|redis)/;

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile() && /\.tsx?$/.test(e.name))
    .map((e) => join(e.parentPath, e.name));
}

/** Types included: a cycle of types is one, too. */
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
  expect(layers.length).toBeGreaterThan(10);
});

test('every folder stands in the table of ARCHITECTURE.md, and nothing else does', () => {
  const there = new Set(sources.map(layerOf).filter((layer) => layer !== 'src'));
  expect(layers.map((l) => l.folder).sort()).toEqual([...there].sort());
});

test.each(layers.map((l) => [l.folder, l] as const))('%s imports only what the table allows', (_, layer) => {
  if (layer.folder === 'commands') return;
  const allowed = new Set([layer.folder, 'src', ...layer.mayImport]);
  const wrong = sources
    .filter((file) => layerOf(file) === layer.folder)
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => layerOf(resolve(dirname(file), name)))
        .filter((target) => !allowed.has(target))
        .map((target) => `${relative(root, file)} imports ${target}`),
    );
  expect(wrong).toEqual([]);
});

/** Files directly in src that it imports: they belong to everybody, so the table does not tell what they do. */
const ofEverybody = (file: string): string[] =>
  importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => resolve(dirname(file), name))
    .filter((target) => layerOf(target) === 'src');

test.each(layers.filter((l) => l.pure).map((l) => l.folder))('%s does no input or output', (folder) => {
  const wrong = sources
    .filter((file) => layerOf(file) === folder)
    .flatMap((file) => [file, ...ofEverybody(file)].map((one) => [file, one] as const))
    .flatMap(([file, one]) =>
      importsOf(one)
        .filter((name) => INPUT_OUTPUT.test(name))
        .map((name) => `${relative(root, file)}: ${name}${one === file ? '' : ` by ${relative(root, one)}`}`),
    );
  expect(wrong).toEqual([]);
});

test('no file imports itself in a circle, also of types', () => {
  const graph = new Map(
    sources.map((file) => [
      file,
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => resolve(dirname(file), name)),
    ]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      circles.push([...path.slice(at), file].map((f) => relative(root, f)).join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of sources) walk(file, []);
  expect(circles).toEqual([]);
});

test('folders do not import each other in a circle', () => {
  const may = new Map(layers.map((l) => [l.folder, l.mayImport]));
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (may.get(from) ?? []).some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, to, seen);
    });
  expect(layers.map((l) => l.folder).filter((f) => reaches(f, f))).toEqual([]);
});
