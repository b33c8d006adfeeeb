/** Attempts with growing pauses, for what may pass. */
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '../errors.ts';
import { isConflict, isPassing } from './errors.ts';

/** Pauses before the second and the later attempts, in milliseconds. */
const PAUSES = [500, 1000, 2000, 4000];

/** Throws the last error: of the last attempt, or the first that would come again. `say` hears of each that failed. */
export async function persistently<T>(work: () => Promise<T>, say: (text: string) => void): Promise<T> {
  for (let failed = 0; ; failed++) {
    try {
      return await work();
    } catch (error) {
      const wait = PAUSES[failed];
      const next = wait !== undefined && (isPassing(error) || isConflict(error)) ? wait : undefined;
      const then = next === undefined ? '' : `; next try in ${next / 1000} s`;
      say(`try ${failed + 1} of ${PAUSES.length + 1} failed: ${messageOf(error)}${then}`);
      if (next === undefined) throw error;
      await pause(next);
    }
  }
}
