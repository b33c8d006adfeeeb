/**
 * A small Swift file per construct in `files/`: its lines `//= …` say what has to be read, `//! …` what cannot be read and
 * where. `Api.swift` is beside each of them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { clientSourcesOf } from '../../../src/check/swift/calls.ts';
import { type Parse, swiftParser } from '../../../src/commands/check/swift-parser.ts';
import { shownCall } from '../../support/swift/shown.ts';

const folder = join(import.meta.dirname, 'files');
const API = readFileSync(join(folder, 'Api.swift'), 'utf8');
const files = readdirSync(folder).filter((name) => name !== 'Api.swift');

let parse: Parse;
beforeAll(async () => {
  parse = await swiftParser();
});

const wanted = (text: string, mark: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith(mark))
    .map((line) => line.slice(mark.length).trim());

test('there is a file for each construct', () => {
  expect(files.length).toBeGreaterThanOrEqual(40);
});

test.each(files)('%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const parsed = [parse(name, text), ...(text.includes('//alone') ? [] : [parse('Api.swift', API)])];
  expect(parsed.flatMap(({ broken }) => broken.map((node) => `${node.file}:${node.line} ${node.text}`))).toEqual([]);
  const { calls, unread } = clientSourcesOf(parsed.map(({ root }) => root));
  expect(calls.map(shownCall)).toEqual(wanted(text, '//='));
  expect(unread.map(({ place, what }) => `${place.replace(`${name}:`, '')} ${what}`)).toEqual(wanted(text, '//!'));
});
