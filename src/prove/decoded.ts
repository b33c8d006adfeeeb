/** What the decoder of a route says of one place: asked, not copied by hand. */
import { isDeepStrictEqual } from 'node:util';
import { type Decoded, type Decoder, decodeJson } from '../client/decode.ts';
import { NOW } from '../client/instant.ts';
import type { Shape } from '../client/shape.ts';
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
      const shape = decoder && shapeAt(decoder.shape, path);
      return shape?.kind === 'text' && shape.role === 'id';
    },
  };
}

function shapeAt(shape: Shape, path: Path): Shape | undefined {
  let here: Shape | undefined = shape;
  for (const part of path) {
    if (here?.kind === 'list') here = here.element;
    else if (here?.kind === 'record') here = here.fields[part];
    else return undefined;
  }
  return here;
}
