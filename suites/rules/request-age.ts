import type { Rule } from '../../src/catalog/rule.ts';

/** 300 s of age and 300 s of clock difference. */
const LIMIT_SECONDS = 600;

/** Python refuses a request whose start time is too far in the past, before it looks at anything else. */
export const requestAge: Rule = {
  id: 'request-age',
  note: `a request that says it started more than ${LIMIT_SECONDS} s ago is refused`,
  expect({ ageSeconds }) {
    return ageSeconds !== undefined && ageSeconds > LIMIT_SECONDS ? { kind: 'refusal', statuses: [408] } : null;
  },
};
