/** Steps → HAR 1.2, as every tool reads it and as `har.ts` reads it back. */
import { isUtf8 } from 'node:buffer';
import type { RecordedStep } from '../model/case.ts';
import type { SentRequest } from '../model/exchange.ts';

/** Said where a step was not recorded on a side: a HAR has no other way to say it than a status of 0. */
const NO_ANSWER = { status: 0, statusText: '', headers: [] as unknown[] };

export interface HarOrigin {
  /** Scheme and host of the addresses: `http://rust.invalid`. */
  origin: string;
  comment: string;
}

/** About the bytes on the wire, which are unpacked here. */
const OF_THE_WIRE = /^(content-encoding|content-length|transfer-encoding|connection|keep-alive)$/;

const nameValue = ([name, value]: readonly [string, string]) => ({ name, value });

/** Bodies that are no text go in base64. */
const content = (
  body: Buffer,
  mimeType: string,
): { size: number; mimeType: string; text: string; encoding?: string } => ({
  size: body.length,
  mimeType,
  ...(isUtf8(body) ? { text: body.toString('utf8') } : { text: body.toString('base64'), encoding: 'base64' }),
});

const typeOf = (headers: SentRequest['headers']): string =>
  headers.find(([name]) => name === 'content-type')?.[1] ?? '';

function postData({ body, headers }: SentRequest) {
  if (!body) return {};
  const { text, encoding } = content(body, '');
  // The standard knows no encoding of a request's text; `_encoding` is what recorders write.
  return { postData: { mimeType: typeOf(headers), text, ...(encoding ? { _encoding: encoding } : {}) } };
}

/** Undefined values are left out of the JSON. */
export function harOf(steps: readonly RecordedStep[], { origin, comment }: HarOrigin): object {
  return {
    log: {
      version: '1.2',
      creator: { name: 'parity', version: '1' },
      comment,
      entries: steps.map((step) => entryOf(step, origin)),
    },
  };
}

function entryOf({ id, startedAt, endedAt, request, answer, unusable, unsendable }: RecordedStep, origin: string) {
  const { method, target, headers, body } = request;
  const [, query = ''] = target.split('?', 2);
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: endedAt - startedAt,
    comment: id,
    request: {
      method,
      url: origin + target,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headers.map(nameValue),
      queryString: [...new URLSearchParams(query)].map(nameValue),
      ...(unsendable === undefined ? postData(request) : {}),
      headersSize: -1,
      bodySize: body?.length ?? 0,
      ...(unsendable === undefined ? {} : { _unsendable: unsendable }),
    },
    response: {
      ...(unusable === undefined
        ? {
            status: answer.status,
            statusText: '',
            headers: answer.headers.filter(([name]) => !OF_THE_WIRE.test(name)).map(nameValue),
          }
        : NO_ANSWER),
      httpVersion: 'HTTP/1.1',
      cookies: [],
      content: unusable === undefined ? content(answer.body, typeOf(answer.headers)) : { size: 0, mimeType: '' },
      redirectURL: '',
      headersSize: -1,
      bodySize: unusable === undefined ? answer.body.length : 0,
      ...(unusable === undefined ? {} : { _unusable: unusable }),
    },
    cache: {},
    timings: { blocked: -1, dns: -1, connect: -1, send: 0, wait: endedAt - startedAt, receive: 0 },
  };
}
