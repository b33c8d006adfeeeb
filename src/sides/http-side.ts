/** A side behind HTTP: one keep-alive pool, time-outs, two retries for connections that fail, none for an answer. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { buildConnector, Pool } from 'undici';
import { messageOf, ParityError } from '../errors.ts';
import type { SideResult, Timed } from '../model/exchange.ts';
import type { Side } from '../model/side.ts';
import { shownBaseUrl } from '../redaction/urls.ts';
import type { Outgoing, SideClient } from './side.ts';
import { CASE_HEADER, MISMATCH_HEADER, STEP_HEADER } from './stand-in.ts';

export interface HttpSideOptions {
  side: Side;
  mode: 'recorded' | 'live';
  /** Base URL; a path in it goes before every request's own. */
  url: string;
  timeoutMs: number;
  connections: number;
  /** The token that stands in for the recording's own. */
  token?: () => Promise<string>;
  /** Bodies above this many bytes are an error. */
  maxBytes?: number;
}

const RETRIES = 2;
const MAX_BYTES = 256 * 1024 * 1024;
const RETRIED = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
const NOT_SENT = new Set('host connection content-length transfer-encoding keep-alive'.split(' '));
const OWN_TOKEN = 'Bearer REDACTED';

const decoders: Record<string, (bytes: Buffer) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/**
 * Checks a base URL of a live side. `source` is where it was written: a flag, a variable, a key of the config. Throws a
 * ParityError that says what was expected and shows neither user nor query.
 */
export function baseUrl(side: Side, text: string, source = `--${side}`): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBare = url && !url.search && !url.hash && !url.username && !url.password;
  if (isBare && /^https?:$/.test(url.protocol)) return url;
  throw new ParityError(
    'bad-url',
    `${source}: expected the base URL of a backend such as http://127.0.0.1:8080, without user, query or fragment, found ${JSON.stringify(shownBaseUrl(text))}.`,
  );
}

export function httpSide(options: HttpSideOptions): SideClient {
  const { side, mode, timeoutMs } = options;
  const url = baseUrl(side, options.url);
  const prefix = url.pathname.replace(/\/$/, '');
  let connectMs: number | undefined;
  const pool = new Pool(url.origin, {
    connections: options.connections,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: timedConnect(Math.min(timeoutMs, 10_000), (ms) => {
      connectMs = ms;
    }),
  });

  async function attempt({ caseKey, step, request }: Outgoing): Promise<SideResult> {
    const headers: string[] = [];
    for (const [name, value] of request.headers) {
      if (NOT_SENT.has(name)) continue;
      headers.push(name, value === OWN_TOKEN && options.token ? `Bearer ${await options.token()}` : value);
    }
    if (mode === 'recorded')
      headers.push(CASE_HEADER, encodeURIComponent(caseKey), STEP_HEADER, encodeURIComponent(step));
    const response = await pool.request({
      method: request.method as 'GET',
      // The request line is written as latin1: the bytes of the recording go out as they are.
      path: Buffer.from(prefix + request.target, 'utf8').toString('latin1'),
      headers,
      body: request.body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    let bytes: Buffer;
    try {
      bytes = await read(response.body, options.maxBytes ?? MAX_BYTES);
    } catch (error) {
      // The answer had begun: sending again could do the work twice.
      return {
        kind: 'error',
        reason: `${side}: the answer (${response.statusCode}) broke off: ${describe(error, timeoutMs)}`,
      };
    }
    const pairs = pairsOf(response.headers);
    if (mode === 'recorded' && pairs.some(([name]) => name === MISMATCH_HEADER)) {
      return { kind: 'error', reason: `${side}: ${bytes.toString('utf8')}` };
    }
    return {
      kind: 'answer',
      answer: { status: response.statusCode, headers: pairs, body: await unpack(pairs, bytes) },
    };
  }

  return {
    side,
    mode,
    origin: url.origin,
    async send(outgoing): Promise<Timed> {
      const startedAt = Date.now();
      const start = performance.now();
      connectMs = undefined;
      for (let retries = 0; ; retries++) {
        const done = (result: SideResult): Timed => ({
          result,
          startedAt,
          endedAt: Date.now(),
          ms: performance.now() - start,
          // With several requests at once it cannot be told whose connection it was.
          ...(connectMs !== undefined && options.connections === 1 ? { connectMs } : {}),
          retries,
        });
        try {
          return done(await attempt(outgoing));
        } catch (error) {
          if (retries < RETRIES && RETRIED.has(String(Reflect.get(error as object, 'code')))) {
            await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** retries));
            continue;
          }
          return done({ kind: 'error', reason: `${side}: ${describe(error, timeoutMs)} (${url.origin})` });
        }
      }
    },
    close: () => pool.destroy(),
  };
}

/** Connects as undici does, and tells how long it took. */
function timedConnect(timeout: number, told: (ms: number) => void): buildConnector.connector {
  const connect = buildConnector({ timeout });
  return (options, callback) => {
    const start = performance.now();
    connect(options, (...result) => {
      told(performance.now() - start);
      callback(...result);
    });
  };
}

async function read(body: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function pairsOf(headers: Record<string, string | string[] | undefined>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : Array.isArray(value) ? value.map((v): [string, string] => [name, v]) : [[name, value]],
  );
}

/** Undoes `Content-Encoding`; bytes that are not what it says stay as they are, and will not decode. */
async function unpack(headers: readonly (readonly [string, string])[], bytes: Buffer): Promise<Buffer> {
  const encoding = headers
    .find(([name]) => name === 'content-encoding')?.[1]
    .trim()
    .toLowerCase();
  const decode = encoding === undefined ? undefined : decoders[encoding];
  if (!decode || bytes.length === 0) return bytes;
  return decode(bytes).catch(() => bytes);
}

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'connection refused: is the backend running at this address?',
  ECONNRESET: 'the connection was reset',
  UND_ERR_SOCKET: 'the connection was closed before the answer',
  ENOTFOUND: 'no such host: check the address',
  UND_ERR_CONNECT_TIMEOUT: 'no connection within the time-out: check address and firewall',
};

function describe(error: unknown, timeoutMs: number): string {
  const code = String(Reflect.get(error as object, 'code') ?? '');
  const name = error instanceof Error ? error.name : '';
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT' || name === 'TimeoutError') {
    return `no whole answer within ${timeoutMs} ms (raise it with --timeout)`;
  }
  return WORDS[code] ?? messageOf(error);
}
