/** Small disks in memory, where this machine lets them be made. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mounted: string[] = [];

/** `size` as tmpfs takes it: `64k`. Returns the folder. */
export function disk(size: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'parity-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', folder], { stdio: 'ignore' });
  mounted.push(folder);
  return folder;
}

export function freeDisks(): void {
  for (const folder of mounted.splice(0)) execFileSync('umount', [folder]);
}

/** Why no small disk can be made here, or undefined. */
function whyNoDisk(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  try {
    disk('64k');
    freeDisks();
    return undefined;
  } catch {
    return 'may not mount';
  }
}

export const noDisk = whyNoDisk();
