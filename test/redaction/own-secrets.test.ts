import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

// What a process has kept once it keeps: tests of other files share it.
vi.resetModules();
const { bytesWithoutSecrets, cleansed, keepSecret, withoutSecrets } = await import(
  '../../src/redaction/own-secrets.ts'
);

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');
const token = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 40, maxLength: 1200 })
  .map((letters) => letters.join(''));
/** Of letters that no token has: it cannot hold one by chance, nor continue one. */
const around = fc.string({ unit: fc.constantFrom(' ', '.', '!', 'ä', '"', '{', '\n'), maxLength: 50 });

/** Whether twelve letters in a row of the secret stand in a text. */
function leaks(text: string, secret: string): boolean {
  for (let at = 0; at + 12 <= secret.length; at++) if (text.includes(secret.slice(at, at + 12))) return true;
  return false;
}

const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const unicode = (text: string): string =>
  [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

describe('of a random token nothing of twelve letters stays', () => {
  test('whole, or cut anywhere', () => {
    fc.assert(
      fc.property(token, around, around, fc.nat(), fc.nat(), (secret, before, after, a, b) => {
        keepSecret(secret);
        expect(withoutSecrets(`${before}${secret}${after}`)).toBe(`${before}[secret]${after}`);
        const [from, to] = [a % secret.length, b % secret.length].sort((x, y) => x - y) as [number, number];
        const piece = secret.slice(from, to);
        const clean = withoutSecrets(`${before}${piece}${after}`);
        expect(leaks(clean, secret)).toBe(false);
        expect(clean).toBe(piece.length < 12 ? `${before}${piece}${after}` : `${before}[secret]${after}`);
      }),
    );
  });

  test.each(['base64', 'base64url'] as const)('as %s, behind any other bytes, cut anywhere', (encoding) => {
    fc.assert(
      fc.property(token, fc.nat(5), fc.nat(40), (secret, before, cut) => {
        keepSecret(secret);
        const encoded = Buffer.from(`${'x'.repeat(before)}${secret}yz`).toString(encoding);
        const clean = withoutSecrets(encoded.slice(cut % 20, encoded.length - (cut % 7)));
        const pieces = clean.split('[secret]');
        expect(pieces.length).toBe(2);
        // What is left of it is less than twelve letters, in each of four ways to begin.
        for (const piece of pieces)
          for (let at = 0; at < 4; at++)
            expect(leaks(Buffer.from(piece.slice(at), encoding).toString('latin1'), secret)).toBe(false);
      }),
    );
  });

  test.each([
    ['hex', (text: string) => Buffer.from(text).toString('hex'), (text: string) => Buffer.from(text, 'hex')],
    [
      'hex in capitals',
      (text: string) => Buffer.from(text).toString('hex').toUpperCase(),
      (text: string) => Buffer.from(text, 'hex'),
    ],
    [
      'percent',
      percent,
      (text: string) => text.replace(/%(..)/g, (_, x) => String.fromCharCode(Number.parseInt(x, 16))),
    ],
    ['percent twice', (text: string) => encodeURIComponent(percent(text)), (text: string) => text],
    ['JSON escapes', unicode, (text: string) => text],
    ['JSON escapes in JSON', (text: string) => JSON.stringify(unicode(text)), (text: string) => text],
  ] as const)('as %s', (_, encode, decode) => {
    fc.assert(
      fc.property(token, (secret) => {
        keepSecret(secret);
        const clean = withoutSecrets(`<${encode(secret)}>`);
        expect(clean).toContain('[secret]');
        expect(clean.length).toBeLessThan(40);
        for (const piece of clean.slice(1, -1).split('[secret]'))
          expect(leaks(String(decode(piece)), secret)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

test('a text without a secret is itself', () => {
  fc.assert(
    fc.property(token, fc.string({ unit: 'binary', maxLength: 200 }), (secret, text) => {
      keepSecret(secret);
      // By chance a text may hold a piece of an earlier one: not of twelve letters.
      expect(withoutSecrets(text)).toBe(text);
    }),
  );
});

describe('what counts as a part', () => {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = encode({ alg: 'RS256', typ: 'JWT', kid: 'a-key-of-nobody' });
  const claims = { sub: 'user-of-the-claims', iss: 'https://issuer.example' };
  const signature = Buffer.from('a signature, and what else it may be').toString('base64url');

  test('payload and signature of a JWT alone; neither its header nor its claims', () => {
    keepSecret(`${header}.${encode(claims)}.${signature}`);
    expect(withoutSecrets(`${header}.${encode(claims)}.${signature}`)).toBe(`${header}.[secret]`);
    expect(withoutSecrets(`a ${encode(claims)} b ${signature} c`)).toBe('a [secret] b [secret] c');
    expect(withoutSecrets(JSON.stringify(claims))).toBe(JSON.stringify(claims));
    expect(withoutSecrets(Buffer.from(signature).toString('base64'))).not.toContain(
      Buffer.from(signature).toString('base64').slice(4, 16),
    );
  });

  test('a key without its armour, on lines or on one', () => {
    const lines = ['MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj', 'AgEAAoIBAQDQ7cU0Pr4Yw2LkzX5vN8mHsT3JbEaG'];
    const key = `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
    keepSecret(key);
    expect(withoutSecrets(JSON.stringify({ key }))).toBe(
      '{"key":"-----BEGIN PRIVATE KEY-----\\n[secret]\\n-----END PRIVATE KEY-----\\n"}',
    );
    expect(withoutSecrets(lines.join(''))).toBe('[secret]');
    expect(withoutSecrets('-----BEGIN PRIVATE KEY-----')).toBe('-----BEGIN PRIVATE KEY-----');
  });

  test('a short one counts whole, a very short one not at all', () => {
    keepSecret('pa$$w0rd!');
    keepSecret('any-key');
    expect(withoutSecrets('pa$$w0rd! pa%24%24w0rd%21 pa$$w0rd any-key')).toBe('[secret] [secret] pa$$w0rd any-key');
    expect(withoutSecrets(Buffer.from('pa$$w0rd!').toString('base64'))).toBe('[secret]');
  });
});

test('values and keys of JSON; what holds none is the same object', () => {
  keepSecret('the-secret-of-this-test');
  const value = { a: ['x', { 'k the-secret-of-this-test': 'and the-secret-of-this-test.' }], n: 1, none: null };
  expect(cleansed(value)).toEqual({ a: ['x', { 'k [secret]': 'and [secret].' }], n: 1, none: null });
  const harmless = { a: [1, 'x'], b: { c: undefined } };
  expect(cleansed(harmless)).toBe(harmless);
});

test('bytes that are no text keep every other byte', () => {
  keepSecret('the-secret-of-this-test');
  const bytes = Buffer.from([0xff, 0x00, 0xc3]);
  const clean = bytesWithoutSecrets(Buffer.concat([bytes, Buffer.from('the-secret-of-this-test'), bytes]));
  expect(clean).toEqual(Buffer.concat([bytes, Buffer.from('[secret]'), bytes]));
  expect(bytesWithoutSecrets(bytes)).toBe(bytes);
});

test.each([
  ['text', (n: number) => 'the quick brown fox, 50 % of "it" \\" '.repeat(n / 38)],
  ['backslashes', (n: number) => '\\'.repeat(n)],
  ['percent signs', (n: number) => '%25'.repeat(n / 3)],
  ['pieces of the secret', (n: number) => 'aaaaaaaab'.repeat(n / 9)],
] as const)('10 MB of %s take linear time', (_, make) => {
  keepSecret('a'.repeat(1000));
  const text = make(1e7);
  const start = performance.now();
  withoutSecrets(text);
  // A tenth to a half of a second on an idle machine; what is not linear takes hours.
  expect(performance.now() - start).toBeLessThan(8000);
});
