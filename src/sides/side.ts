import type { SentRequest, SideResult } from '../catalog/exchange.ts';
import type { Side } from '../catalog/route.ts';

/** One step on its way to a side: which case and step it belongs to, and what goes out. */
export interface Outgoing {
  /** `suite/case`. */
  caseKey: string;
  step: string;
  request: SentRequest;
}

export interface Timed {
  result: SideResult;
  /** Milliseconds since 1970. */
  startedAt: number;
  endedAt: number;
  /** Milliseconds until the whole answer was there, from the monotonic clock. */
  ms: number;
  /** Milliseconds of `ms` that opened a connection; absent when one was open. */
  connectMs?: number;
  /** Sendings beside the first. */
  retries: number;
}

/** One of the two backends, live or recorded, behind real HTTP. */
export interface SideClient {
  side: Side;
  mode: 'recorded' | 'live';
  /** `http://host:port`. */
  origin: string;
  send(outgoing: Outgoing): Promise<Timed>;
  close(): Promise<void>;
}
