/** Which of several new things of one side is which of the other, told by the parts that are the same. */

/** A thing with its telling parts; parts of the same text are the same part. Weights are whole numbers. */
export interface Candidate {
  parts: ReadonlyMap<string, number>;
}

/** A part that so many things have tells nothing: leaving it out keeps the search linear. */
const TOO_COMMON = 40;

/**
 * Pairs of indexes, the most alike first; of equally alike ones those at the same place. Things that share no telling
 * part stay alone.
 */
export function pairByLikeness(rust: readonly Candidate[], python: readonly Candidate[]): [number, number][] {
  const holders = new Map<string, number[]>();
  python.forEach(({ parts }, j) => {
    for (const part of parts.keys()) {
      const list = holders.get(part);
      if (list) list.push(j);
      else holders.set(part, [j]);
    }
  });
  const few = Math.max(rust.length, python.length) <= TOO_COMMON;
  const scored: { i: number; j: number; score: number }[] = [];
  rust.forEach(({ parts }, i) => {
    const scores = new Map<number, number>();
    for (const [part, weight] of parts) {
      const having = holders.get(part) ?? [];
      if (!few && having.length > TOO_COMMON) continue;
      for (const j of having) scores.set(j, (scores.get(j) ?? 0) + weight);
    }
    for (const [j, score] of scores) scored.push({ i, j, score });
  });
  scored.sort((p, q) => q.score - p.score || Math.abs(p.i - p.j) - Math.abs(q.i - q.j) || p.i - q.i);
  const taken = { rust: new Set<number>(), python: new Set<number>() };
  const pairs: [number, number][] = [];
  for (const { i, j } of scored) {
    if (taken.rust.has(i) || taken.python.has(j)) continue;
    taken.rust.add(i);
    taken.python.add(j);
    pairs.push([i, j]);
  }
  return pairs;
}
