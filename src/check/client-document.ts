/** The client's calls as OpenAPI 3.1, for tools that read such documents. Pure. */
import type { Scalar, SentKeys, SentValue } from '../catalog/client-call.ts';
import { anonymous, moreLiteral, template } from '../catalog/template.ts';
import { toJsonSchema } from '../client/to-json-schema.ts';
import type { KnownCall } from './check.ts';
import { SCALARS } from './scalars.ts';

type Json = Record<string, unknown>;

/** Calls that are still made. Where two calls of one path name a parameter otherwise, the first name stands. */
export function clientDocument(calls: readonly KnownCall[]): object {
  const paths: Record<string, Json> = {};
  const named = new Map<string, string>();
  // A server asks its routes in this order: a word goes before a parameter.
  const all = calls.map((known) => ({ known, how: template(known.path) })).sort((a, b) => moreLiteral(a.how, b.how));
  for (const { known } of all) {
    if (known.call.dead) continue;
    const form = anonymous(known.path);
    const path = named.get(form) ?? known.path;
    named.set(form, path);
    paths[path] = { ...paths[path], [known.method.toLowerCase()]: operationOf(known, path) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Calls of the client',
      version: '1',
      description: 'What it sends, and what it decodes of a success.',
    },
    paths,
  };
}

function operationOf({ call, module, decodes, method }: KnownCall, path: string): Json {
  const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const query = Object.entries(call.query ?? {}).map(([name, value]) => ({
    name,
    in: 'query',
    required: value.optional !== true,
    schema: schemaOf(value),
  }));
  const type = call.contentType ?? 'application/json';
  const parameters = [...inPath, ...query];
  return {
    tags: [module],
    operationId: `${method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase())}`,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(call.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { [type]: call.body === 'any' ? {} : { schema: objectOf(call.body) } },
          },
        }),
    responses: {
      '200': {
        description: decodes ? 'What the client decodes' : 'The client ignores the body',
        ...(decodes ? { content: { 'application/json': { schema: toJsonSchema(decodes) } } } : {}),
      },
    },
  };
}

function schemaOf({ type, values, nullable, minItems, maxItems, maxLength }: SentValue): Json {
  const plain: Json =
    typeof type === 'string'
      ? { ...SCALARS[type] }
      : Array.isArray(type)
        ? {
            type: 'array',
            items: typeof type[0] === 'string' ? SCALARS[type[0] as Scalar] : objectOf(type[0] as SentKeys),
          }
        : objectOf(type as SentKeys);
  const bounds = { minItems, maxItems, maxLength };
  for (const [name, bound] of Object.entries(bounds)) if (bound !== undefined) plain[name] = bound;
  if (values && values.length > 0) plain.examples = values;
  return nullable && typeof plain.type === 'string' ? { ...plain, type: [plain.type, 'null'] } : plain;
}

const objectOf = (keys: SentKeys): Json => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(keys).map(([name, value]) => [name, schemaOf(value)])),
  required: Object.entries(keys).flatMap(([name, { optional }]) => (optional ? [] : [name])),
});
