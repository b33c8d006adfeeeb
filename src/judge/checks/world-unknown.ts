import { reason } from '../../model/reasons.ts';
import type { Check } from './check.ts';

/** A difference that a rule might explain, if anybody knew which documents were there. */
export const worldUnknown: Check = ({ evidence, judgement, askedDocuments }) =>
  evidence.worldUnknown !== undefined && askedDocuments && judgement?.drafts.some((d) => d.class !== 'intended')
    ? reason('inconclusive', 'world-unknown', evidence.worldUnknown)
    : undefined;
