/** The command line as a whole process, with the memory it took. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../src/package.ts';

const CLI = join(packageRoot(), 'dist', 'bin', 'cli.js');
/** Tells the peak when the process ends, in kilobytes on every system. */
const TELL = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\npeak '+process.resourceUsage().maxRSS))`;

export interface Peak {
  /** MiB, resident. */
  megabytes: number;
  seconds: number;
  stdout: string;
}

/** Throws where it does not exit 0. */
export function peakOf(args: readonly string[], env: Record<string, string> = {}): Peak {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', TELL, CLI, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, ...env },
  });
  const seconds = (performance.now() - start) / 1000;
  const peak = /peak (\d+)$/.exec(stderr)?.[1];
  if (status !== 0 || peak === undefined) throw new Error(`parity exited ${status}: ${stderr.slice(0, 500)}`);
  return { megabytes: Number(peak) / 1024, seconds, stdout };
}
