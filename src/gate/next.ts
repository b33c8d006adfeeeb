/** What is to be done next for a route. Pure. */
import type { NextStep } from '../model/checklist.ts';
import type { Decision } from './decide.ts';

export function nextSteps({ decision, route, reasons, commands }: Decision): NextStep[] {
  switch (decision) {
    case 'flip':
      return [{ text: 'switch it', command: `npx parity flip '${route}'` }];
    case 'hold':
      // Only a finding can be accepted; what else holds has to be mended.
      return reasons.some(({ code }) => code === 'finding' || code === 'declared')
        ? [
            {
              text: 'mend it, or accept it and run again',
              command: 'npx parity accept FINGERPRINT --reason … --owner … --until DAY',
            },
          ]
        : [{ text: 'mend it, then run again' }];
    case 'not-enough-evidence':
      return commands.map((command) => ({ text: 'get the evidence', command }));
    case 'not-up':
      return [];
  }
}
