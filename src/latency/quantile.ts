/** Quantile of numbers in ascending order, at least one; between two of them by a straight line (type 7 of R). */
export function quantile(ascending: ArrayLike<number>, q: number): number {
  const at = (ascending.length - 1) * q;
  const low = ascending[Math.floor(at)] as number;
  const high = ascending[Math.ceil(at)] as number;
  return low + (high - low) * (at - Math.floor(at));
}

/** A copy in ascending order. */
export const ascending = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();
