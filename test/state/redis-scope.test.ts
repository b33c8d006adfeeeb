import { expect, test } from 'vitest';
import { redisScope } from '../../src/state/redis-scope.ts';

const TEMPLATES = [
  'rl:{policy}:{uid}',
  'share:{token}',
  'share:{token}:accepted',
  'cache:*',
  'everybody',
  'two:{a}:{b}',
];

test('keys of the user, of single things, and what is looked at as a whole', () => {
  const scope = redisScope(TEMPLATES, { uid: 'u*1', keys: [], names: [] });
  expect(scope).toEqual({
    own: ['rl:*:u\\*1'],
    items: ['share:*', 'share:*:accepted', 'two:*:*'],
    shared: ['cache:*', 'everybody'],
  });
});

test('what belongs to something of the world is the case’s own', () => {
  const { own } = redisScope(TEMPLATES, { uid: 'u1', keys: [], names: ['app1'] });
  expect(own).toEqual(['rl:*:u1', 'share:app1', 'share:app1:accepted']);
});

test('a key that the world sets is its own, and so is what stands beside it', () => {
  const { own } = redisScope(TEMPLATES, { uid: 'u1', keys: ['share:t?1', 'other'], names: [] });
  expect(own).toEqual(['share:t\\?1', 'other', 'rl:*:u1', 'share:t\\?1:accepted']);
});
