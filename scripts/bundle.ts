/** `dist/bin/`: a file per command in place of three hundred. Finding those takes a third of the time of a short command. */
import { join } from 'node:path';
import { build } from 'rolldown';
import { packageRoot } from '../src/package.ts';

const dist = join(packageRoot(), 'dist');

await build({
  input: join(dist, 'src', 'cli.js'),
  platform: 'node',
  // Libraries stay what they are; our own files become few.
  external: /^[^./]/,
  output: { dir: join(dist, 'bin'), format: 'esm', cleanDir: true },
});
