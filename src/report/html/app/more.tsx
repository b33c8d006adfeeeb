/** A long list of which so much is drawn as is looked at: the next rows come as its end comes near, or with the button. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const AT_ONCE = 40;

export function More<T>({ items, row }: { items: readonly T[]; row: (item: T) => ComponentChildren }) {
  const [most, setMost] = useState(AT_ONCE);
  const end = useRef<HTMLDivElement>(null);
  const left = items.length - most;
  // Another list begins at its beginning again.
  useEffect(() => setMost(AT_ONCE), [items]);
  useEffect(() => {
    if (left <= 0 || !end.current) return undefined;
    const watch = new IntersectionObserver(
      (seen) => {
        if (seen.some((one) => one.isIntersecting)) setMost((n) => n + AT_ONCE);
      },
      { rootMargin: '400px' },
    );
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [left]);
  return (
    <>
      <ul class="list">{items.slice(0, most).map(row)}</ul>
      {left > 0 && (
        <div ref={end}>
          <p>
            <button type="button" class="plain" onClick={() => setMost((n) => n + AT_ONCE)}>
              Show more ({left} left)
            </button>
          </p>
        </div>
      )}
    </>
  );
}
