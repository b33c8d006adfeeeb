/** A live backend built from recordings: answers a case's HAR and applies its changes to Firestore at its last write. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Case, Changes, RecordedStep } from '../../src/model/case.ts';
import type { Side } from '../../src/model/side.ts';
import type { Firestore } from '../../src/state/firestore.ts';

export interface RecordedBackend {
  url: string;
  /** From now on answers this case, from its first step. */
  use(recording: Case): void;
  /** What was asked, with the credentials. */
  readonly requests: { method: string; target: string; authorization: string | undefined }[];
  close(): Promise<void>;
}

export interface BackendOptions {
  side: Side;
  firestore?: Firestore;
  /** Milliseconds after the answer of the last write until its documents appear. */
  lateMs?: number;
  /** Documents that a step leaves, in place of the recording's changes at the last write. */
  writes?: Record<string, Changes>;
  /** May answer in the place of the recording. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export async function startBackend(options: BackendOptions): Promise<RecordedBackend> {
  const { side, firestore, lateMs = 0, writes, intercept } = options;
  const requests: RecordedBackend['requests'] = [];
  let steps: RecordedStep[] = [];
  let changes: Changes | undefined;
  let answered = new Set<RecordedStep>();

  const server = createServer((request, response) => void handle(request, response));
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const target = Buffer.from(request.url ?? '', 'latin1').toString('utf8');
    requests.push({ method: request.method ?? '', target, authorization: request.headers.authorization });
    if (intercept?.(request, response)) return;
    const fits = (s: RecordedStep): boolean =>
      s.request.method === request.method &&
      s.request.target === target &&
      (s.request.body ?? Buffer.alloc(0)).equals(body);
    const step = steps.find((s) => !answered.has(s) && fits(s)) ?? steps.findLast(fits);
    if (!step) {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"detail":"Not Found"}');
      return;
    }
    answered.add(step);
    const left = writes ? writes[step.id] : isLastWrite(step) ? changes : undefined;
    if (left && firestore) {
      const apply = (): Promise<void> => firestore.commit({ set: left.set, delete: left.deleted });
      if (lateMs > 0) setTimeout(() => void apply(), lateMs);
      else await apply();
    }
    const { status, headers, body: text } = step.answer;
    const kept = headers.filter(
      ([name]) => !/^(connection|content-length|transfer-encoding|content-encoding)$/.test(name),
    );
    response.writeHead(status, kept.flat());
    response.end(status === 204 ? undefined : text);
  }
  /** The last step that is no GET; of a case that only reads, its last step. */
  const isLastWrite = (step: RecordedStep): boolean =>
    step === (steps.findLast((s) => s.request.method !== 'GET') ?? steps.at(-1));

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    use(recording) {
      steps = recording[side] ?? [];
      changes = recording.changes?.[side];
      answered = new Set();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
