/** What the proxy saw → an exchange of the app. Off the path of the stream. */
import type { Traffic } from '../model/traffic.ts';
import { requestHeaders } from '../recordings/har-headers.ts';
import { targetOf } from '../recordings/har-request.ts';
import { uidOf } from '../recordings/token-uid.ts';
import { unpack } from '../sides/unpack.ts';
import { pairsOf, type RawHeaders } from './headers.ts';
import type { Seen } from './proxy.ts';

const NOTHING = Buffer.alloc(0);

/** Bytes that a body may have when it is unpacked. */
const MOST_UNPACKED = 64 * 1024 * 1024;

const lower = (raw: RawHeaders): [string, string][] => pairsOf(raw).map(([n, v]) => [n.toLowerCase(), v]);

/** Takes the bytes out of the taps. Nothing is redacted yet. */
export async function trafficOf(seen: Seen): Promise<Traffic> {
  const sent = lower(seen.requestHeaders);
  const body = seen.requestBody.bytes();
  seen.requestBody.free();
  const hasBody = sent.some(([name]) => name === 'content-length' || name === 'transfer-encoding');
  const uid = uidOf(sent);
  const { answer, unusable } = await answerOf(seen);
  return {
    startedAt: seen.startedAt,
    endedAt: seen.endedAt,
    request: {
      method: seen.method,
      target: targetOf(Buffer.from(seen.target, 'latin1').toString('utf8')),
      headers: requestHeaders(sent.map(([name, value]) => ({ name, value }))),
      body: typeof body === 'string' || !hasBody ? null : body,
    },
    answer,
    ...(unusable === undefined ? {} : { unusable }),
    ...(typeof body === 'string' ? { unsendable: `the request: ${body}` } : {}),
    ...(uid === undefined ? {} : { uid }),
  };
}

async function answerOf({ answer, answerBody, broken }: Seen): Promise<Pick<Traffic, 'answer' | 'unusable'>> {
  const bytes = answerBody.bytes();
  answerBody.free();
  const none = { status: answer?.status ?? 0, headers: [], body: NOTHING };
  if (!answer || broken !== undefined) return { answer: none, unusable: broken ?? 'no answer came' };
  if (typeof bytes === 'string') return { answer: none, unusable: bytes };
  const headers = lower(answer.headers);
  const unpacked = await unpack(headers, bytes, MOST_UNPACKED);
  if (unpacked.kind !== 'body') return { answer: none, unusable: unpacked.reason };
  const ofTheBody = /^(content-encoding|content-length|transfer-encoding)$/;
  return {
    answer: {
      status: answer.status,
      headers: headers.filter(([name]) => !ofTheBody.test(name)),
      body: unpacked.body,
    },
  };
}
