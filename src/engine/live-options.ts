/** What the options and the config say of live sides. Flags win over environment variables over the file. */
import { anonymous } from '../catalog/template.ts';
import type { Config } from '../config/schema.ts';
import { ParityError } from '../errors.ts';
import type { Pair, Side } from '../model/side.ts';

/** What a live run may do, as the command line gives it. */
export interface LiveOptions {
  rust?: string;
  python?: string;
  /** Where a URL came from, when not from its flag. */
  sources?: Partial<Pair<string>>;
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

/** A live side: its base URL, and where it was told. */
export interface SideAddress {
  url: string;
  /** `--rust`, `PARITY_RUST_URL` or `sides.rust.url`: what a complaint has to name. */
  source: string;
}

export function sidesOf(
  { sources = {}, ...options }: Pick<LiveOptions, Side | 'sources'>,
  config: Config,
): Partial<Pair<SideAddress>> {
  const of = (side: Side): Partial<Pair<SideAddress>> => {
    const given = options[side];
    if (given !== undefined) return { [side]: { url: given, source: sources[side] ?? `--${side}` } };
    const url = config.sides[side]?.url;
    return url === undefined ? {} : { [side]: { url, source: `sides.${side}.url in the config` } };
  };
  return { ...of('rust'), ...of('python') };
}

/** Whether a route, or the case that calls it, was named one by one: then its effects beyond the documents are meant. */
export function namedRoutes(options: LiveOptions, config: Config): (route: string, caseKey: string) => boolean {
  const named = new Set([...options.route, ...options.allowRoute, ...config.allow.routes].map(anonymous));
  const cases = new Set(options.case);
  return (route, key) => named.has(anonymous(route)) || cases.has(key) || cases.has(key.split('/')[1] ?? '');
}

/** What the live set-up has of the product's closed list of needs. */
export function providedOf(
  { provides }: Pick<LiveOptions, 'provides'>,
  needs: Readonly<Record<string, string>>,
): string[] {
  const unknown = provides.find((name) => !Object.hasOwn(needs, name));
  if (unknown === undefined) return provides;
  const known = Object.keys(needs).join(', ');
  throw new ParityError(
    'unknown-need',
    `--provides ${unknown}: expected ${known ? `one of ${known}` : 'no --provides: nothing is needed beside the two backends'}.`,
  );
}
