/** The response of a HAR entry → an answer, or the reason why it is none. */
import type { Answer } from '../model/exchange.ts';
import { answerHeaders } from './har-headers.ts';
import type { HarEntry } from './har-schema.ts';
import { isBase64, isBase64Text } from './har-text.ts';
import { isJson, MOST_UNPACKED, unpack } from './unpack.ts';

export interface ReadAnswer {
  answer: Answer;
  /** Why this is not what the side answered, with the place below the entry. */
  unusable?: { at: string; reason: string };
}

const NOTHING = Buffer.alloc(0);

export function readAnswer({ request, response }: Pick<HarEntry, 'request' | 'response'>): ReadAnswer {
  const status = response.status ?? 0;
  const headers = answerHeaders(response.headers);
  const noAnswer = response._unusable || statusTrouble(status);
  if (noAnswer) return { answer: { status, headers, body: NOTHING }, unusable: { at: '/status', reason: noAnswer } };
  const { body, trouble } = bodyOf(response, headers);
  // The body of a failure is nothing to the client, and some answers have none.
  const counts = status >= 200 && status <= 299 && status !== 204 && request.method.toUpperCase() !== 'HEAD';
  return {
    answer: { status, headers, body },
    ...(trouble !== undefined && counts ? { unusable: { at: '/content', reason: trouble } } : {}),
  };
}

function statusTrouble(status: number): string | undefined {
  if (status === 0 || status === -1) return `the request was aborted: no answer was recorded (status ${status})`;
  if (!Number.isInteger(status) || status < 100 || status > 599)
    return `expected a status from 200 to 599, found ${status}: no answer was recorded`;
  if (status === 304) return 'the client had the answer in its cache: no answer was recorded (status 304)';
  if (status < 200) return `expected a final status, found ${status}: no answer was recorded`;
  return undefined;
}

const headerOf = (headers: Answer['headers'], name: string): string | undefined =>
  headers.find(([n]) => n === name)?.[1];

interface Body {
  body: Buffer;
  trouble?: string;
}

function bodyOf({ content, bodySize }: HarEntry['response'], headers: Answer['headers']): Body {
  const coding = headerOf(headers, 'content-encoding');
  const length = coding === undefined ? Number(headerOf(headers, 'content-length') ?? Number.NaN) : Number.NaN;
  const text = content?.text ?? '';
  const size = content?.size;
  if (text === '') return { body: NOTHING, trouble: missing(content, size ?? bodySize, length) };
  let body: Buffer;
  if (isBase64(content?.encoding)) {
    if (!isBase64Text(text)) return { body: NOTHING, trouble: 'the text is marked as base64 and is something else' };
    const unpacked = unpack(Buffer.from(text, 'base64'), coding ?? '');
    if ('tooLarge' in unpacked)
      return { body: NOTHING, trouble: `the body unpacks to more than ${MOST_UNPACKED / 1024 / 1024} MiB` };
    body = unpacked.bytes;
  } else if (isPlain(content?.encoding)) body = Buffer.from(text, 'utf8');
  else return { body: NOTHING, trouble: `expected base64 or nothing in "encoding", found "${content?.encoding}"` };
  const type = content?.mimeType || headerOf(headers, 'content-type') || '';
  // Some tools tell the length of the base64 text as the size.
  const told = size === undefined || size === text.length ? 0 : size;
  const whole = Math.max(told, Number.isNaN(length) ? 0 : length);
  if (body.length < whole && /\bjson\b/i.test(type) && !isJson(body)) {
    return { body, trouble: `cut by the tool: ${body.length} of ${whole} bytes are there; export with whole bodies` };
  }
  return { body };
}

const isPlain = (encoding: string | null | undefined): boolean =>
  /^(|utf-?8|text|plain|identity)$/i.test(encoding ?? '');

/** Why a text that is not there is more than an empty body; undefined where it is one. */
function missing(
  content: HarEntry['response']['content'],
  size: number | undefined,
  length: number,
): string | undefined {
  const file = content?._file;
  if (file !== undefined && file !== null)
    return `the body lies in another file (${String(file)}), which is not read: export with the bodies embedded`;
  const expected = size !== undefined && size > 0 ? size : length;
  if (expected > 0)
    return `the size says ${expected} bytes and the text is missing: the tool saved no bodies; export with content`;
  if (size !== undefined && size < 0 && length !== 0)
    return 'the size is not known and the text is missing: the tool saved no bodies; export with content';
  return undefined;
}
