import { execFileSync } from 'node:child_process';

/** The tests run the command line as users do: built. */
export default function setup(): void {
  execFileSync('npm', ['run', 'build', '--silent'], { stdio: 'inherit' });
}
