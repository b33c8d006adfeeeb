/** The client's own document with one thing changed: the check names that, and nothing else. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { clientCallSchema } from '../../src/catalog/client-call.ts';
import { check, knownCalls } from '../../src/check/check.ts';
import { clientDocument } from '../../src/check/client-document.ts';
import { operationsOf } from '../../src/check/document.ts';
import { catalog } from '../../suites/catalog.ts';
import { times } from '../support/long.ts';

const file = resolve(import.meta.dirname, '../../suites/client-calls.json');
const calls = knownCalls(z.array(clientCallSchema).parse(JSON.parse(readFileSync(file, 'utf8'))), catalog);
const live = calls.filter(({ call, stays }) => !call.dead && !stays);

// biome-ignore lint/suspicious/noExplicitAny: a document that is changed at will.
type Json = any;
const whole = (): Json => structuredClone(clientDocument(calls)) as Json;

/** `class kind at` of a route's findings, and how many other routes have any. */
function found(document: Json, route: string) {
  const { findings } = check({
    calls: live,
    operations: operationsOf(document, (reference) => expect.fail(reference)),
    clientHeaders: [],
    sendsDefaults: false,
    placeOf: () => ({ file: '' }),
  });
  const own = findings.filter((f) => f.route === route).map((f) => `${f.class} ${f.kind} ${f.at}`.trim());
  return { own, others: findings.filter((f) => f.route !== route).length };
}

type Operation = { parameters?: Json[]; requestBody?: Json; responses: Json };
/** Changes the operation; returns what has to be found, or undefined where there is nothing to change. */
type Mutation = (operation: Operation, all: Json, path: string, method: string) => string[] | undefined;

const bodyOf = ({ requestBody }: Operation): Json => Object.values(requestBody?.content ?? {})[0];
const answerOf = ({ responses }: Operation): Json => responses['200'].content?.['application/json'];
const queryOf = ({ parameters = [] }: Operation): Json[] => parameters.filter((p) => p.in === 'query');

const MUTATIONS: Record<string, Mutation> = {
  'a query value of nobody is required': (operation) => {
    operation.parameters = [...(operation.parameters ?? []), { name: 'zz', in: 'query', required: true, schema: {} }];
    return ['breaking query-required /query/zz'];
  },
  'a header of nobody is required': (operation) => {
    operation.parameters = [
      ...(operation.parameters ?? []),
      { name: 'x-zz', in: 'header', required: true, schema: {} },
    ];
    return ['breaking header-required /headers/x-zz'];
  },
  'a query value is not known any more': (operation) => {
    const [first] = queryOf(operation);
    if (!first) return undefined;
    operation.parameters = operation.parameters?.filter((p) => p !== first);
    return [`differs query-unknown /query/${first.name}`];
  },
  'a known value is over a new cap': (operation) => {
    const first = queryOf(operation).find(
      (p) => p.schema.type === 'integer' && p.schema.examples?.some((n: number) => n > 0),
    );
    if (!first) return undefined;
    first.schema.maximum = Math.max(...first.schema.examples) - 1;
    return [`breaking bounds /query/${first.name}`];
  },
  'a body of nobody is required': (operation) => {
    if (operation.requestBody) return undefined;
    operation.requestBody = { required: true, content: { 'application/json': { schema: {} } } };
    return ['breaking body-missing /body'];
  },
  'a body key of nobody is required': (operation) => {
    const schema = bodyOf(operation)?.schema;
    if (!schema || Object.keys(schema.properties).length === 0) return undefined;
    schema.properties.zz = { type: 'string' };
    schema.required.push('zz');
    return ['breaking body-required /body/zz'];
  },
  'a body key is not known any more': (operation) => {
    const schema = bodyOf(operation)?.schema;
    const names = Object.keys(schema?.properties ?? {});
    const [first] = names;
    if (first === undefined || names.length < 2) return undefined;
    delete schema.properties[first];
    schema.required = schema.required.filter((name: string) => name !== first);
    return [`differs body-unknown /body/${first}`];
  },
  'a body key is renamed, and nothing else is taken': (operation) => {
    const schema = bodyOf(operation)?.schema;
    const [first] = Object.keys(schema?.properties ?? {});
    if (first === undefined) return undefined;
    schema.properties.zz = schema.properties[first];
    delete schema.properties[first];
    schema.required = [...schema.required.filter((name: string) => name !== first), 'zz'];
    schema.additionalProperties = false;
    return ['breaking body-required /body/zz', `breaking body-refused /body/${first}`];
  },
  'the body is sent in another type': (operation) => {
    if (!operation.requestBody) return undefined;
    operation.requestBody.content = { 'application/x-zz': { schema: {} } };
    return ['breaking content-type /body'];
  },
  'the answer is another shape': (operation) => {
    const answer = answerOf(operation);
    if (!answer) return undefined;
    const list = answer.schema.type === 'array';
    answer.schema = list ? { type: 'object', properties: {} } : { type: 'array', items: {} };
    return ['breaking answer-shape /answer'];
  },
  'the answer may be null': (operation) => {
    const answer = answerOf(operation);
    if (!answer || answer.schema.type === undefined || Array.isArray(answer.schema.type)) return undefined;
    answer.schema = { anyOf: [answer.schema, { type: 'null' }] };
    return ['breaking answer-null /answer'];
  },
  'a needed key of the answer is gone': (operation) => {
    const schema = answerOf(operation)?.schema;
    const [first] = schema?.required ?? [];
    if (first === undefined || Object.keys(schema.properties).length < 2) return undefined;
    delete schema.properties[first];
    return [`breaking answer-key-absent /answer/${first}`];
  },
  'a needed key of the answer may be left out': (operation) => {
    const schema = answerOf(operation)?.schema;
    const [first] = schema?.required ?? [];
    if (first === undefined) return undefined;
    schema.required = schema.required.filter((name: string) => name !== first);
    return [`breaking answer-key-optional /answer/${first}`];
  },
  'an answer without a body': (operation) => {
    if (!answerOf(operation)) return undefined;
    operation.responses = { 204: { description: '' } };
    return ['breaking answer-none /answer'];
  },
  'the answer is a page': (operation) => {
    if (!answerOf(operation)) return undefined;
    operation.responses = { 200: { content: { 'text/html': { schema: {} } } } };
    return ['breaking answer-media /answer'];
  },
  'the route has another method': (operation, all, path, method) => {
    delete all.paths[path][method];
    all.paths[path] = { trace: operation, ...all.paths[path] };
    return ['breaking other-method'];
  },
  'the path is renamed': (operation, all, path, method) => {
    if (Object.keys(all.paths[path]).length > 1) return undefined;
    delete all.paths[path];
    all.paths[`${path}-zz`] = { [method]: operation };
    return ['breaking no-route'];
  },
};

const GONE = new Set(['the path is renamed', 'the route has another method']);

test('unchanged it has nothing', () => {
  expect(found(whole(), '')).toEqual({ own: [], others: 0 });
});

test.each(Object.entries(MUTATIONS))('%s', (name, mutate) => {
  const tried: string[] = [];
  const wrong: object[] = [];
  for (const { call, method, path } of live.filter((_, i) => i % times(8, 1) === 0)) {
    const document = whole();
    const declared =
      Object.keys(document.paths).find((p) => p.replace(/\{[^}]+\}/g, '{}') === path.replace(/\{[^}]+\}/g, '{}')) ?? '';
    const expected = mutate(document.paths[declared][method.toLowerCase()], document, declared, method.toLowerCase());
    if (!expected) continue;
    tried.push(call.route);
    const { own, others } = found(document, call.route);
    // What is left of the path may be a parameter's, or another method's: that is named instead.
    const captured = GONE.has(name) && /^breaking (captured|other-method)$/.test(own.join());
    if ((JSON.stringify(own) !== JSON.stringify(expected) && !captured) || others > 0)
      wrong.push({ route: call.route, own, expected, others });
  }
  expect(wrong).toEqual([]);
  expect(tried.length).toBeGreaterThan(0);
});
