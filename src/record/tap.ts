/** What is kept of a stream that goes by: bounded, and never in its way. */

/** Bytes of all bodies that are kept at once. What comes when so much is under way is not kept. */
const MOST_AT_ONCE = 256 * 1024 * 1024;

let kept = 0;

export interface Tap {
  take(chunk: Buffer): void;
  /** The bytes, or why they were not kept. */
  bytes(): Buffer | string;
  /** The bytes are not needed any more. */
  free(): void;
  readonly size: number;
}

/** `most`: bytes of a body above which nothing of it is kept. */
export function newTap(most: number): Tap {
  let chunks: Buffer[] = [];
  let size = 0;
  let held = 0;
  let why: string | undefined;
  const free = (): void => {
    chunks = [];
    kept -= held;
    held = 0;
  };
  return {
    take(chunk) {
      size += chunk.length;
      if (why !== undefined) return;
      if (size > most) why = `the body has more than ${most} bytes, which are too many to keep`;
      else if (kept + chunk.length > MOST_AT_ONCE) why = 'too much was under way at once to keep the body';
      if (why !== undefined) return free();
      chunks.push(chunk);
      held += chunk.length;
      kept += chunk.length;
    },
    bytes: () => why ?? Buffer.concat(chunks, size),
    free,
    get size() {
      return size;
    },
  };
}
