/** Swift sources against the catalogue, in this process. */
import { knownCalls, unlistedCalls } from '../../../src/check/check.ts';
import { type Drift, drift } from '../../../src/check/drift/drift.ts';
import { clientSourcesOf } from '../../../src/check/swift/calls.ts';
import type { Parse } from '../../../src/commands/check/swift-parser.ts';
import { readClientCalls } from '../../../src/commands/client-calls.ts';
import { product } from '../../../suites/product.ts';

const listed = knownCalls(await readClientCalls(product.files.facts), product.catalog);

/** Every call of the catalogue. */
export const everyCall = [...listed, ...unlistedCalls(listed, product.catalog)];

export function drifted(parse: Parse, ...texts: string[]): Drift {
  const roots = texts.map((text, i) => parse(`Client${i === 0 ? '' : i}.swift`, text).root);
  return drift({
    sources: clientSourcesOf(roots),
    known: everyCall,
    some: false,
    placeOf: () => ({ file: 'suites' }),
  });
}

/** `kind route at`, with `+n` for n other routes that have it. */
export const shownDrift = ({ findings }: Drift): string[] =>
  findings
    .map((f) => [f.kind, f.route, f.at, f.routes.length > 1 ? `+${f.routes.length - 1}` : ''].filter(Boolean).join(' '))
    .sort();
