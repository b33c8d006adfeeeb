/** The client's sources from disk or from a commit, as far as there is something in them to be read. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type ClientSources, clientSourcesOf } from '../../check/swift/calls.ts';
import { above, isDeclaration, type Syntax } from '../../check/swift/syntax.ts';
import { messageOf, ParityError } from '../../errors.ts';
import type { Parse } from './swift-parser.ts';

/** Files without one of these hold no decoder and make no call. */
export const RELEVANT =
  'enum [A-Za-z_]+ *: *(String|Int)|\\.(get|post|put|patch|delete|request|send|fetch) *[(]|Codable|Decodable|Encodable|CodingKey|JSONDecoder|JSONSerialization|URLRequest|URLSession|URLComponents|typealias|"/?v[0-9]+/';
const relevant = new RegExp(RELEVANT);
/** Code in which a mistake would hide a decoder or a call. */
const WEIGHTY = /\b(Codable|Decodable|Encodable|CodingKey|URLRequest|httpMethod)\b|\bdecode\w*\(|"\/?v\d+\//;
const SKIPPED = /^(\..*|node_modules|Pods|Carthage|DerivedData|build|Tests|.*Tests)$/;
const MOST_BYTES = 32 * 1024 * 1024;

export interface SourceFile {
  name: string;
  text: string;
  /** Given by name: it has to parse whatever it holds. */
  given: boolean;
}

/** `paths`: files and folders; names are shown from the folder that the command runs in. */
export function swiftFiles(paths: readonly string[]): SourceFile[] {
  const found = new Map<string, SourceFile>();
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat)
      throw new ParityError(
        'missing-file',
        `--client ${path}: expected a Swift file or a folder, found no such file. Check the path.`,
      );
    const files = stat.isDirectory() ? swiftIn(path) : [path];
    if (files.length === 0)
      throw new ParityError(
        'no-swift',
        `--client ${path}: expected Swift sources, found no .swift file in the folder.`,
      );
    for (const file of files) found.set(file, { name: shown(file), text: read(file), given: !stat.isDirectory() });
  }
  return [...found.values()];
}

const shown = (file: string): string => {
  const from = relative(process.cwd(), file);
  return from === '' || from.startsWith('..') ? file : from;
};

function swiftIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED.test(entry.name) ? [] : swiftIn(path);
      return entry.isFile() && entry.name.endsWith('.swift') ? [path] : [];
    });
}

function read(file: string): string {
  try {
    if (statSync(file).size > MOST_BYTES) throw new Error(`a file of more than ${MOST_BYTES} bytes`);
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (cause) {
    const what = cause instanceof TypeError ? 'bytes that are no UTF-8' : messageOf(cause);
    throw new ParityError('bad-swift', `--client ${file}: expected a Swift source, found ${what}.`, { cause });
  }
}

export interface ReadSources extends ClientSources {
  files: number;
}

/** Throws a ParityError with the place of what does not parse, where that may hide something. */
export function readSources(files: readonly SourceFile[], parse: Parse): ReadSources {
  const roots: Syntax[] = [];
  const unread: ClientSources['unread'] = [];
  for (const { name, text, given } of files) {
    if (!given && !relevant.test(text)) continue;
    const { root, broken } = parse(name, text);
    roots.push(root);
    for (const node of broken) {
      if (given || hides(node)) throw notSwift(node, text);
      unread.push({ place: `${name}:${node.line}`, what: `this does not parse: ${excerpt(node)}` });
    }
  }
  const sources = clientSourcesOf(roots);
  return { ...sources, unread: [...unread, ...sources.unread], files: roots.length };
}

/** Whether a decoder or a call may stand where a source does not parse. */
function hides(node: Syntax): boolean {
  const around = [...above(node)].find(isDeclaration);
  return WEIGHTY.test(around?.text ?? node.text);
}

function notSwift(node: Syntax, text: string): ParityError {
  const open = node.parent === null || node.text === '' ? unclosed(text) : undefined;
  const missing = `something missing (${node.type.replaceAll('_', ' ')})`;
  const found =
    open === undefined
      ? `at line ${node.line} what does not parse: ${node.text.trim() === '' ? missing : excerpt(node)}`
      : `what begins at line ${open} and never ends`;
  return new ParityError(
    'bad-swift',
    `--client ${node.file}: expected Swift, found ${found}. Nothing was compared. Where the compiler takes it, the grammar does not know that Swift yet: write it in an older way.`,
  );
}

/** The line of the last brace that nothing closes. */
function unclosed(text: string): number | undefined {
  const open: number[] = [];
  const code = text.replace(/"(?:\\.|[^"\\\n])*"|\/\/[^\n]*/g, (all) => ' '.repeat(all.length));
  for (const { index, 0: brace } of code.matchAll(/[{}]/g)) {
    if (brace === '{') open.push(index);
    else open.pop();
  }
  const last = open.at(-1);
  return last === undefined ? undefined : text.slice(0, last).split('\n').length;
}

const excerpt = ({ text }: Syntax): string => {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
};
