/** Attempts with growing pauses, for what may pass. */
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '../errors.ts';
import { isConflict, isPassing } from './errors.ts';

/** Pauses before the second and the later attempts, in milliseconds. */
const PAUSES = [500, 1000, 2000, 4000];

/** Undefined where no attempt succeeded, or one failed in a way that would come again. `say` hears of each that failed. */
export async function persistently<T>(work: () => Promise<T>, say: (text: string) => void): Promise<T | undefined> {
  for (let failed = 0; ; failed++) {
    try {
      return await work();
    } catch (error) {
      const wait = isPassing(error) || isConflict(error) ? PAUSES[failed] : undefined;
      const then = wait === undefined ? '' : `; next try in ${wait / 1000} s`;
      say(`try ${failed + 1} of ${PAUSES.length + 1} failed: ${messageOf(error).replace(/\.$/, '')}${then}`);
      if (wait === undefined) return undefined;
      await pause(wait);
    }
  }
}
