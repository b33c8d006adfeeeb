/** Both backends in a process of their own: a port each, answers made before the first request. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyOf } from './bodies.ts';

const [cases = 0, bytes = 0] = process.argv.slice(2).map(Number);

const ports = await Promise.all(
  (['rust', 'python'] as const).map(async (side) => {
    const answers = Array.from({ length: cases }, (_, i) => bodyOf(i, bytes, side));
    const server = createServer((request, response) => {
      const offset = Number(/offset=(\d+)/.exec(request.url ?? '')?.[1] ?? 0);
      const body = answers[offset] as Buffer;
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
      response.end(body);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return (server.address() as AddressInfo).port;
  }),
);
process.send?.(ports);
