/** Secrets and personal data in every place of an exchange, each told by a canary. */
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import type { Traffic } from '../../src/model/traffic.ts';

export const b64 = (text: string): string => Buffer.from(text).toString('base64');
export const jwt = (name: string): string =>
  `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(JSON.stringify({ name })).toString('base64url')}.c2lnbmF0dXJl${name.slice(-8)}`;

export interface Seen {
  target?: string;
  headers?: [string, string][];
  body?: string | Buffer;
  type?: string;
  answer?: string | Buffer;
  answerHeaders?: [string, string][];
  answerType?: string;
}

export function exchange({
  target = '/v1/folders',
  headers = [],
  body,
  type = 'application/json',
  answer = '[]',
  answerHeaders = [],
  answerType = 'application/json',
}: Seen) {
  return {
    startedAt: 0,
    endedAt: 1,
    request: {
      method: body === undefined ? 'GET' : 'POST',
      target,
      headers: [...headers, ['content-type', type]] as [string, string][],
      body: body === undefined ? null : Buffer.from(body as string),
    },
    answer: {
      status: 200,
      headers: [...answerHeaders, ['content-type', answerType]] as [string, string][],
      body: Buffer.from(answer as string),
    },
  } satisfies Traffic;
}

export const SECRET = 'CanaryS3cretValue42xyz';
export const MAIL = 'jane.canary@somewhere-real.org';
const part = (name: string, value: string): string =>
  `--b1\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b1--\r\n`;

/** Each holds one canary somewhere: what it is, the exchange, and what must not be kept. */
export const CANARIES: [string, Seen, string][] = [
  ['authorization: bearer', { headers: [['authorization', `Bearer ${SECRET}`]] }, SECRET],
  ['authorization: basic', { headers: [['authorization', `Basic ${b64(`u:${SECRET}`)}`]] }, b64(`u:${SECRET}`)],
  ['proxy-authorization', { headers: [['proxy-authorization', SECRET]] }, SECRET],
  ['a cookie', { headers: [['cookie', `theme=dark; session=${SECRET}`]] }, SECRET],
  ['set-cookie', { answerHeaders: [['set-cookie', `sid=${SECRET}; Path=/; HttpOnly`]] }, SECRET],
  ['x-api-key', { headers: [['x-api-key', SECRET]] }, SECRET],
  ['x-goog-api-key', { headers: [['x-goog-api-key', SECRET]] }, SECRET],
  ['a token in any header', { headers: [['x-forwarded-note', `uses ${jwt(SECRET)}`]] }, jwt(SECRET)],
  ['an e-mail address in a header', { headers: [['from', MAIL]] }, MAIL],
  ['?token=', { target: `/v1/folders?limit=5&token=${SECRET}` }, SECRET],
  ['?api_key=, percent-encoded', { target: `/v1/folders?api%5Fkey=${SECRET}` }, SECRET],
  ['?id_token= of a redirect', { target: `/v1/folders?next=x&id_token=${jwt(SECRET)}` }, jwt(SECRET)],
  ['an e-mail address in a query', { target: `/v1/folders?q=${encodeURIComponent(MAIL)}` }, 'jane.canary'],
  ['an e-mail address in a path', { target: `/v1/users/${MAIL}` }, 'jane.canary'],
  ['a token in a path', { target: `/v1/hooks/sk_live_${SECRET}` }, SECRET],
  ['a key of JSON', { body: JSON.stringify({ password: SECRET }) }, SECRET],
  ['a key deep in JSON', { body: JSON.stringify({ a: [{ b: { refreshToken: SECRET } }] }) }, SECRET],
  ['a JWT under any key', { body: JSON.stringify({ note: jwt(SECRET) }) }, jwt(SECRET)],
  ['a JWT inside a sentence', { body: JSON.stringify({ note: `see ${jwt(SECRET)} please` }) }, jwt(SECRET)],
  ['JSON in a string', { body: JSON.stringify({ metadata: JSON.stringify({ api_key: SECRET }) }) }, SECRET],
  [
    'JSON in a string in a string',
    { body: JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ secret: SECRET }) }) }) },
    SECRET,
  ],
  [
    'base64 of JSON in a string',
    { body: JSON.stringify({ blob: b64(JSON.stringify({ password: SECRET, pad: 'xx' })) }) },
    b64(JSON.stringify({ password: SECRET, pad: 'xx' })),
  ],
  ['an AWS key', { body: JSON.stringify({ note: 'AKIAQYLPMN5HFIQR7CAN' }) }, 'AKIAQYLPMN5HFIQR7CAN'],
  ['a GitHub token', { body: JSON.stringify({ note: `ghp_${'Canary42'.repeat(5)}` }) }, 'Canary42Canary42'],
  [
    'a private key',
    { body: JSON.stringify({ note: `-----BEGIN RSA PRIVATE KEY-----\nMIIE${SECRET}\n-----END RSA PRIVATE KEY-----` }) },
    SECRET,
  ],
  [
    'a private key that was cut',
    { body: JSON.stringify({ note: `-----BEGIN PRIVATE KEY-----\nMIIE${SECRET}` }) },
    SECRET,
  ],
  ['multipart', { body: part('password', SECRET), type: 'multipart/form-data; boundary=b1' }, SECRET],
  [
    'a token in a file of a form',
    { body: part('file', `log ${jwt(SECRET)}`), type: 'multipart/form-data; boundary=b1' },
    jwt(SECRET),
  ],
  ['a form', { body: `grant_type=x&client_secret=${SECRET}`, type: 'application/x-www-form-urlencoded' }, SECRET],
  [
    'JSON in a form',
    {
      body: `data=${encodeURIComponent(JSON.stringify({ token: SECRET }))}`,
      type: 'application/x-www-form-urlencoded',
    },
    SECRET,
  ],
  ['an answer', { answer: JSON.stringify({ access_token: SECRET }) }, SECRET],
  ['an answer with a list', { answer: JSON.stringify([{ id: 1, apiKey: SECRET }]) }, SECRET],
  ['an error page', { answer: `<html>failed: token=${SECRET}</html>`, answerType: 'text/html' }, SECRET],
  ['a stack trace', { answer: `Error: {"password":"${SECRET}","at":`, answerType: 'text/plain' }, SECRET],
  [
    'events of a stream',
    { answer: `data: {"token":"${SECRET}"}\n\ndata: done\n\n`, answerType: 'text/event-stream' },
    SECRET,
  ],
  ['the user of an address', { body: JSON.stringify({ url: `https://jane:${SECRET}@host.example/x` }) }, SECRET],
  ['a redirect', { answerHeaders: [['location', `https://h.example/cb?code=1&token=${jwt(SECRET)}`]] }, jwt(SECRET)],
  ['an e-mail address in an answer', { answer: JSON.stringify({ note: `write to ${MAIL} now` }) }, 'jane.canary'],
  ['a phone number', { answer: JSON.stringify({ note: 'call +49 151 2345 6789 today' }) }, '2345 6789'],
  ['broken JSON', { body: `{"secret": "${SECRET}` }, SECRET],
  ['a byte order mark before JSON', { body: `\uFEFF{"secret":"${SECRET}"}` }, SECRET],
  [
    'bytes that are no UTF-8',
    {
      body: Buffer.concat([Buffer.from([0xff, 0xfe, 0x00]), Buffer.from(`ghp_${'Canary42'.repeat(5)}`)]),
      type: 'application/octet-stream',
    },
    'Canary42Canary42',
  ],
  [
    'a packed request',
    { body: gzipSync(JSON.stringify({ password: SECRET })), headers: [['content-encoding', 'gzip']] },
    SECRET,
  ],
];

/** A text (letter per byte) with all that lies in it in base64, and what is packed there. */
export function opened(text: string): string {
  const runs = [...text.matchAll(/[A-Za-z0-9+/]{16,}={0,2}/g)].map(([run]) => Buffer.from(run, 'base64'));
  return [
    text,
    ...runs.flatMap((bytes) => [bytes.toString('latin1'), unpacked(bytes)]).filter((inner) => inner !== ''),
  ].join('\n');
}

function unpacked(bytes: Buffer): string {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return '';
  return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
}

/** As it may stand in a file. */
export const formsOf = (canary: string): string[] => [
  canary,
  encodeURIComponent(canary),
  b64(canary),
  JSON.stringify(canary).slice(1, -1),
];
