import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { FieldRule } from '../../src/catalog/collection.ts';
import { product } from '../../suites/product.ts';

const SRC = resolve(import.meta.dirname, '../../src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(SRC, file), 'utf8') }));

/** Words of the product that the trade has too: files have folders, reports have messages, Redis has scores. */
const ORDINARY = new Set(
  `accept accepted address agent aliases all base64 batch cache color confidence config content count date deleted description download duration email
  end events focus folder folders history id label language latitude longitude memory merge message messages models name order people
  preview private progress proxy read reported response reviews score scores search segments share shared source start status
  tags text timestamp title tools total type unit unread user users uid username value version webhooks xml`.split(
    /\s+/,
  ),
);

const NAME = /[A-Za-z][A-Za-z0-9_-]{2,}/g;
const literals = (template: string): string[] => template.replace(/\{[^}]*\}/g, ' ').match(NAME) ?? [];
const namesOf = (fields: Readonly<Record<string, FieldRule>>): string[] =>
  Object.entries(fields).flatMap(([name, rule]) => [name, ...namesOf(rule.fields ?? {})]);

/** What modules, routes, rules, Redis keys and documents of the product are called. */
function wordsOfProduct(): Set<string> {
  const { routes, collections, redis } = product.catalog;
  return new Set([
    ...routes.flatMap(({ module, name, route }) => [
      module,
      ...literals(name.slice(name.indexOf('/'))),
      ...(route.redis ?? []).flatMap(literals),
      ...(route.rules ?? []).map((rule) => rule.id),
    ]),
    ...redis.flatMap(literals),
    ...collections.flatMap((c) => [...literals(c.path), ...namesOf(c.fields), ...Object.keys(c.immaterial ?? {})]),
    ...Object.keys(product.needs),
  ]);
}

const found = (words: Iterable<string>): string[] =>
  [...words].flatMap((word) => {
    const whole = new RegExp(`(?<![A-Za-z0-9_-])${word}(?![A-Za-z0-9_-])`);
    return files.filter(({ text }) => whole.test(text)).map(({ file }) => `${file}: ${word}`);
  });

test('src has no word of the product', () => {
  const words = wordsOfProduct();
  expect(words.size).toBeGreaterThan(300);
  expect(found([...words].filter((word) => !ORDINARY.has(word)))).toEqual([]);
  expect(found(['[Oo]mi', 'OMI', product.recordedUid, product.encryption?.recordedSecret ?? '-'])).toEqual([]);
});

test('every ordinary word is one of the product, and src has it', () => {
  const words = wordsOfProduct();
  expect([...ORDINARY].filter((word) => !words.has(word))).toEqual([]);
  expect([...ORDINARY].filter((word) => found([word]).length === 0)).toEqual([]);
});

test('one file of src imports suites/', () => {
  expect(
    files.filter(({ text }) => /from '[./]*suites\/|import\('[./]*suites\//.test(text)).map((f) => f.file),
  ).toEqual(['cli.ts']);
});
