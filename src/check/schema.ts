/** A declared schema in one form, whatever it was written in: OpenAPI 3.0 or 3.1, references, unions with null, all-of. */

export type Type = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';

export interface Shape {
  /** Undefined: anything. */
  type?: Type;
  format?: string;
  nullable: boolean;
  enum?: readonly unknown[];
  /** Whether a value stands in for a key that is missing. */
  hasDefault: boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: RegExp;
  /** Looked at when it is asked for: schemas may lead back to themselves. */
  items?(): Shape;
  /** Of an object whose keys are declared. */
  keys?: ReadonlyMap<string, () => Shape>;
  required: ReadonlySet<string>;
  /** What other keys are: taken (true), refused (false), or dropped without a word (undefined). */
  more?: boolean;
  /** One of these, where it is a union. */
  oneOf?: readonly Shape[];
}

/** `#/components/schemas/X` → what stands there. Throws where nothing does. */
export type Lookup = (reference: string) => unknown;

export type Raw = Readonly<Record<string, unknown>>;

const ANYTHING: Shape = { nullable: true, hasDefault: false, required: new Set() };
/** References that lead to references: more is a circle. */
export const MOST_HOPS = 50;

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

export function shapeOf(given: unknown, lookup: Lookup): Shape {
  const raw = followed(given, lookup);
  if (!isRaw(raw) || Object.keys(raw).length === 0) return ANYTHING;
  const all = listOf(raw.allOf);
  if (all.length > 0) {
    const whole = merged([{ ...raw, allOf: undefined }, ...all].map((part) => shapeOf(part, lookup)));
    // As 3.0 says of a reference that null is taken, too.
    return raw.nullable === true ? { ...whole, nullable: true } : whole;
  }
  const union = [...listOf(raw.anyOf), ...listOf(raw.oneOf)];
  if (union.length > 0) return unionOf(raw, union, lookup);
  const types = (Array.isArray(raw.type) ? raw.type : [raw.type]).filter((t) => typeof t === 'string') as Type[];
  const plain = types.filter((type) => type !== 'null');
  if (plain.length > 1)
    return unionOf(
      raw,
      types.map((type) => ({ ...raw, type })),
      lookup,
    );
  return single(raw, plain[0] ?? (types.length > 0 ? 'null' : guessed(raw)), types.includes('null'), lookup);
}

const guessed = (raw: Raw): Type | undefined => (isRaw(raw.properties) ? 'object' : raw.items ? 'array' : undefined);

function followed(given: unknown, lookup: Lookup): unknown {
  let at = given;
  for (let hops = 0; isRaw(at) && typeof at.$ref === 'string'; hops++) {
    if (hops > MOST_HOPS) throw new Error(`the reference ${at.$ref} leads in a circle`);
    const { $ref, ...beside } = at;
    const found = lookup($ref as string);
    at = isRaw(found) && Object.keys(beside).length > 0 ? { ...found, ...beside } : found;
  }
  return at;
}

function unionOf(raw: Raw, union: readonly unknown[], lookup: Lookup): Shape {
  const shapes = union.map((one) => shapeOf(one, lookup));
  const some = shapes.filter((one) => one.type !== 'null');
  const nullable = raw.nullable === true || shapes.some((one) => one.nullable && one.type !== undefined);
  const hasDefault = 'default' in raw;
  if (some.length === 0) return { ...ANYTHING, type: 'null', hasDefault };
  if (some.length === 1)
    return { ...(some[0] as Shape), nullable: nullable || (some[0] as Shape).nullable, hasDefault };
  return { nullable, hasDefault, required: new Set(), oneOf: some };
}

function single(raw: Raw, type: Type | undefined, orNull: boolean, lookup: Lookup): Shape {
  const values = Array.isArray(raw.enum) ? raw.enum : 'const' in raw ? [raw.const] : undefined;
  const properties = isRaw(raw.properties) ? Object.entries(raw.properties) : [];
  const named = new Set(properties.map(([name]) => name));
  const more = raw.additionalProperties;
  const own =
    type === 'object' || type === undefined
      ? {
          ...(properties.length > 0
            ? { keys: new Map(properties.map(([name, schema]) => [name, () => shapeOf(schema, lookup)] as const)) }
            : {}),
          ...(more === undefined ? {} : { more: more !== false }),
          // Only of keys that are declared: what nobody describes is not promised either.
          required: new Set(listOf(raw.required).filter((name): name is string => named.has(String(name)))),
        }
      : { required: new Set<string>() };
  return {
    ...(type === undefined ? {} : { type }),
    ...(typeof raw.format === 'string' ? { format: raw.format } : {}),
    nullable:
      type === undefined || type === 'null' || orNull || raw.nullable === true || (values?.includes(null) ?? false),
    ...(values ? { enum: values.filter((value) => value !== null) } : {}),
    hasDefault: 'default' in raw,
    ...bounds(raw),
    ...(raw.items === undefined ? {} : { items: () => shapeOf(raw.items, lookup) }),
    ...own,
  };
}

/** `exclusiveMaximum` is a number in 3.1, and in 3.0 says of `maximum` that it is none itself. */
function bounds(raw: Raw): Partial<Shape> {
  const step = raw.type === 'integer' ? 1 : Number.EPSILON;
  const edge = (plain: unknown, exclusive: unknown, sign: 1 | -1): number | undefined => {
    if (typeof exclusive === 'number') return exclusive + sign * step;
    const at = numberOf(plain);
    return at !== undefined && exclusive === true ? at + sign * step : at;
  };
  const all = {
    minimum: edge(raw.minimum, raw.exclusiveMinimum, 1),
    maximum: edge(raw.maximum, raw.exclusiveMaximum, -1),
    minLength: numberOf(raw.minLength),
    maxLength: numberOf(raw.maxLength),
    minItems: numberOf(raw.minItems),
    maxItems: numberOf(raw.maxItems),
  };
  const pattern = typeof raw.pattern === 'string' ? patternOf(raw.pattern) : undefined;
  return Object.fromEntries(Object.entries({ ...all, pattern }).filter(([, value]) => value !== undefined));
}

/** Undefined for one that is written in another dialect. */
function patternOf(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'u');
  } catch {
    return undefined;
  }
}

function merged(shapes: readonly Shape[]): Shape {
  const told = shapes.filter((one) => one !== ANYTHING);
  const keys = new Map(told.flatMap((one) => [...(one.keys ?? [])]));
  return {
    ...Object.assign({}, ...told),
    nullable: told.every((one) => one.nullable),
    hasDefault: told.some((one) => one.hasDefault),
    ...(keys.size > 0 ? { keys } : {}),
    required: new Set(told.flatMap((one) => [...one.required])),
  };
}
