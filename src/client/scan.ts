/** One pass over a JSON body that tells whether `JSON.parse` reads it as the client does. No recursion, no copies. */

export interface Facts {
  /** The deepest nesting of lists and objects. */
  depth: number;
  /** How many keys are written; fewer in the parsed value means that one is written twice. */
  keys: number;
  /** Holds what `JSON.parse` reads in another way: a long integer, a number near zero, half of a surrogate pair. */
  odd: boolean;
}

export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const LETTER_U = 0x75;
const LETTER_D = 0x64;
const LETTER_E = 0x65;
const [BRACE, BRACE_END, BRACKET, BRACKET_END, COLON, MINUS] = [0x7b, 0x7d, 0x5b, 0x5d, 0x3a, 0x2d];

/** A Double holds every integer of 15 digits, and not every one of 16. */
export const LONG = 16;
/** So many digits of an exponent, or so long a number, may come to nothing in a Double. */
const LONG_EXPONENT = 3;
const LONG_NUMBER = 300;

const lower = (byte: number | undefined): number => (byte ?? 0) | 0x20;

/** Whether \uXXXX with its digits at `i` is half of a pair: 0 is none, 1 the first half, 2 the second. */
function halfAt(bytes: Uint8Array, i: number): 0 | 1 | 2 {
  if (lower(bytes[i]) !== LETTER_D) return 0;
  const digit = lower(bytes[i + 1]);
  // 8, 9, a, b are first halves, c to f second ones. `lower` leaves digits as they are.
  if (digit === 0x38 || digit === 0x39 || digit === 0x61 || digit === 0x62) return 1;
  return digit >= 0x63 && digit <= 0x66 ? 2 : 0;
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** Of bytes that are no JSON it tells what it can; strings end where the client's decoder ends them. */
export function scan(bytes: Uint8Array): Facts {
  const end = bytes.length;
  let depth = 0;
  let deepest = 0;
  let keys = 0;
  let odd = false;
  for (let i = 0; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte === QUOTE) {
      for (i++; i < end; i++) {
        const inner = bytes[i] as number;
        if (inner === QUOTE) break;
        if (inner !== BACKSLASH) continue;
        i++;
        if (bytes[i] !== LETTER_U) continue;
        const half = halfAt(bytes, i + 1);
        i += 4;
        if (half === 0) continue;
        if (half === 1 && bytes[i + 1] === BACKSLASH && bytes[i + 2] === LETTER_U && halfAt(bytes, i + 3) === 2) i += 6;
        else odd = true;
      }
    } else if (byte === COLON) keys++;
    else if (byte === BRACE || byte === BRACKET) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (byte === BRACE_END || byte === BRACKET_END) depth--;
    else if (isDigit(byte) || byte === MINUS) {
      const start = byte === MINUS ? i + 1 : i;
      i = start;
      while (isDigit(bytes[i] as number)) i++;
      if (i - start >= LONG) odd = true;
      if (bytes[i] === 0x2e) for (i++; isDigit(bytes[i] as number); ) i++;
      if (i - start >= LONG_NUMBER) odd = true;
      if (lower(bytes[i]) === LETTER_E) {
        const exponent = i + 2;
        for (i++; isDigit(bytes[i] as number) || bytes[i] === MINUS || bytes[i] === 0x2b; ) i++;
        if (i - exponent >= LONG_EXPONENT - 1) odd = true;
      }
      i--;
    }
  }
  return { depth: deepest, keys, odd };
}
