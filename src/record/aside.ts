/** Work that waits for a moment when no request is under way: recording costs the app nothing. */

/** Nothing was under way for so long. Milliseconds. */
const QUIET_MS = 5;
/** Requests are under way, but none began or ended for so long: a stream, or a backend that takes its time. Milliseconds. */
const CALM_MS = 100;
/** An app that never rests: after so long the work is done all the same, piece by piece. Milliseconds. */
const LONGEST_MS = 2000;

export interface Aside {
  /** Does the work later. In order of the calls. */
  later(work: () => Promise<void>): void;
  /** A request begins, or has ended. */
  busy(by: 1 | -1): void;
  /** Does all of it now. */
  done(): Promise<void>;
}

export function newAside(): Aside {
  const queue: { work: () => Promise<void>; since: number }[] = [];
  const started = new Set<Promise<void>>();
  let under = 0;
  let lastAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const startOne = (): void => {
    const next = queue.shift();
    if (!next) return;
    const running = next.work().finally(() => started.delete(running));
    started.add(running);
  };
  const look = (): void => {
    timer = undefined;
    const [first] = queue;
    if (!first) return;
    const wait = performance.now() - first.since;
    if (under === 0 || performance.now() - lastAt >= CALM_MS || wait >= LONGEST_MS) startOne();
    if (queue.length > 0) timer = setTimeout(look, under === 0 ? 0 : QUIET_MS);
  };
  const again = (): void => {
    if (queue.length === 0) return;
    const old = performance.now() - (queue[0]?.since ?? 0) >= LONGEST_MS;
    // A timer that runs goes on where the work has waited long enough.
    if (old && timer) return;
    clearTimeout(timer);
    timer = setTimeout(look, QUIET_MS);
  };
  return {
    later(work) {
      queue.push({ work, since: performance.now() });
      again();
    },
    busy(by) {
      under += by;
      lastAt = performance.now();
      again();
    },
    async done() {
      clearTimeout(timer);
      while (queue.length > 0 || started.size > 0) {
        while (queue.length > 0) startOne();
        await Promise.all(started);
      }
    },
  };
}
