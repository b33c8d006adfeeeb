/** Query values and headers: what the route wants and the client does not send, and the other way round. */
import type { SentValue } from '../../catalog/client-call.ts';
import type { Operation } from '../document.ts';
import { type Draft, draft } from '../finding.ts';
import type { Check } from './check.ts';
import { valueDrafts } from './values.ts';

export const query: Check = (call, operation) => {
  const sent = call.query ?? {};
  const known = new Map(operation.parameters.filter((p) => p.in === 'query').map((p) => [p.name, p]));
  const unknown = Object.keys(sent).filter((name) => !known.has(name));
  const missing = [...known.values()].filter((p) => p.required);
  return [
    ...missing.flatMap(({ name, pointer }) => {
      const at = `/query/${name}`;
      const own = sent[name];
      if (own)
        return own.optional
          ? [draft('query-required', 'breaking', { at, pointer, when: `it goes out without ${name}` }, name)]
          : [];
      // Sent in the body: told there.
      return name in bodyKeys(call.body) ? [] : [draft('query-required', 'breaking', { at, pointer }, name)];
    }),
    ...unknown.map((name) => unknownQuery(name, sent[name] as SentValue, operation)),
    ...Object.entries(sent).flatMap(([name, value]) => {
      const parameter = known.get(name);
      return parameter
        ? valueDrafts(
            { name, at: `/query/${name}`, pointer: `${parameter.pointer}/schema`, text: true },
            value,
            parameter.shape,
          )
        : [];
    }),
  ];
};

function unknownQuery(name: string, value: SentValue, operation: Operation): Draft {
  const at = `/query/${name}`;
  const body = [...(operation.body?.types.values() ?? [])].find(({ shape }) => shape.keys?.has(name))?.shape;
  if (body && operation.body)
    return draft(
      'query-as-body',
      body.required.has(name) ? 'breaking' : 'differs',
      { at, pointer: operation.body.pointer },
      name,
    );
  const when = value.optional ? `${name} is sent` : undefined;
  return draft('query-unknown', 'differs', { at, pointer: operation.pointer, when }, name);
}

const bodyKeys = (body: unknown): object => (typeof body === 'object' && body !== null ? body : {});

export const headers: Check = (call, operation, { clientHeaders }) => {
  const sent = new Set([
    ...clientHeaders.map(([name]) => name.toLowerCase()),
    ...(call.public ? [] : ['authorization']),
  ]);
  return operation.parameters
    .filter((p) => p.in === 'header' && p.required && !sent.has(p.name.toLowerCase()))
    .map(({ name, pointer }) => draft('header-required', 'breaking', { at: `/headers/${name}`, pointer }, name));
};
