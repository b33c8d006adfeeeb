/** Runs tasks a few at a time, and in windows, so that what they leave can be worked off between. */
import pLimit from 'p-limit';

/** Yields the results of each window in the order of the items. */
export async function* inWindows<T, R>(
  items: readonly T[],
  options: { concurrency: number; window: number },
  work: (item: T) => Promise<R>,
): AsyncGenerator<R[]> {
  const limit = pLimit(options.concurrency);
  for (let i = 0; i < items.length; i += options.window) {
    yield await Promise.all(items.slice(i, i + options.window).map((item) => limit(() => work(item))));
  }
}
