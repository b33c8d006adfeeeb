/** Real traffic on its way into cases. */
import type { Answer, SentRequest } from './exchange.ts';

/** One exchange as a proxy saw it or a tool saved it, before it belongs to a case. */
export interface Traffic {
  /** Milliseconds since 1970. */
  startedAt: number;
  endedAt: number;
  request: SentRequest;
  /** The body is unpacked. */
  answer: Answer;
  /** Why `answer` is not what the side answered (aborted, saved without its body, too large to keep). */
  unusable?: string;
  /** Why `request` cannot be sent as the client did. */
  unsendable?: string;
  /** The uid of the token that it was sent with; it is never kept. */
  uid?: string;
  /** Stands for that user in what is kept. */
  user?: string;
}
