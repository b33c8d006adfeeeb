/** What the options and the config say of live sides. Flags win over environment variables over the file. */

import type { RunOptions } from '../commands/run/register.ts';
import type { Config } from '../config/schema.ts';
import { ParityError } from '../errors.ts';
import { NEEDS, type Need } from '../model/case.ts';
import type { Side } from '../model/side.ts';

/** Base URLs; commander puts the environment variable where no flag is given. */
export const urlsOf = (options: Pick<RunOptions, Side>, config: Config): Partial<Record<Side, string>> => ({
  rust: options.rust ?? config.sides.rust?.url,
  python: options.python ?? config.sides.python?.url,
});

const anonymous = (route: string): string => route.replace(/\{[^}]+\}/g, '{}');

/** Whether a route, or the case that calls it, was named one by one: then its effects beyond the documents are meant. */
export function namedRoutes(options: RunOptions, config: Config): (route: string, caseKey: string) => boolean {
  const named = new Set([...options.route, ...options.allowRoute, ...config.allow.routes].map(anonymous));
  const cases = new Set(options.case);
  return (route, key) => named.has(anonymous(route)) || cases.has(key) || cases.has(key.split('/')[1] ?? '');
}

/** What the live set-up has of the closed list of needs. */
export function neededOf(options: Pick<RunOptions, 'provides'>): Need[] {
  return options.provides.map((text) => {
    const found = NEEDS.find((n) => n === text);
    if (found) return found;
    throw new ParityError('unknown-need', `--provides ${text}: expected one of ${NEEDS.join(', ')}.`);
  });
}
