/** WebSockets and other upgrades: bytes both ways, nothing kept. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { pairsOf, type RawHeaders, upgradeHeaders } from './headers.ts';
import type { Upstream } from './upstream.ts';

const head = (answer: IncomingMessage, headers: RawHeaders): string =>
  [
    `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage ?? ''}`,
    ...pairsOf(headers).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');

export function tunnel(req: IncomingMessage, socket: Duplex, first: Buffer, target: string, upstream: Upstream): void {
  const out = upstream.send(req.method ?? 'GET', target, upgradeHeaders(req.rawHeaders, upstream.host));
  socket.on('error', () => out.destroy());
  socket.on('close', () => out.destroy());
  out.on('upgrade', (answer, other, more) => {
    socket.write(head(answer, answer.rawHeaders), 'latin1');
    if (more.length > 0) socket.write(more);
    if (first.length > 0) other.write(first);
    other.on('error', () => socket.destroy());
    socket.on('error', () => other.destroy());
    other.on('close', () => socket.destroy());
    socket.on('close', () => other.destroy());
    other.pipe(socket).pipe(other);
  });
  // It would not: its answer goes back, and the connection ends with it.
  out.on('response', (answer) => {
    const kept = pairsOf(answer.rawHeaders).filter(
      ([name]) => !/^(connection|transfer-encoding|keep-alive)$/i.test(name),
    );
    socket.write(head(answer, [...kept.flat(), 'Connection', 'close']), 'latin1');
    answer.pipe(socket);
  });
  out.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'));
  out.end();
}
