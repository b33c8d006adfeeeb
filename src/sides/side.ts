import type { SentRequest, Timed } from '../model/exchange.ts';
import type { Side } from '../model/side.ts';

/** One step on its way to a side: which case and step it belongs to, and what goes out. */
export interface Outgoing {
  /** `suite/case`. */
  caseKey: string;
  step: string;
  request: SentRequest;
  /** When the request was sent in its recording, in milliseconds since 1970: its start time keeps that distance. */
  recordedAt?: number;
  /** Statuses that the route declares as its success: a redirect among them is not followed. */
  final?: readonly number[];
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
