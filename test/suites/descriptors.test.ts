import { expect, test } from 'vitest';
import { decodeJson } from '../../src/client/decode.ts';
import { SIDES } from '../../src/model/side.ts';
import { catalog } from '../../suites/catalog.ts';
import { allCases, readFixture } from '../support/cases.ts';
import { validatorOf } from '../support/validator.ts';

const decoders = catalog.routes.flatMap(({ name, route }) => (route.decoder ? [[name, route.decoder] as const] : []));
const validators = new Map(decoders.map(([name, { descriptor }]) => [name, validatorOf(descriptor)]));

test.each(decoders)('the descriptor of %s is plain data', (_, { descriptor }) => {
  expect(JSON.parse(JSON.stringify(descriptor))).toStrictEqual(descriptor);
});

test('the JSON Schema of each route accepts exactly the recorded bodies that decode', async () => {
  const unlike: string[] = [];
  const counts = { decoded: 0, not: 0 };
  for (const { folder } of await allCases()) {
    const recording = await readFixture(folder);
    for (const { id, request } of recording.rust) {
      const { name = '', route } = catalog.find(request.method, request.target) ?? {};
      for (const side of SIDES) {
        const body = recording[side]?.find((s) => s.id === id)?.answer.body.toString() ?? '';
        if (!route?.decoder || !/^[[{]|^null$/.test(body)) continue;
        const json = JSON.parse(body) as unknown;
        const { ok } = decodeJson(route.decoder, json);
        counts[ok ? 'decoded' : 'not'] += 1;
        if (validators.get(name)?.(json) !== ok) unlike.push(`${folder} ${id} ${side}`);
      }
    }
  }
  expect(unlike).toEqual([]);
  expect(counts.decoded).toBeGreaterThan(500);
  expect(counts.not).toBeGreaterThan(50);
});
