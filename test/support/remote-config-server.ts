/**
 * A stand-in of the Remote Config REST API (v1) on loopback: templates with ETags and a version history. As the service does, it
 * tells the ETag only to those who take gzip, and knows a conflict by If-Match.
 */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface StoredTemplate {
  conditions?: unknown[];
  parameters?: Record<string, unknown>;
  parameterGroups?: Record<string, unknown>;
  version: { versionNumber: string; updateTime: string; updateUser: { email: string }; description?: string };
}

interface Answer {
  status?: number;
  body: unknown;
  tag?: string;
}

const refusal = (status: number, name: string, message: string): Answer => ({
  status,
  body: { error: { code: status, status: name, message } },
});

/** Both are seen of the service. */
export const CONFLICTS = {
  409: [409, 'ABORTED', 'The ETag is of another version.'],
  412: [412, 'FAILED_PRECONDITION', 'The ETag is of another version.'],
} satisfies Record<number, Parameters<typeof refusal>>;

/** Answers in another way; true when it did. `work` does what was asked, whatever is answered then. */
export type Fault = (request: IncomingMessage, response: ServerResponse, work: () => void) => boolean;

export interface RemoteConfigServer {
  /** For FIREBASE_REMOTE_CONFIG_URL_BASE. */
  url: string;
  /** Every version, the oldest first. */
  versions: StoredTemplate[];
  current(): StoredTemplate;
  /** Somebody else publishes. */
  put(change: Partial<StoredTemplate>, email?: string): void;
  /** Asked one after the other, each for one request; a fault that is done with `true` is used up. */
  faults: Fault[];
  /** `GET`, `PUT`, `PUT ?validate_only=true`, `POST :rollback`. */
  asked: string[];
  close(): Promise<void>;
}

const START = Date.UTC(2026, 10, 20);

interface ServerOptions {
  project?: string;
  /** The token that is taken. */
  token?: string;
  /** How it says that a template has changed. */
  conflict?: Parameters<typeof refusal>;
  /** PEM: speaks TLS as `localhost`. */
  tls?: { key: string; cert: string };
}

export async function startRemoteConfig({
  project = 'demo-parity',
  token = 'owner',
  conflict = CONFLICTS[409],
  tls,
}: ServerOptions = {}): Promise<RemoteConfigServer> {
  const versions: StoredTemplate[] = [];
  const faults: Fault[] = [];
  const asked: string[] = [];
  const put = (change: Partial<StoredTemplate>, email = 'somebody@example.invalid', description?: string): void => {
    const number = versions.length + 1;
    const updateTime = new Date(START + number * 60_000).toISOString();
    const { version: _, ...content } = { ...versions.at(-1), ...change };
    versions.push({
      ...content,
      version: {
        versionNumber: String(number),
        updateTime,
        updateUser: { email },
        ...(description && { description }),
      },
    });
  };
  const current = (): StoredTemplate => versions.at(-1) as StoredTemplate;
  const etag = (): string => `etag-${project}-${versions.length}`;
  put({ conditions: [], parameters: {}, parameterGroups: {} });

  const answerTo = (request: IncomingMessage, raw: string): Answer => {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const validating = url.searchParams.get('validate_only') === 'true';
    const [, verb = ''] = /remoteConfig(:\w+)?$/.exec(url.pathname) ?? [];
    if (request.headers.authorization !== `Bearer ${token}`)
      return refusal(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
    if (!url.pathname.startsWith(`/v1/projects/${project}/remoteConfig`))
      return refusal(404, 'NOT_FOUND', 'Requested entity was not found.');
    if (verb === ':listVersions') return { body: { versions: versions.map((v) => v.version).reverse() } };
    if (verb === ':rollback') {
      const { versionNumber } = JSON.parse(raw) as { versionNumber: string };
      put(versions[Number(versionNumber) - 1] ?? {}, 'rollback@example.invalid');
      return { body: current(), tag: etag() };
    }
    if (request.method === 'GET') return { body: current(), tag: etag() };
    const tag = request.headers['if-match'];
    if (!tag) return refusal(400, 'INVALID_ARGUMENT', 'If-Match is missing.');
    if (tag !== '*' && tag !== etag()) return refusal(...conflict);
    const { version, ...content } = JSON.parse(raw) as StoredTemplate;
    const wrong = wrongParameter(content);
    if (wrong) return refusal(400, 'INVALID_ARGUMENT', wrong);
    if (validating) return { body: { ...content, version: current().version }, tag: `${etag()}-0` };
    put(content, 'parity@example.invalid', version?.description);
    return { body: current(), tag: etag() };
  };

  const handle = (request: IncomingMessage, response: ServerResponse, raw: string): void => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://loopback');
    asked.push(`${request.method} ${pathname.replace(/.*\/remoteConfig/, '')}${search}`.trim());
    if (faults[0]?.(request, response, () => void answerTo(request, raw))) {
      faults.shift();
      return;
    }
    const { status = 200, body, tag } = answerTo(request, raw);
    const packs = /gzip/.test(request.headers['accept-encoding'] ?? '');
    response.writeHead(status, {
      'content-type': 'application/json; charset=UTF-8',
      ...(packs ? { 'content-encoding': 'gzip' } : {}),
      ...(packs && tag ? { etag: tag } : {}),
    });
    response.end(packs ? gzipSync(JSON.stringify(body)) : JSON.stringify(body));
  };

  const listen: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => handle(request, response, Buffer.concat(chunks).toString('utf8')));
  };
  const server = tls ? createSecureServer(tls, listen) : createServer(listen);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `${tls ? 'https://localhost' : 'http://127.0.0.1'}:${(server.address() as AddressInfo).port}`,
    versions,
    current,
    put,
    faults,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** The service holds values to the type that a parameter says it has. */
function wrongParameter({ parameters }: Pick<StoredTemplate, 'parameters'>): string | undefined {
  for (const [name, parameter] of Object.entries(parameters ?? {})) {
    const { valueType, defaultValue } = parameter as { valueType?: string; defaultValue?: { value?: string } };
    if (valueType === 'BOOLEAN' && !/^(true|false)$/.test(defaultValue?.value ?? ''))
      return `Parameter ${name}: the value is no boolean.`;
  }
  return undefined;
}

/** A fault for one request of this method, before it has any effect. */
export const failing =
  (method: string, status: number, name = 'INTERNAL', headers: Record<string, string> = {}): Fault =>
  (request, response) => {
    if (request.method !== method) return false;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { code: status, status: name, message: 'down for now' } }));
    return true;
  };

/** No answer at all. */
export const hanging =
  (method: string): Fault =>
  (request) =>
    request.method === method;

/** Does what was asked, and breaks the connection in place of an answer. */
export const breaking =
  (method: string): Fault =>
  (request, _, work) => {
    if (request.method !== method) return false;
    work();
    request.socket.destroy();
    return true;
  };

/** Somebody else acts just before the next request of this method is looked at, which then goes on. */
export const overtaken =
  (server: RemoteConfigServer, method: string, act: () => void): Fault =>
  (request) => {
    if (request.method !== method) return false;
    server.faults.shift();
    act();
    return false;
  };
