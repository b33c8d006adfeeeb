/** A side behind HTTP: one keep-alive pool, time-outs, two retries for connections that fail, none for an answer. */
import { Pool } from 'undici';
import { type Deadline, newDeadline } from '../deadline.ts';
import { ParityError } from '../errors.ts';
import type { Answer, SentRequest, SideResult, Timed } from '../model/exchange.ts';
import { hopOf, MOST_HOPS } from '../model/redirects.ts';
import type { Side } from '../model/side.ts';
import { CASE_HEADER, MISMATCH_HEADER, OWN_TOKEN, STEP_HEADER } from '../model/wire.ts';
import { shownUrl } from '../redaction/urls.ts';
import { timedConnect } from './connect.ts';
import { describe } from './failures.ts';
import { malformed } from './malformed.ts';
import type { Outgoing, SideClient } from './side.ts';
import { withStartTime } from './start-time.ts';
import { unpack } from './unpack.ts';

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
/** Headers of one connection, and those that the client of this run sets itself. */
const NOT_SENT = new Set(
  'host connection content-length transfer-encoding keep-alive expect upgrade te trailer proxy-connection proxy-authorization http2-settings'.split(
    ' ',
  ),
);

/**
 * Checks a base URL of a live side. `source` is where it was written: a flag, a variable, a key of the config. Throws a
 * ParityError that says what was expected and shows neither user nor query.
 */
export function baseUrl(source: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBare = url && !url.search && !url.hash && !url.username && !url.password;
  if (isBare && /^https?:$/.test(url.protocol)) return url;
  throw new ParityError(
    'bad-url',
    `${source}: expected the base URL of a backend such as http://127.0.0.1:8080, without user, query or fragment, found ${JSON.stringify(shownUrl(text))}.`,
  );
}

export function httpSide(options: HttpSideOptions): SideClient {
  const { side, mode, timeoutMs } = options;
  const url = baseUrl(`--${side}`, options.url);
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

  const maxBytes = options.maxBytes ?? MAX_BYTES;

  async function headersOf({ caseKey, step }: Outgoing, request: SentRequest): Promise<string[]> {
    const headers: string[] = [];
    for (const [name, value] of sendable(request.headers)) {
      headers.push(name, value === OWN_TOKEN && options.token ? `Bearer ${await options.token()}` : value);
    }
    if (mode === 'recorded')
      headers.push(CASE_HEADER, encodeURIComponent(caseKey), STEP_HEADER, encodeURIComponent(step));
    return headers;
  }

  /** One request and its answer, redirects as they come. */
  async function once(outgoing: Outgoing, request: SentRequest): Promise<SideResult> {
    const trouble = malformed({ ...request, headers: sendable(request.headers) });
    if (trouble !== undefined) return { kind: 'error', reason: `${side}: ${trouble}` };
    const deadline = newDeadline(timeoutMs);
    try {
      return await exchange(outgoing, request, deadline);
    } finally {
      deadline.clear();
    }
  }

  async function exchange(outgoing: Outgoing, request: SentRequest, deadline: Deadline): Promise<SideResult> {
    const sending = pool.request({
      method: request.method as 'GET',
      // The request line is written as latin1: the bytes of the recording go out as they are.
      path: Buffer.from(prefix + request.target, 'utf8').toString('latin1'),
      headers: await headersOf(outgoing, request),
      body: request.body,
      signal: deadline.signal,
    });
    // The pool looks at the signal when it takes the request up: it must not wait for that without end, either.
    const response = await Promise.race([sending, deadline.expired]);
    let bytes: Buffer;
    try {
      bytes = await read(response.body, maxBytes);
    } catch (error) {
      // The answer had begun: sending again could do the work twice.
      return {
        kind: 'error',
        reason: `${side}: the answer (${response.statusCode}) broke off: ${describe(error, timeoutMs)}`,
      };
    }
    const headers = pairsOf(response.headers);
    if (mode === 'recorded' && headers.some(([name]) => name === MISMATCH_HEADER)) {
      return { kind: 'error', reason: `${side}: ${bytes.toString('utf8')}` };
    }
    const unpacked = await unpack(headers, bytes, maxBytes);
    if (unpacked.kind === 'error') return { kind: 'error', reason: `${side}: ${unpacked.reason}` };
    const { body } = unpacked;
    const unreadable = unpacked.kind === 'unreadable' ? { unreadable: unpacked.reason } : {};
    return { kind: 'answer', answer: { status: response.statusCode, headers, body, ...unreadable } };
  }

  /** Follows redirects; a recorded side has none but what was recorded. */
  async function attempt(outgoing: Outgoing): Promise<SideResult> {
    let request = withStartTime(outgoing.request, outgoing.recordedAt ?? Date.now(), Date.now());
    const hops: string[] = [];
    for (;;) {
      const result = await once(outgoing, request);
      if (mode === 'recorded' || result.kind !== 'answer') return result;
      const { status, headers } = result.answer;
      const at = new URL(url.origin + prefix + request.target);
      const hop = outgoing.final?.includes(status) ? undefined : hopOf(request, at, status, headers, prefix);
      const redirects = (stopped?: string): Pick<Answer, 'redirects'> =>
        hops.length > 0 || stopped !== undefined ? { redirects: { hops, stopped } } : {};
      if (!hop) return { kind: 'answer', answer: { ...result.answer, ...redirects() } };
      const loop = hops.length >= MOST_HOPS ? `the redirects do not end (${MOST_HOPS} followed)` : undefined;
      const stopped = 'stopped' in hop ? hop.stopped : loop;
      if (stopped !== undefined || 'stopped' in hop)
        return { kind: 'answer', answer: { ...result.answer, ...redirects(stopped) } };
      hops.push(`${status} to ${hop.request.method} ${hop.request.target.split('?', 1)[0]}`);
      request = hop.request;
    }
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

/** Without what belongs to one connection, and the pseudo headers of HTTP/2. */
const sendable = (headers: SentRequest['headers']): SentRequest['headers'] =>
  headers.filter(([name]) => !NOT_SENT.has(name) && !name.startsWith(':'));

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
