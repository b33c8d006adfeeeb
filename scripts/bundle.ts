/**
 * `dist/bin/`: a file per command in place of three hundred of ours and as many of the libraries. Finding those takes half of
 * the time of a short command.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'rolldown';
import { packageRoot } from '../src/package.ts';

const dist = join(packageRoot(), 'dist');

await build({
  input: join(dist, 'src', 'cli.js'),
  platform: 'node',
  // Large, and loaded where they are needed: they stay what they are.
  external: /^(node:|firebase-admin|(redis|web-tree-sitter)$)/,
  // The UMD form of a library hides from a bundler what it requires.
  resolve: { mainFields: ['module', 'main'] },
  output: { dir: join(dist, 'bin'), format: 'esm', cleanDir: true },
});

// The page of the HTML report: one script and one style, which are put into each file.
const html = join(dist, 'html');
const page = join(packageRoot(), 'src', 'report', 'html');
await build({
  input: join(page, 'app', 'page.tsx'),
  platform: 'browser',
  tsconfig: join(page, 'app', 'tsconfig.json'),
  output: { file: join(html, 'page.js'), format: 'iife', minify: true },
});
const styles = ['tokens.css', 'base.css', 'parts.css'].map((file) => readFileSync(join(page, file), 'utf8'));
writeFileSync(join(html, 'page.css'), styles.join(''));

// The package of all grammars is fifty megabytes: two of them are taken, and what runs them.
const grammars = join(dist, 'grammars');
const require = createRequire(import.meta.url);
mkdirSync(grammars, { recursive: true });
for (const file of [
  'web-tree-sitter/tree-sitter.wasm',
  'tree-sitter-wasms/out/tree-sitter-swift.wasm',
  'tree-sitter-wasms/out/tree-sitter-typescript.wasm',
])
  cpSync(require.resolve(file), join(grammars, file.split('/').at(-1) ?? file));
