/** A JSON server on a free loopback port, closed with all its connections. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Request {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  raw: string;
}

export interface Answer {
  status: number;
  body: unknown;
}

export interface Server {
  url: string;
  /** `127.0.0.1:PORT`, the form of the emulators' environment variables. */
  host: string;
  close(): Promise<void>;
}

/** A handler that returns `'reset'` ends the connection without an answer. */
export async function serveJson(handle: (request: Request) => Answer | 'reset'): Promise<Server> {
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const answer = handle({
        method: req.method ?? 'GET',
        url: new URL(req.url ?? '/', 'http://loopback'),
        headers: req.headers,
        raw: Buffer.concat(chunks).toString('utf8'),
      });
      if (answer === 'reset') {
        req.socket.destroy();
        return;
      }
      const body = Buffer.from(JSON.stringify(answer.body));
      res.writeHead(answer.status, {
        'content-type': 'application/json; charset=UTF-8',
        'content-length': body.length,
      });
      res.end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
