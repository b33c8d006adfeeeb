/**
 * `dist/bin/`: a file per command in place of three hundred of ours and as many of the libraries. Finding those takes half of
 * the time of a short command.
 */
import { join } from 'node:path';
import { build } from 'rolldown';
import { packageRoot } from '../src/package.ts';

const dist = join(packageRoot(), 'dist');

await build({
  input: join(dist, 'src', 'cli.js'),
  platform: 'node',
  // Used in live runs alone, large, and loaded where they are needed: they stay what they are.
  external: /^(node:|firebase-admin|redis$)/,
  // The UMD form of a library hides from a bundler what it requires.
  resolve: { mainFields: ['module', 'main'] },
  output: { dir: join(dist, 'bin'), format: 'esm', cleanDir: true },
});
