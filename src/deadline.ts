/** The longest wait for one answer. */

export interface Deadline {
  /** Aborted when the time is over. */
  signal: AbortSignal;
  /** Rejects when the time is over. */
  expired: Promise<never>;
  /** The answer is there: nothing of it is kept until the time would have been over. */
  clear(): void;
}

/** `AbortSignal.timeout` holds on to everything that waits for it: half a minute of requests. */
export function newDeadline(ms: number): Deadline {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
      controller.abort(error);
      reject(error);
    }, ms);
  });
  expired.catch(() => undefined);
  return { signal: controller.signal, expired, clear: () => clearTimeout(timer) };
}
