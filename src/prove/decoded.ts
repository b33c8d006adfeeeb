/** What the decoder of a route and its descriptor say of one place: asked, not copied by hand. */
import { isDeepStrictEqual } from 'node:util';
import { type Decoded, type Decoder, decodeJson } from '../client/decode.ts';
import type { Descriptor } from '../client/descriptor.ts';
import { NOW } from '../client/instant.ts';
import { at, type Path } from './places.ts';

export interface DecodedBody {
  /** Whether the client works with the same values when a body lacks what stood at a place. */
  putsIn(without: unknown, path: Path): boolean;
  /** Whether the text at a place is an id that a server makes. */
  isMade(path: Path): boolean;
}

/** `isNow`: a time of the run, which the client's own clock equals. */
export function decodedBody(decoder: Decoder | null, body: unknown, isNow: (text: string) => boolean): DecodedBody {
  let whole: Decoded | undefined;
  return {
    putsIn(without, path) {
      if (!decoder) return false;
      whole ??= decodeJson(decoder, body);
      const rest = decodeJson(decoder, without);
      if (!whole.ok || !rest.ok) return false;
      const before = at(whole.value, path);
      // A key that the decoder does not know has no value either way: that is no default, and must not hide it.
      if (before === undefined) return false;
      const after = at(rest.value, path);
      if (after === NOW && typeof before === 'string' && isNow(before)) return true;
      return isDeepStrictEqual(whole.value, rest.value);
    },
    isMade(path) {
      const here = decoder ? seenAt(decoder.descriptor, path) : undefined;
      return here?.type === 'text' && here.role === 'id';
    },
  };
}

/** What is decoded at a place, if anybody looks at it. */
function seenAt(how: Descriptor | undefined, [part, ...rest]: Path): Descriptor | undefined {
  if (!how || how.unseen) return undefined;
  if (part === undefined) return how;
  if (how.type === 'list') return seenAt(how.element, rest);
  return how.type === 'record' ? seenAt(how.fields[part], rest) : undefined;
}
