/** A decision for a terminal: what, why, and what to do next. */
import type { Decision } from '../../gate/decide.ts';

/** More reasons than these are counted. */
const MOST = 5;

export function decisionLines({ decision, route, why, reasons, commands }: Decision): string {
  const more = why.length - MOST;
  const next =
    decision === 'hold'
      ? [
          // Only a finding can be accepted; what else holds has to be mended.
          reasons.some(({ code }) => code === 'finding' || code === 'declared')
            ? '    next: mend it, or npx parity accept FINGERPRINT --reason … --owner … --until DAY, then run again'
            : '    next: mend it, then run again',
        ]
      : commands.map((command) => `    get it: ${command}`);
  return [
    `${decision.padEnd(19)} ${route}`,
    ...why.slice(0, MOST).map((text) => `    ${text}`),
    ...(more > 0 ? [`    and ${more} more (npx parity gate '${route}' --json has them all)`] : []),
    ...(decision === 'flip' || decision === 'not-up' ? [] : next),
    '',
  ].join('\n');
}
