/**
 * A recorded side: a server on loopback that answers from the cases' HARs over real HTTP and checks that what it
 * is asked is what was recorded. The case and the step come in two headers that only stand-ins are sent.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf } from '../errors.ts';
import type { RecordedStep } from '../model/case.ts';
import type { SentRequest } from '../model/exchange.ts';
import { CASE_HEADER, MISMATCH_HEADER, STEP_HEADER } from '../model/wire.ts';
import { shownBody, shownTarget } from '../redaction/urls.ts';

/** Headers of one connection, and those that describe bytes which a HAR does not keep. */
const NOT_REPLAYED = new Set(
  'connection keep-alive proxy-authenticate proxy-authorization te trailer transfer-encoding upgrade content-length content-encoding'.split(
    ' ',
  ),
);

/** Cookies of a browser can be long; Node's own limit would answer 431 in the recording's place. */
const MOST_HEADER_BYTES = 1024 * 1024;

export interface StandIn {
  origin: string;
  /** Makes a case answerable until `forget`. */
  learn(caseKey: string, steps: readonly RecordedStep[]): void;
  forget(caseKey: string): void;
  close(): Promise<void>;
}

export async function startStandIn(): Promise<StandIn> {
  const cases = new Map<string, Map<string, RecordedStep>>();
  const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES }, (request, response) => {
    // A client that goes away in the middle is its own trouble.
    response.on('error', () => undefined);
    answer(cases, request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) response.destroy();
      else refuse(response, `the recording cannot be answered: ${messageOf(error)}`);
    });
  });
  server.keepAliveTimeout = 60_000;
  // Node's own 400 would stand for the recording's answer.
  server.on('clientError', (error, socket) => {
    if (socket.writable) socket.end(unread(messageOf(error)));
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    learn: (caseKey, steps) => void cases.set(caseKey, new Map(steps.map((s) => [s.id, s]))),
    forget: (caseKey) => void cases.delete(caseKey),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  cases: ReadonlyMap<string, ReadonlyMap<string, RecordedStep>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const word = (name: string): string => decodeURIComponent(String(request.headers[name] ?? ''));
  const [caseKey, stepId] = [word(CASE_HEADER), word(STEP_HEADER)];
  const step = cases.get(caseKey)?.get(stepId);
  const asked = {
    method: request.method ?? '',
    target: Buffer.from(request.url ?? '', 'latin1').toString('utf8'),
    body,
  };
  const trouble = step
    ? (noAnswer(step) ?? mismatch(step.request, asked))
    : `no step "${stepId}" of ${caseKey} was recorded on this side`;
  if (!step || trouble !== null) {
    refuse(response, trouble ?? '');
    return;
  }
  const headers = step.answer.headers.filter(([name]) => !NOT_REPLAYED.has(name)).flat();
  const empty = step.answer.status === 204 || step.answer.status === 304;
  response.writeHead(
    step.answer.status,
    empty ? headers : [...headers, 'content-length', String(step.answer.body.length)],
  );
  response.end(empty ? undefined : step.answer.body);
}

function refuse(response: ServerResponse, reason: string): void {
  response.writeHead(599, { [MISMATCH_HEADER]: '1', 'content-type': 'text/plain; charset=utf-8' });
  response.end(reason);
}

/** The same for what never became a request. */
const unread = (reason: string): string => {
  const text = `the request could not be read: ${reason}`;
  return `HTTP/1.1 599 x\r\n${MISMATCH_HEADER}: 1\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
};

/** A status below 200 would leave the client waiting for another. */
function noAnswer({ id, answer: { status }, unusable }: RecordedStep): string | null {
  if (unusable !== undefined) return unusable;
  return status >= 200 && status <= 599 ? null : `step "${id}": the recorded status ${status} is no answer`;
}

interface Asked {
  method: string;
  target: string;
  body: Buffer;
}

const shown = ({ method, target, body }: Asked): string =>
  `${method} ${shownTarget(target)}${body.length > 0 ? ` ${shownBody(body.toString('utf8')).slice(0, 500)}` : ''}`;

/** What differs between a request and its recording, with both shown; null where nothing does. */
function mismatch(recorded: SentRequest, asked: Asked): string | null {
  const expected: Asked = { ...recorded, body: recorded.body ?? Buffer.alloc(0) };
  if (expected.method === asked.method && expected.target === asked.target && expected.body.equals(asked.body))
    return null;
  return `this request was not recorded: expected ${shown(expected)}, was sent ${shown(asked)}`;
}
