/** `parity check --client … --write`: what the suites would have to say, as a patch of their sources. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { applyEdits, modify } from 'jsonc-parser';
import type { Product } from '../../catalog/product.ts';
import { anonymous } from '../../catalog/template.ts';
import type { KnownCall } from '../../check/check.ts';
import { together } from '../../check/drift/calls.ts';
import { differencesOf, grouped, madeOf } from '../../check/drift/drift.ts';
import type { Difference } from '../../check/drift/finding.ts';
import type { SourceCall } from '../../check/swift/calls.ts';
import type { Reading } from '../../check/swift/reading.ts';
import type { Syntax } from '../../check/swift/syntax.ts';
import { type CallEdit, callEdits } from '../../check/write/call-edits.ts';
import { type Edit, suiteEdit } from '../../check/write/suite-edits.ts';
import { type Files, routeIn } from '../../check/write/suite-source.ts';
import { ParityError } from '../../errors.ts';
import { readClientCalls } from '../client-calls.ts';
import { filesOf } from '../place.ts';
import { withImports } from './imports.ts';
import { type Parse, typescriptParser } from './swift-parser.ts';

export interface Proposal {
  /** Unified diff; empty where nothing can be written. */
  patch: string;
  /** What a person has to write. */
  left: string[];
}

export async function proposed(
  product: Product,
  known: readonly KnownCall[],
  calls: readonly SourceCall[],
): Promise<Proposal> {
  const folder = product.files.facts;
  if (!existsSync(join(folder, 'catalog.ts')))
    throw new ParityError(
      'no-suites',
      '--write: expected the suites’ own sources (suites/*.ts), found an installed package, which has none. Run it in a checkout of parity.',
    );
  const sources = suiteSources(folder, await typescriptParser());
  const routes = (await readClientCalls(folder)).map(({ route }) => anonymous(route));
  const groups = grouped(calls);
  const edits: Edit[] = [];
  const listEdits = new Map<string, CallEdit>();
  const left = new Map<string, string[]>();
  for (const call of known) {
    const made = madeOf(call, groups);
    const reading = made.find((one) => one.decodes)?.decodes ?? null;
    const now = made.length > 0 ? together(made) : { query: {} };
    const at = call.listed ? routes.indexOf(anonymous(call.call.route)) : -1;
    for (const one of differencesOf(made, call).differences) {
      const listed = at < 0 ? [] : callEdits(one, call.call, now, reading);
      for (const edit of listed)
        listEdits.set(JSON.stringify([at, ...edit.path]), { ...edit, path: [at, ...edit.path] });
      const edit = inSuite(one) ? suiteEditOf(one, call, reading, sources) : undefined;
      if (edit && !conflicts(edits, edit)) edits.push(edit);
      else if (!edit && (inSuite(one) || listed.length === 0))
        left.set(one.message, [...(left.get(one.message) ?? []), call.call.route + one.at]);
    }
  }
  const declared = new Set(known.flatMap((call) => madeOf(call, groups)));
  const strangers = calls.filter((one) => !declared.has(one)).map(({ method, path }) => `${method} ${path}`);
  return {
    patch: patchOf(sources, edits, [...listEdits.values()]),
    left: [
      ...[...left].map(
        ([message, where]) => `${message} (${where[0]}${where.length > 1 ? ` and ${where.length - 1} more` : ''})`,
      ),
      ...strangers.map((route) => `${route}: a new route, with its kind and its documents`),
    ],
  };
}

const LIST = 'client-calls.json';
const FORMAT = { formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' } };

/** Differences that the suite's source says, and not only the list of calls. */
const inSuite = ({ at, kind }: Difference): boolean =>
  at.startsWith('/answer') || kind === 'call-gone' || kind === 'date-strategy';

const conflicts = (edits: readonly Edit[], edit: Edit): boolean =>
  edits.some(
    (one) =>
      one.file === edit.file &&
      one.start < Math.max(edit.end, edit.start + 1) &&
      edit.start < Math.max(one.end, one.start + 1),
  );

interface Sources {
  folder: string;
  text(file: string): string;
  root: Files;
}

function suiteSources(folder: string, parse: Parse): Sources {
  const texts = new Map<string, string>();
  const roots = new Map<string, Syntax | undefined>();
  const text = (file: string): string => {
    const known = texts.get(file) ?? readFileSync(join(folder, file), 'utf8');
    texts.set(file, known);
    return known;
  };
  const root = (file: string): Syntax | undefined => {
    if (!roots.has(file)) roots.set(file, existsSync(join(folder, file)) ? parse(file, text(file)).root : undefined);
    return roots.get(file);
  };
  return { folder, text, root };
}

function suiteEditOf(
  one: Difference,
  { module, method, call }: KnownCall,
  reading: Reading | null,
  { folder, root }: Sources,
): Edit | undefined {
  const roots = filesOf(folder, module).flatMap((file) => root(file) ?? []);
  const route = routeIn(roots, method, call.route.split(' ')[1] ?? '');
  return route && suiteEdit(one, { ...route, reading }, root);
}

function patchOf(sources: Sources, edits: readonly Edit[], listEdits: readonly CallEdit[]): string {
  const name = basename(sources.folder);
  const list = listEdits.reduce(
    (text, { path, value }) => applyEdits(text, modify(text, [...path], value, FORMAT)),
    sources.text(LIST),
  );
  const changed = new Map<string, string>(list === sources.text(LIST) ? [] : [[LIST, list]]);
  for (const file of new Set(edits.map((one) => one.file))) {
    const mine = edits.filter((one) => one.file === file).sort((a, b) => b.start - a.start);
    const text = mine.reduce(
      (before, { start, end, text: put }) => before.slice(0, start) + put + before.slice(end),
      sources.text(file),
    );
    changed.set(
      file,
      withImports(
        text,
        mine.map((one) => one.text),
        dirname(file),
      ),
    );
  }
  return [...changed]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([file, text]) => {
      const patch = createTwoFilesPatch(
        `a/${name}/${file}`,
        `b/${name}/${file}`,
        sources.text(file),
        text,
        undefined,
        undefined,
        { context: 3 },
      );
      return patch.replace(/^=+\n/, '');
    })
    .join('');
}
