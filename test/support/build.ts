import { execFileSync } from 'node:child_process';

/** The tests run the command line as users do, built; and a second product's, whose types `npm run typecheck` looks at. */
export default function setup(): void {
  execFileSync('npm', ['run', 'build', '--silent'], { stdio: 'inherit' });
  execFileSync('npx', ['tsc', '-p', 'test/support/toy', '--noCheck'], { stdio: 'inherit' });
}
