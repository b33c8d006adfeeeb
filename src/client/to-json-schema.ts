/** Descriptor → JSON Schema 2020-12 of the bodies that the client decodes, to be held against a server's schema. */
import type { Descriptor, Json } from './descriptor.ts';
import { NOW } from './instant.ts';

export type JsonSchema = { readonly [keyword: string]: Json };

/**
 * The schema of a whole body. `format` asserts here: `int64` is an integer of 64 bits, `date-time` an instant as
 * `isInstant` takes it. Lossy enums are any text, with the texts that the client knows in `x-known-values`.
 * `default` is what the client puts in for a missing key, but for its own clock.
 */
export const toJsonSchema = (how: Descriptor): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...schemaOf(how),
});

function schemaOf(how: Descriptor): JsonSchema {
  const { type, ...rest } = valueSchema(how);
  const schema = { type: how.nullable ? [type, 'null'] : type, ...rest };
  return how.required || how.fallback === null || how.fallback === NOW ? schema : { ...schema, default: how.fallback };
}

type Typed = JsonSchema & { readonly type: string };

function valueSchema(how: Descriptor): Typed {
  switch (how.type) {
    case 'text':
      return { type: 'string' };
    case 'whole':
      return { type: 'integer', format: 'int64' };
    case 'number':
      return { type: 'number' };
    case 'flag':
      return { type: 'boolean' };
    case 'instant':
      return { type: 'string', format: 'date-time' };
    case 'enum':
      if (how.lossy !== undefined) return { type: 'string', 'x-known-values': how.values };
      return { type: 'string', enum: how.nullable ? [...how.values, null] : how.values };
    case 'record': {
      const fields = Object.entries(how.fields);
      return {
        type: 'object',
        properties: Object.fromEntries(fields.map(([name, field]) => [name, schemaOf(field)])),
        required: fields.filter(([, field]) => field.required).map(([name]) => name),
      };
    }
    case 'list':
      return { type: 'array', items: schemaOf(how.element) };
  }
}
