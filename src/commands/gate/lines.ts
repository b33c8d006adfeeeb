/** A decision for a terminal: what, why, and what to do next. */
import type { Decision } from '../../gate/decide.ts';
import { nextSteps } from '../../gate/next.ts';

/** More reasons than these are counted. */
const MOST = 5;

export function decisionLines(decided: Decision): string {
  const { decision, route, why } = decided;
  const more = why.length - MOST;
  const next = decision === 'flip' ? [] : nextSteps(decided);
  return [
    `${decision.padEnd(19)} ${route}`,
    ...why.slice(0, MOST).map((text) => `    ${text}`),
    ...(more > 0 ? [`    and ${more} more (npx parity gate '${route}' --json has them all)`] : []),
    ...next.map(({ text, command }) => `    next: ${text}${command === undefined ? '' : `: ${command}`}`),
    '',
  ].join('\n');
}
