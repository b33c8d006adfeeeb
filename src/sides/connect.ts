/** Connections of a side: timed, and blind for the `100 Continue` that some servers send unasked. */
import type { Socket } from 'node:net';
import { buildConnector } from 'undici';

/** Connects as undici does, and tells how long it took in milliseconds. */
export function timedConnect(timeout: number, told: (ms: number) => void): buildConnector.connector {
  const connect = buildConnector({ timeout });
  return (options, callback) => {
    const start = performance.now();
    connect(options, (...result) => {
      told(performance.now() - start);
      const [, socket] = result;
      if (socket) skipContinue(socket);
      callback(...result);
    });
  };
}

/**
 * undici takes an unasked `100 Continue` for a broken answer and closes the connection. It is no answer at all: it is
 * taken off before undici reads.
 */
function skipContinue(socket: Socket): void {
  const read = socket.read.bind(socket);
  socket.read = (size?: number): unknown => {
    const chunk = read(size) as unknown;
    if (!Buffer.isBuffer(chunk)) return chunk;
    const rest = withoutContinue(chunk);
    return rest.length === 0 ? null : rest;
  };
}

/** The bytes behind every interim answer with status 100 that they begin with. */
export function withoutContinue(chunk: Buffer): Buffer {
  let rest = chunk;
  while (/^HTTP\/1\.[01] 100[ \r]/.test(rest.toString('latin1', 0, 14))) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) break;
    rest = rest.subarray(end + 4);
  }
  return rest;
}
