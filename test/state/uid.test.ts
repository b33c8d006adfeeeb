import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SentRequest } from '../../src/model/exchange.ts';
import { uidMap } from '../../src/state/uid.ts';

const map = uidMap('parity-user-1', 'Qx7');

describe('text', () => {
  test.each([
    ['parity-user-1', 'Qx7'],
    ['parity-user-1@example.com', 'Qx7@example.com'],
    ['persona-parity-user-1', 'persona-Qx7'],
    ['rl:chat:initial:parity-user-1', 'rl:chat:initial:Qx7'],
    ['{"uid":"parity-user-1","n":1}', '{"uid":"Qx7","n":1}'],
    [
      'parity-user-10 parity-user-1b xparity-user-1 parity-user-1_',
      'parity-user-10 parity-user-1b xparity-user-1 parity-user-1_',
    ],
  ])('%s', (from, to) => expect(map.text(from)).toBe(to));

  test('there and back again, for every uid that the text does not hold itself', () => {
    const uid = fc.stringMatching(/^[A-Za-z0-9]{20,28}$/);
    fc.assert(
      fc.property(uid, fc.array(fc.oneof(fc.string(), fc.constant('parity-user-1'))), (live, parts) => {
        const text = parts.join('/');
        expect(uidMap(live, 'parity-user-1').text(uidMap('parity-user-1', live).text(text))).toBe(text);
        expect(uidMap('parity-user-1', 'parity-user-1').text(text)).toBe(text);
      }),
    );
  });
});

test('a world: paths, nested values, keys of maps, Redis', () => {
  const world = {
    documents: {
      'users/parity-user-1/a/b': {
        list: {
          arrayValue: { values: [{ mapValue: { fields: { 'parity-user-1': { stringValue: 'by parity-user-1' } } } }] },
        },
        n: { integerValue: '1' },
      },
      'plugins_data/x/reviews/parity-user-1': {
        ref: { referenceValue: 'projects/p/databases/(default)/documents/users/parity-user-1' },
      },
    },
    redis: [['SADD', 'users:parity-user-1:enabled_plugins', 'lingua']],
  };
  expect(map.world(world)).toEqual({
    documents: {
      'users/Qx7/a/b': {
        list: { arrayValue: { values: [{ mapValue: { fields: { Qx7: { stringValue: 'by Qx7' } } } }] } },
        n: { integerValue: '1' },
      },
      'plugins_data/x/reviews/Qx7': { ref: { referenceValue: 'projects/p/databases/(default)/documents/users/Qx7' } },
    },
    redis: [['SADD', 'users:Qx7:enabled_plugins', 'lingua']],
  });
});

describe('requests and answers', () => {
  const request = (target: string, body: Buffer | null = null, type = 'application/json'): SentRequest => ({
    method: 'POST',
    target,
    headers: [['content-type', type]],
    body,
  });

  test('the target, also in its escapes, and nothing else of it', () => {
    const odd = uidMap('parity-user-1', 'a b/c');
    expect(odd.request(request('/v1/%7Eusers%2Fparity-user-1/parity-user-10?u=parity-user-1&x=a+b%20')).target).toBe(
      '/v1/%7Eusers%2Fa%20b%2Fc/parity-user-10?u=a%20b%2Fc&x=a+b%20',
    );
  });

  test('the body keeps all its other bytes, also those that are no UTF-8', () => {
    const before = Buffer.concat([
      Buffer.from('{"é":"\\nparity-user-1","x":"'),
      Buffer.from([0xff, 0xfe, 0x80]),
      Buffer.from('"}'),
    ]);
    const after = map.request(request('/', before)).body;
    expect(after).toEqual(
      Buffer.concat([Buffer.from('{"é":"\\nQx7","x":"'), Buffer.from([0xff, 0xfe, 0x80]), Buffer.from('"}')]),
    );
    expect(
      uidMap('parity-user-1', 'é"')
        .request(request('/', Buffer.from('"parity-user-1"')))
        .body?.toString(),
    ).toBe('"é\\""');
  });

  test('forms', () => {
    const form = request('/', Buffer.from('a=%20parity-user-1'), 'application/x-www-form-urlencoded');
    expect(map.request(form).body?.toString()).toBe('a=%20Qx7');
  });

  test('answers back', () => {
    const answer = { status: 200, headers: [['location', '/users/Qx7']] as const, body: Buffer.from('{"uid":"Qx7"}') };
    expect(uidMap('Qx7', 'parity-user-1').answer(answer)).toEqual({
      status: 200,
      headers: [['location', '/users/parity-user-1']],
      body: Buffer.from('{"uid":"parity-user-1"}'),
    });
  });
});
