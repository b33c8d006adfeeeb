/** What is to be done next for a route. Pure. */
import type { NextStep } from '../model/checklist.ts';
import type { Decision } from './decide.ts';
import type { GateCode } from './reasons.ts';

/** Only these can be accepted; what else holds has to be mended. */
const ACCEPTABLE: readonly GateCode[] = ['finding', 'declared'];
/** Nothing is wrong with the route itself. */
const WAITS: readonly GateCode[] = ['order', 'page'];
const MENDED: readonly GateCode[] = ['rule-not-applied', 'incomparable', 'slower', 'cross-read'];

export function nextSteps({ decision, route, reasons, commands }: Decision): NextStep[] {
  if (decision === 'not-up') return [];
  if (decision === 'flip') return [{ text: 'switch it', command: `npx parity flip '${route}'` }];
  const of = (codes: readonly GateCode[]): boolean => reasons.some(({ code }) => codes.includes(code));
  return [
    ...(of(ACCEPTABLE)
      ? [
          {
            text: 'mend it, or accept it and run again',
            command: 'npx parity accept FINGERPRINT --reason … --owner … --until DAY',
          },
        ]
      : of(MENDED)
        ? [{ text: 'mend it, then run again' }]
        : []),
    ...(of(WAITS) ? [{ text: 'first what it waits for' }] : []),
    ...commands.map((command) => ({ text: 'get the evidence', command })),
  ];
}
