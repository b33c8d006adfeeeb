/** Swift and TypeScript sources → plain syntax, by tree-sitter's grammars as WebAssembly. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import { masked } from '../../check/swift/mask.ts';
import { type Building, rightly } from '../../check/swift/precedence.ts';
import type { Syntax } from '../../check/swift/syntax.ts';
import { ParityError } from '../../errors.ts';
import { packageRoot } from '../../package.ts';

export interface Parsed {
  root: Syntax;
  /** Nodes that do not parse. */
  broken: Syntax[];
}

export type Parse = (file: string, text: string) => Parsed;

/** `grammar`: a file below `dist/grammars/`, where the build puts it. */
async function parserOf(grammar: string, prepare: (text: string) => string): Promise<Parse> {
  const folder = join(packageRoot(), 'dist', 'grammars');
  const file = join(folder, grammar);
  if (!existsSync(file))
    throw new ParityError(
      'no-grammar',
      `check: expected ${join('dist', 'grammars', grammar)} in the package of parity, found none. In a checkout: npm run build.`,
    );
  // Optimising a grammar takes three seconds in the background, and a process does not end before it; parsing takes a tenth.
  setFlagsFromString('--liftoff-only');
  await Parser.init({ locateFile: (name: string) => join(folder, name) });
  const parser = new Parser();
  parser.setLanguage(await Language.load(file));
  return (name, text) => {
    const tree = parser.parse(prepare(text));
    if (!tree) throw new ParityError('not-parsed', `${name}: could not be parsed.`);
    const broken: Syntax[] = [];
    const cursor = tree.walk();
    const root = copied(cursor, name, text, null, broken);
    cursor.delete();
    tree.delete();
    return { root, broken };
  };
}

export const swiftParser = (): Promise<Parse> => parserOf('tree-sitter-swift.wasm', masked);

/** For the suites' own sources, which only a checkout has. */
export const typescriptParser = (): Promise<Parse> => parserOf('tree-sitter-typescript.wasm', (text) => text);

/** Every look at a node goes into WebAssembly: each is looked at once. */
function copied(cursor: TreeCursor, file: string, text: string, parent: Building | null, broken: Syntax[]): Building {
  const node: Building = {
    type: cursor.nodeType,
    field: cursor.currentFieldName,
    text: text.slice(cursor.startIndex, cursor.endIndex),
    file,
    line: cursor.startPosition.row + 1,
    start: cursor.startIndex,
    children: [],
    parent,
  };
  if (node.type === 'ERROR' || cursor.nodeIsMissing) broken.push(node);
  if (cursor.gotoFirstChild()) {
    do {
      if (cursor.nodeIsNamed || cursor.currentFieldName !== null || cursor.nodeIsMissing)
        node.children.push(copied(cursor, file, text, node, broken));
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return rightly(node);
}
