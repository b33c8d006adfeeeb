/** A lock file: one process changes the map at a time. A lock whose owner is gone is taken over. */
import { linkSync, mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';

const TRY_EVERY_MS = 5;
const GIVE_UP_MS = 10_000;
const STALE_GUARD_MS = 2000;

const sleep = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Runs `work` alone. Synchronous: the kill switch must not depend on anything else of the process. */
export function locked<T>(file: string, work: () => T): T {
  const lock = `${file}.lock`;
  const own = `${lock}.${process.pid}`;
  const until = Date.now() + GIVE_UP_MS;
  writeFileSync(own, String(process.pid));
  try {
    for (;;) {
      try {
        // A hard link is made whole or not at all, also where the process is killed.
        linkSync(own, lock);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        takeOverIfDead(lock);
        if (Date.now() > until)
          throw new Error(
            `${lock}: another process has held it for ${GIVE_UP_MS / 1000} s. If none runs, delete the file.`,
          );
        sleep(TRY_EVERY_MS);
      }
    }
    try {
      return work();
    } finally {
      unlinkSync(lock);
    }
  } finally {
    unlinkSync(own);
  }
}

/** Removes the lock of a process that is gone. One at a time: the look and the removal belong together. */
function takeOverIfDead(lock: string): void {
  const guard = `${lock}.takeover`;
  try {
    mkdirSync(guard);
  } catch {
    // Somebody is at it; one that was killed there has left the guard behind.
    try {
      if (Date.now() - statSync(guard).mtimeMs > STALE_GUARD_MS) rmdirSync(guard);
    } catch {
      // It went away meanwhile.
    }
    return;
  }
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (!(Number.isInteger(pid) && pid > 0 && isAlive(pid))) unlinkSync(lock);
  } catch {
    // It went away meanwhile.
  } finally {
    rmdirSync(guard);
  }
}
