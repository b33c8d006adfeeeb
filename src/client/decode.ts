/** Bytes of an answer → the value the client works with. */
import { z } from 'zod';
import type { Block, Descriptor } from './descriptor.ts';
import { readJson } from './json.ts';
import type { Shape } from './shape.ts';
import { toSchema } from './to-schema.ts';
import { toShape } from './to-shape.ts';

/** A compiled decoder of one route's answer. */
export interface Decoder {
  /** What it decodes, as data. All else is derived from it. */
  readonly descriptor: Descriptor;
  readonly schema: z.ZodType;
  readonly shape: Shape;
  /** False when zod could not compile the schema; a test holds every route to true. */
  readonly compiled: boolean;
}

/** Why the client cannot read a body; `pointer` is a JSON Pointer into it. */
export interface DecodeFailure {
  pointer: string;
  reason: string;
}

export type Decoded = { ok: true; value: unknown } | ({ ok: false } & DecodeFailure);

/** Makes a decoder. All that is derived is put off to its first use: a run needs few of the catalogue's decoders. */
export function decoder({ descriptor }: Block): Decoder {
  let compiled: { schema: z.ZodType; strict: boolean } | undefined;
  let shape: Shape | undefined;
  const compile = () => {
    compiled ??= compiledOf(toSchema(descriptor));
    return compiled;
  };
  return {
    descriptor,
    get shape() {
      shape ??= toShape(descriptor);
      return shape;
    },
    get schema() {
      return compile().schema;
    },
    get compiled() {
      return compile().strict;
    },
  };
}

function compiledOf(schema: z.ZodType): { schema: z.ZodType; strict: boolean } {
  try {
    return { schema: z.compile(schema, { strict: true }), strict: true };
  } catch {
    return { schema, strict: false };
  }
}

/** JSON Pointer (RFC 6901) of a path of keys and indexes. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What an issue of the schema means to somebody who reads the report. */
function reasonOf(issue: z.core.$ZodIssue, at: unknown): string {
  const found = foundWord(at);
  if (issue.code === 'invalid_type') return `expected ${issue.expected}, found ${found}`;
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.join(', ')}, found ${found}`;
  return `${issue.message}, found ${found}`;
}

function foundWord(at: unknown): string {
  if (at === undefined) return 'nothing';
  if (typeof at === 'symbol') return at.description ?? '';
  return shorten(JSON.stringify(at, printable));
}

const printable = (_: string, v: unknown): unknown =>
  typeof v === 'bigint' ? String(v) : typeof v === 'symbol' ? v.description : v;
const shorten = (s: string): string => (s.length > 80 ? `${s.slice(0, 77)}...` : s);

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let at = root;
  for (const part of path) at = at === null || typeof at !== 'object' ? undefined : Reflect.get(at, part);
  return at;
}

/** Reads the bytes of an answer as the client does. Never throws. */
export function decode(how: Decoder, bytes: Uint8Array): Decoded {
  const read = readJson(bytes);
  return read.ok ? decodeJson(how, read.value) : { ok: false, pointer: '', reason: read.reason };
}

/** As `decode`, for a body that is parsed already. */
export function decodeJson(how: Decoder, json: unknown): Decoded {
  const result = how.schema.safeParse(json);
  if (result.success) return { ok: true, value: result.data };
  const issue = result.error.issues[0];
  if (!issue) return { ok: false, pointer: '', reason: 'the body does not decode' };
  return { ok: false, pointer: pointerOf(issue.path), reason: reasonOf(issue, valueAt(json, issue.path)) };
}
