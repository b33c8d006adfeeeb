/**
 * Random numbers that a printed seed brings back: xoshiro128** (Blackman and Vigna, 2018), its state filled by
 * splitmix32. Fast, period 2^128 - 1, good enough for resampling; never for secrets.
 */

/** A source of random numbers. `below(n)`: a whole number from 0 to n - 1; n at most 2^32. */
export interface Random {
  /** The next 32 bits as a number from 0 to 2^32 - 1. */
  bits(): number;
  /** From 0 (possible) to 1 (never). */
  unit(): number;
  below(n: number): number;
}

/** The generator with this very state: four 32-bit words, not all zero. For test vectors; else use `randomOf`. */
export function xoshiro128ss(state: readonly [number, number, number, number]): Random {
  let [a, b, c, d] = state;
  const bits = (): number => {
    const result = Math.imul(rotl(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotl(d, 11);
    return result;
  };
  // 32 random bits are plenty here: the bias of a product over n is n / 2^32.
  const unit = (): number => bits() / 2 ** 32;
  return { bits, unit, below: (n) => Math.floor(unit() * n) };
}

/** A generator from seeds of any kind: the same parts in the same order give the same numbers. */
export function randomOf(...parts: readonly (number | string)[]): Random {
  let at = hash(JSON.stringify(parts));
  const next = (): number => {
    at = (at + 0x9e3779b9) | 0;
    let z = at ^ (at >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  return xoshiro128ss([next(), next(), next(), next()]);
}

/** Which side of a pair is asked first: random per pair, so that no side always finds the warmer cache. */
export function orderOfPair(
  seed: number,
  pairIndex: number,
): readonly ['rust', 'python'] | readonly ['python', 'rust'] {
  return randomOf(seed, 'order', pairIndex).unit() < 0.5 ? ['rust', 'python'] : ['python', 'rust'];
}

const rotl = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/** FNV-1a over UTF-16 units, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}
