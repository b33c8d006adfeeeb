import type { Rule } from '../../src/catalog/rule.ts';

/** A route that Python served before and after the migration: whatever it answers beside Rust's 404 or 405 is as declared. */
export const pythonOnly: Rule = {
  id: 'python-only',
  note: 'Rust has no such route: whatever Python answers is as declared',
  expect: ({ rust }) => (rust.status === 404 || rust.status === 405 ? { kind: 'anything' } : null),
};
