/**
 * A live backend built from recordings: answers a case's HAR with times of its own, applies the case's changes to
 * Firestore at its last write, and refuses what the real ones refuse.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Case, Changes, RecordedStep } from '../../src/model/case.ts';
import type { Side } from '../../src/model/side.ts';
import { OWN_TOKEN } from '../../src/model/wire.ts';
import type { Firestore } from '../../src/state/firestore.ts';
import { type MovedTimes, movedTimes } from './moved-times.ts';

export interface RecordedBackend {
  url: string;
  /** From now on answers this case, from its first step. */
  use(recording: Case): void;
  /** What was asked, with the credentials. */
  readonly requests: { method: string; target: string; authorization: string | undefined }[];
  close(): Promise<void>;
}

/** What a backend keeps between requests and cases, and shows where it should not: the tests' leaks. */
export interface Leaks {
  /** May answer in the place of the recording, or change what it answers. */
  answer(recording: Case, step: RecordedStep, target: string): Promise<RecordedStep['answer']>;
}

export interface BackendOptions {
  side: Side;
  firestore?: Firestore;
  /** The token that it takes; any without one. */
  token?: string;
  /** Milliseconds after the answer of the last write until its documents appear. */
  lateMs?: number;
  /** Documents that a step leaves, in place of the recording's changes at the last write. */
  writes?: Record<string, Changes>;
  /** May answer in the place of the recording. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
  leaks?: Leaks;
}

/** Older requests are refused by the real Python, in seconds. */
const TOO_OLD = 600;

export async function startBackend(options: BackendOptions): Promise<RecordedBackend> {
  const { side, firestore, lateMs = 0, writes, intercept, leaks } = options;
  const requests: RecordedBackend['requests'] = [];
  let current: Case | undefined;
  let steps: RecordedStep[] = [];
  let changes: Changes | undefined;
  let times: MovedTimes | undefined;
  let answered = new Set<RecordedStep>();
  const late: NodeJS.Timeout[] = [];

  const server = createServer((request, response) => {
    // What is under way when a test ends finds its Firestore closed.
    handle(request, response).catch(() => response.destroy());
  });
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const target = Buffer.from(request.url ?? '', 'latin1').toString('utf8');
    requests.push({ method: request.method ?? '', target, authorization: request.headers.authorization });
    if (intercept?.(request, response)) return;
    const say = (status: number, text: string): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(text);
    };
    const fits = (s: RecordedStep): boolean =>
      s.request.method === request.method &&
      s.request.target === target &&
      (s.request.body ?? Buffer.alloc(0)).equals(body);
    const listed = firestore && (await probed(firestore, request));
    if (listed !== undefined) return say(200, listed);
    const step = steps.find((s) => !answered.has(s) && fits(s)) ?? steps.findLast(fits);
    const refused = refusalOf(request, step?.request.headers, body.length > 0);
    if (refused !== undefined) return say(refused, '{"detail":"refused"}');
    if (!step || !current) return say(404, '{"detail":"Not Found"}');
    answered.add(step);
    const left = writes ? writes[step.id] : isLastWrite(step) ? changes : undefined;
    if (left && firestore) {
      const moved = JSON.parse(times?.text(JSON.stringify(left)) ?? '{}') as Changes;
      const apply = (): Promise<void> => firestore.commit({ set: moved.set, delete: moved.deleted });
      if (lateMs > 0) late.push(setTimeout(() => void apply(), lateMs));
      else await apply();
    }
    const { status, headers, body: text } = (await leaks?.answer(current, step, target)) ?? step.answer;
    const kept = headers.filter(
      ([name]) => !/^(connection|content-length|transfer-encoding|content-encoding)$/.test(name),
    );
    response.writeHead(status, kept.flat());
    response.end(status === 204 ? undefined : moved(text));
  }

  /** Bytes that are no UTF-8 stay as they are. */
  const moved = (text: Buffer): Buffer => {
    const before = text.toString('latin1');
    const after = times?.text(before) ?? before;
    return before === after ? text : Buffer.from(after, 'latin1');
  };

  /** Before anything else a real side looks at the age, the token and the content type. */
  function refusalOf(
    request: IncomingMessage,
    recorded: RecordedStep['request']['headers'] | undefined,
    hasBody: boolean,
  ): number | undefined {
    const told = Number(request.headers['x-request-start-time'] ?? Number.NaN);
    if (side === 'python' && Date.now() / 1000 - told > TOO_OLD) return 408;
    // A recorded request with another token, or none, is meant as it is.
    const own = recorded === undefined || recorded.some(([n, v]) => n === 'authorization' && v === OWN_TOKEN);
    if (own && options.token !== undefined && request.headers.authorization !== `Bearer ${options.token}`) return 401;
    const json = recorded?.some(([n, v]) => n === 'content-type' && v.startsWith('application/json'));
    if (json && hasBody && !request.headers['content-type']?.startsWith('application/json')) return 415;
    return undefined;
  }

  /** The last step that is no GET; of a case that only reads, its last step. */
  const isLastWrite = (step: RecordedStep): boolean =>
    step === (steps.findLast((s) => s.request.method !== 'GET') ?? steps.at(-1));

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    use(recording) {
      current = recording;
      times = movedTimes(recording);
      steps = recording[side] ?? [];
      changes = recording.changes?.[side];
      answered = new Set();
    },
    close: () =>
      new Promise((resolve) => {
        for (const timer of late) clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** While a probe lies among the folders the list shows what is there, as a real side does. */
async function probed(firestore: Firestore, request: IncomingMessage): Promise<string | undefined> {
  if (request.method !== 'GET' || request.url !== '/v1/folders') return undefined;
  const uid = uidIn(request.headers.authorization);
  const found = Object.keys(await firestore.collection(`users/${uid}/folders`)).map((p) => p.split('/').at(-1) ?? '');
  if (!found.some((name) => name.startsWith('parity-probe-'))) return undefined;
  return JSON.stringify(found.map((id) => ({ id, name: id })));
}

function uidIn(authorization: string | undefined): string {
  try {
    const claims = JSON.parse(Buffer.from(authorization?.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
      sub?: string;
    };
    return claims.sub ?? 'parity-user-1';
  } catch {
    return 'parity-user-1';
  }
}
