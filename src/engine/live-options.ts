/** What the options and the config say of live sides. Flags win over environment variables over the file. */

import { anonymous } from '../catalog/template.ts';
import type { Config } from '../config/schema.ts';
import { ParityError } from '../errors.ts';
import { NEEDS, type Need } from '../model/case.ts';
import type { Pair, Side } from '../model/side.ts';

/** What a live run may do, as the command line gives it. */
export interface LiveOptions {
  rust?: string;
  python?: string;
  case: string[];
  route: string[];
  concurrency?: number;
  timeout?: number;
  destructive?: boolean;
  allowHost: string[];
  allowProject: string[];
  allowRoute: string[];
  provides: string[];
}

/** Base URLs; commander puts the environment variable where no flag is given. */
export const urlsOf = (options: Pick<LiveOptions, Side>, config: Config): Partial<Pair<string>> => ({
  rust: options.rust ?? config.sides.rust?.url,
  python: options.python ?? config.sides.python?.url,
});

const URL_VARIABLES: Pair<string> = { rust: 'PARITY_RUST_URL', python: 'PARITY_PYTHON_URL' };

/** Where the base URL of a side was written, for messages about it. */
export function sourceOf(
  side: Side,
  options: Pick<LiveOptions, Side>,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  if (options[side] === undefined) return `sides.${side}.url of the config`;
  const variable = URL_VARIABLES[side];
  return options[side] === env[variable] ? variable : `--${side}`;
}

/** Whether a route, or the case that calls it, was named one by one: then its effects beyond the documents are meant. */
export function namedRoutes(options: LiveOptions, config: Config): (route: string, caseKey: string) => boolean {
  const named = new Set([...options.route, ...options.allowRoute, ...config.allow.routes].map(anonymous));
  const cases = new Set(options.case);
  return (route, key) => named.has(anonymous(route)) || cases.has(key) || cases.has(key.split('/')[1] ?? '');
}

/** What the live set-up has of the closed list of needs. */
export function neededOf(options: Pick<LiveOptions, 'provides'>): Need[] {
  return options.provides.map((text) => {
    const found = NEEDS.find((n) => n === text);
    if (found) return found;
    throw new ParityError('unknown-need', `--provides ${text}: expected one of ${NEEDS.join(', ')}.`);
  });
}
