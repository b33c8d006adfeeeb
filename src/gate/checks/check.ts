/** One reason to hold a route, or one thing that is missing. One file per reason, listed in `checks.ts`. */
import type { CatalogRoute } from '../../catalog/catalog.ts';
import type { RouteEvidence } from '../evidence.ts';
import type { GateInput } from '../input.ts';
import type { GateReason } from '../reasons.ts';

export interface GateFacts {
  entry: CatalogRoute;
  input: GateInput;
  /** Evidence of every stored run that called the route, the newest first. */
  all: readonly RouteEvidence[];
  /** Of these the ones that are not too old. */
  fresh: readonly RouteEvidence[];
  /** Of these the ones of two different live backends, as the policy asks. */
  live: readonly RouteEvidence[];
  /** Of these the ones against what is deployed. */
  matching: readonly RouteEvidence[];
}

/** Empty where it has nothing against the flip. */
export type GateCheck = (facts: GateFacts) => GateReason[];
