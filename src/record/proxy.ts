/** A reverse proxy that lets one see what goes by. Whatever the onlooker does, the app gets its answer at once. */
import { type ClientRequest, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerHeaders, pairsOf, type RawHeaders, requestHeaders } from './headers.ts';
import { newTap, type Tap } from './tap.ts';
import { tunnel } from './tunnel.ts';
import { MAX_HEADERS, openUpstream, type Upstream } from './upstream.ts';

/** One exchange that went by, as bytes. */
export interface Seen {
  /** Counts up in order of the beginnings. */
  n: number;
  startedAt: number;
  endedAt: number;
  method: string;
  /** Path and query as they came. */
  target: string;
  requestHeaders: RawHeaders;
  requestBody: Tap;
  /** Undefined where no answer came. */
  answer?: { status: number; headers: RawHeaders };
  answerBody: Tap;
  /** Why the answer is not whole. */
  broken?: string;
}

export interface ProxyOptions {
  to: URL;
  host: string;
  port: number;
  /** Bytes of a body that are kept. */
  mostKept: number;
  began(n: number, head: Pick<Seen, 'method' | 'target' | 'requestHeaders'>): void;
  /** Called once for each that began, after the app has its answer. Must not throw. */
  ended(seen: Seen): void;
  upgraded(): void;
}

export interface RecordingProxy {
  url: string;
  close(): Promise<void>;
}

/** Milliseconds that answers under way are given when the proxy ends. */
const LAST_ANSWERS_MS = 500;

/** Throws the error of the system when it cannot listen. */
export async function startProxy(options: ProxyOptions): Promise<RecordingProxy> {
  const upstream = openUpstream(options.to);
  let count = 0;
  const serve = (req: IncomingMessage, res: ServerResponse): void => {
    const seen: Seen = {
      n: count++,
      startedAt: Date.now(),
      endedAt: 0,
      method: req.method ?? 'GET',
      target: originForm(req.url ?? '/'),
      requestHeaders: req.rawHeaders,
      requestBody: newTap(options.mostKept),
      answerBody: newTap(options.mostKept),
    };
    options.began(seen.n, seen);
    let over = false;
    forward(req, res, seen, upstream, (broken) => {
      if (over) return;
      over = true;
      seen.endedAt = Date.now();
      if (broken !== undefined) seen.broken = broken;
      // After the last bytes have gone out.
      setImmediate(() => options.ended(seen));
    });
  };
  const server = createServer({ maxHeaderSize: MAX_HEADERS, requestTimeout: 0, requireHostHeader: false }, serve);
  server.keepAliveTimeout = 75_000;
  server.on('checkContinue', serve);
  server.on('upgrade', (req, socket, head) => {
    options.upgraded();
    tunnel(req, socket, head, originForm(req.url ?? '/'), upstream);
  });
  await listen(server, options.port, options.host);
  const { address, port } = server.address() as AddressInfo;
  return {
    url: `http://${address.includes(':') ? `[${address}]` : address}:${port}`,
    close: () =>
      new Promise((done) => {
        // What is under way may end; a stream that goes on is cut.
        const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
        server.close(() => {
          clearTimeout(cut);
          upstream.close();
          done();
        });
        server.closeIdleConnections();
      }),
  };
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      done();
    });
  });

/** A client that takes us for its HTTP proxy writes the whole address. */
const originForm = (url: string): string => {
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.startsWith('/') || path === '*' ? path : `/${path}`;
};

const SAFE = /^(GET|HEAD|OPTIONS)$/;

function forward(
  req: IncomingMessage,
  res: ServerResponse,
  seen: Seen,
  upstream: Upstream,
  done: (broken?: string) => void,
): void {
  const headers = requestHeaders(req.rawHeaders, seen.method, upstream.host);
  const bare =
    SAFE.test(seen.method) && req.headers['content-length'] === undefined && !req.headers['transfer-encoding'];
  let tries = 0;
  let out: ClientRequest = send();
  res.sendDate = false;
  req.on('data', (chunk: Buffer) => seen.requestBody.take(chunk));
  // A broken upload: the upstream must not take it for whole.
  req.on('error', () => undefined);
  res.on('error', () => undefined);
  res.on('close', () => {
    if (res.writableFinished) return;
    done('the client went away before the answer had ended');
    out.destroy();
  });
  res.on('finish', () => done());

  function send(): ClientRequest {
    const sent = upstream.send(seen.method, seen.target, headers);
    tries++;
    sent.on('continue', () => res.writeContinue());
    sent.on('information', ({ statusCode, headers: hints }) => {
      if (statusCode === 103 && hints.link) res.writeEarlyHints({ link: hints.link as string });
    });
    sent.on('response', (answer) => back(answer, res, seen, upstream, done));
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // The upstream had closed a kept connection at the same moment: another one is as good.
      if (bare && sent.reusedSocket && tries < 3 && !seen.answer && !res.destroyed) {
        out = send();
        return;
      }
      failed(res, seen, error, done);
    });
    // What is still uploaded after an early answer goes nowhere, but the app is not left waiting.
    sent.on('close', () => req.resume());
    if (bare) sent.end();
    else req.pipe(sent);
    return sent;
  }
}

function back(
  answer: IncomingMessage,
  res: ServerResponse,
  seen: Seen,
  upstream: Upstream,
  done: (broken?: string) => void,
): void {
  const status = answer.statusCode ?? 502;
  const headers = answerHeaders(answer.rawHeaders);
  // A redirect to the backend's own address would lead the app past the proxy.
  const at = headers.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === 'location');
  if (at >= 0) headers[at + 1] = upstream.location(headers[at + 1] ?? '');
  seen.answer = { status, headers };
  res.writeHead(status, answer.statusMessage, headers);
  // A stream's headers do not wait for its first bytes; others go out in one piece with them.
  if (answer.headers['content-length'] === undefined) res.flushHeaders();
  else setImmediate(() => res.flushHeaders());
  answer.on('data', (chunk: Buffer) => seen.answerBody.take(chunk));
  answer.on('end', () => {
    if (answer.rawTrailers.length > 0) res.addTrailers(pairsOf(answer.rawTrailers));
  });
  answer.on('error', () => {
    done('the upstream broke off in its answer');
    res.destroy();
  });
  answer.pipe(res);
}

function failed(res: ServerResponse, seen: Seen, error: NodeJS.ErrnoException, done: (broken?: string) => void): void {
  // Once there is an answer it tells by itself whether it is whole: a backend may refuse an upload early.
  if (res.destroyed || seen.answer) return;
  const why = `the upstream gave no answer (${error.code ?? 'no code'})`;
  done(why);
  const body = JSON.stringify({ error: 'bad_gateway', detail: `parity record: ${why}` });
  res.writeHead(502, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  res.end(body);
}
