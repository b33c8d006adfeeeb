/** One call of the client against one small document. */
import type { ClientCall } from '../../src/catalog/client-call.ts';
import { check, type KnownCall } from '../../src/check/check.ts';
import { operationsOf } from '../../src/check/document.ts';
import type { Block } from '../../src/client/descriptor.ts';

type Call = Partial<ClientCall> & { route: string };

/** One call and one document → `class kind at`, with `?` for what is only sometimes so. */
export function found(call: Call, paths: object, decodes?: Block, more: object = {}): string[] {
  const [method = '', path = ''] = call.route.split(' ');
  const known: KnownCall = {
    call: { dead: false, decodes: null, ...call },
    method,
    path,
    module: 'things',
    stays: false,
    decodes: decodes?.descriptor ?? null,
    exact: decodes !== undefined,
    query: call.query ?? {},
    listed: true,
    notices: 'nothing comes',
  };
  const document = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths, ...more };
  const lookup = (reference: string): unknown =>
    reference
      .slice(2)
      .split('/')
      .reduce((at: unknown, part) => Reflect.get(Object(at), part), document);
  const { findings } = check({
    calls: [known],
    operations: operationsOf(document, lookup),
    clientHeaders: [['x-client', '1']],
    sendsDefaults: 'sendsDefaults' in more,
    placeOf: () => ({ file: 'things.ts' }),
  });
  return findings.map((f) => `${f.class} ${f.kind}${f.when === undefined ? '' : '?'} ${f.at}`.trim());
}

export const GET = 'GET /v1/things';
export const POST = 'POST /v1/things';
export const json = (schema: object) => ({ content: { 'application/json': { schema } } });
export const answers = (schema: object, more: object = {}) => ({
  '/v1/things': { get: { ...more, responses: { 200: json(schema) } } },
});
export const takes = (schema: object, more: object = {}) => ({
  '/v1/things': { post: { requestBody: { required: true, ...json(schema) }, responses: {}, ...more } },
});
export const query = (...parameters: object[]) => ({
  '/v1/things': { get: { parameters: parameters.map((p) => ({ in: 'query', schema: {}, ...p })), responses: {} } },
});
export const object = (properties: object, ...required: string[]) => ({ type: 'object', properties, required });
