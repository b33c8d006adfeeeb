import { reason } from '../../model/reasons.ts';
import type { Check } from './check.ts';

/** A side answered from its own memory: what differs was gone when it was asked again. */
export const cached: Check = ({ judgement, again }) => {
  const [first] = judgement?.drafts ?? [];
  if (!first || judgement?.ruled || !again || again.drafts.length > 0) return undefined;
  return reason('inconclusive', 'cached', first.pointer);
};
