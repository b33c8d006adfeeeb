/** The client's own time of sending moves to now, wherever a request leaves. */
import type { SentRequest } from '../model/exchange.ts';
import { START_TIME } from '../model/wire.ts';

/**
 * Keeps the recorded distance to the moment of sending: a client with a slow clock stays one, an old recording does not
 * become one. `recordedAt`: when the request was sent in the recording; `now`: when it is sent. Milliseconds since 1970.
 */
export function withStartTime(request: SentRequest, recordedAt: number, now: number): SentRequest {
  const headers = request.headers.map(([name, value]): readonly [string, string] => {
    const told = Number(value);
    if (name !== START_TIME || value.trim() === '' || !Number.isFinite(told)) return [name, value];
    return [name, (now / 1000 + (told - recordedAt / 1000)).toFixed(3)];
  });
  return { ...request, headers };
}
