/** The same read at the other backend, after the first has answered. Writes are never sent there. */

import { trafficOf } from './exchange.ts';
import { requestHeaders } from './headers.ts';
import type { Kept } from './kept.ts';
import type { Seen } from './proxy.ts';
import { newTap } from './tap.ts';
import type { Upstream } from './upstream.ts';

/** Milliseconds after which nobody waits for it any more. */
const LONGEST = 30_000;

/** `target`: path and query as that backend has them. */
export async function askSecond(
  upstream: Upstream,
  seen: Seen,
  target: string,
  mostKept: number,
): Promise<NonNullable<Kept['second']>> {
  const startedAt = Date.now();
  const again: Seen = {
    ...seen,
    answer: undefined,
    broken: undefined,
    requestBody: newTap(0),
    answerBody: newTap(mostKept),
  };
  again.broken = await new Promise<string | undefined>((done) => {
    const sent = upstream.send(seen.method, target, requestHeaders(seen.requestHeaders, seen.method, upstream.host));
    sent.setTimeout(LONGEST, () => sent.destroy(new Error('timeout')));
    sent.on('response', (answer) => {
      again.answer = { status: answer.statusCode ?? 0, headers: answer.rawHeaders };
      answer.on('data', (chunk: Buffer) => again.answerBody.take(chunk));
      answer.on('end', () => done(undefined));
      answer.on('error', () => done('the second backend broke off in its answer'));
    });
    sent.on('error', (error) =>
      done(`the second backend gave no answer (${Reflect.get(error, 'code') ?? error.message})`),
    );
    sent.end();
  });
  const { answer, unusable } = await trafficOf(again);
  return { startedAt, endedAt: Date.now(), answer, ...(unusable === undefined ? {} : { unusable }) };
}
