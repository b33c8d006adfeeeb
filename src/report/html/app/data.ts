/** The blocks of data in the page: the report at once, a case's answers when somebody looks at them. */

import type { KeptCase } from '../../../model/kept.ts';
import type { Finding } from '../../../model/result.ts';
import type { PageData, PageRoute } from '../page-data.ts';

const parsed = <T>(block: Element | null): T | undefined =>
  block ? (JSON.parse(block.textContent ?? '') as T) : undefined;

export const data = parsed<PageData>(document.getElementById('data')) as PageData;

const cases = new Map<string, KeptCase | undefined>();

/** Undefined where the run kept none of it, or where the page is not all there yet. */
export function keptCase(suite: string, name: string): KeptCase | undefined {
  const key = `${suite}/${name}`;
  const known = cases.get(key);
  if (known) return known;
  const found = parsed<KeptCase>(document.querySelector(`script[data-case="${CSS.escape(key)}"]`));
  cases.set(key, found);
  return found;
}

export const routeOf = new Map<string, PageRoute>(data.routes.map((route) => [route.route, route]));

export const stepKey = (at: { suite: string; case: string; step: string }): string =>
  `${at.suite}/${at.case}/${at.step}`;

/** Findings by a key, in their order. */
function grouped(keyOf: (finding: Finding) => string): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of data.findings) {
    const key = keyOf(finding);
    const same = found.get(key);
    if (same) same.push(finding);
    else found.set(key, [finding]);
  }
  return found;
}

export const byFingerprint = grouped((f) => f.fingerprint);
export const byRoute = grouped((f) => f.route);
export const byStep = grouped((f) => stepKey(f));

export const rerun = (at: { suite: string; case: string }): string =>
  `npx parity run ${at.suite} --case ${at.case}${data.again ? ` ${data.again}` : ''}`;
