/** What a run has opened, closed in the reverse order, each whatever happens to the others. */
import { messageOf, ParityError } from '../errors.ts';

export interface Resources {
  add(close: () => Promise<unknown>): void;
  /** Adds something that closes itself, and gives it back. */
  keep<T extends { close(): Promise<unknown> } | undefined>(resource: T): T;
  /** Closes once; calling it again does nothing. Throws what went wrong first, after all are closed. */
  close(): Promise<void>;
}

export function newResources(): Resources {
  const closers: (() => Promise<unknown>)[] = [];
  return {
    add: (close) => void closers.push(close),
    keep(resource) {
      if (resource) closers.push(() => resource.close());
      return resource;
    },
    async close() {
      const failed: unknown[] = [];
      for (const close of closers.splice(0).reverse()) await close().catch((error: unknown) => failed.push(error));
      if (failed.length === 0) return;
      const texts = failed.map(messageOf).join('; ');
      throw new ParityError(
        'not-put-back',
        `closing the run: ${texts} "parity doctor --restore" puts back what was kept.`,
        {
          exitCode: 3,
          cause: failed[0],
        },
      );
    },
  };
}
