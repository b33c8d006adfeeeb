import { reason } from '../../model/reasons.ts';
import type { Check } from './check.ts';

/** A write whose documents nobody looked at is at best inconclusive. */
export const documentsNotCompared: Check = ({ evidence, reading: { matched } }) => {
  if (matched.route.kind === 'read' || evidence.state) return undefined;
  return reason(
    'inconclusive',
    'documents-not-compared',
    evidence.stateMissing ?? 'the case has no record of the documents (changes.json)',
  );
};
