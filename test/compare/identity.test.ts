import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newIdentity } from '../../src/compare/identity.ts';

const ids = fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 20 });

test('pairs are one-to-one, whatever is bound in whatever order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat(5))), (tries) => {
      const identity = newIdentity();
      for (const [r, p] of tries) identity.bind(`rust-${r}`, `python-${p}`);
      const partners = [0, 1, 2, 3, 4, 5]
        .map((r) => identity.partner('rust', `rust-${r}`))
        .filter((p) => p !== undefined);
      expect(new Set(partners).size).toBe(partners.length);
      for (const p of partners) expect(identity.partner('rust', identity.partner('python', p) ?? '')).toBe(p);
    }),
  );
});

test('a text that holds paired ids is the same text on both sides', () => {
  fc.assert(
    fc.property(ids, fc.array(fc.string(), { maxLength: 5 }), (names, words) => {
      const identity = newIdentity();
      names.forEach((name, i) => void identity.bind(name, `p-${String(i).padStart(10, '0')}`));
      const text = (side: 'rust' | 'python'): string =>
        names
          .map(
            (name, i) =>
              `${words[i % Math.max(1, words.length)] ?? ''}/${side === 'rust' ? name : identity.partner('rust', name)}`,
          )
          .join(' ');
      expect(identity.canonical('python', text('python'))).toBe(identity.canonical('rust', text('rust')));
    }),
  );
});

test('what a request named, or the world held, is not new', () => {
  const identity = newIdentity();
  identity.remember('rust', 'old-1');
  expect([identity.isNew('rust', 'old-1'), identity.isNew('python', 'old-1'), identity.isNew('rust', '')]).toEqual([
    false,
    true,
    false,
  ]);
});
