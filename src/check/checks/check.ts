import type { ClientCall } from '../../catalog/client-call.ts';
import type { Descriptor } from '../../client/descriptor.ts';
import type { Operation } from '../document.ts';
import type { Draft } from '../finding.ts';

export interface CheckFacts {
  /** Headers that the client sends with every request. */
  clientHeaders: readonly (readonly [string, string])[];
  /** A key that is not `required` is sent all the same: its default comes from the server's code. */
  sendsDefaults: boolean;
  /** What it decodes of a success; null: it ignores the body. */
  decodes: Descriptor | null;
}

/** One call of the client against the operation that answers it. */
export type Check = (call: ClientCall, operation: Operation, facts: CheckFacts) => Draft[];
