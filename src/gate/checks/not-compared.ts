import { gateReason } from '../reasons.ts';
import type { GateCheck } from './check.ts';

/** One run at least has to have compared every step. */
export const notCompared: GateCheck = ({ fresh }) => {
  if (fresh.length === 0 || fresh.some((e) => e.incomparable.length === 0)) return [];
  return [gateReason('not-compared', fresh[0]?.incomparable[0]?.reason ?? 'nothing was compared')];
};
