/** HTTP servers that answer as a test wants, on free loopback ports; all are closed together. */
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net';

const open: (() => void)[] = [];

async function listening(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function serve(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return listening(server);
}

/** Every connection is sent these bytes once it has asked. */
export async function serveBytes(bytes: string | ((socket: Socket) => void)): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => (typeof bytes === 'string' ? socket.end(bytes) : bytes(socket)));
  });
  open.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return listening(server);
}

/** Answers everything with this. */
export const saying =
  (body: Buffer | string, headers: Record<string, string> = {}, status = 200): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body);
  };

export function closeServers(): void {
  for (const close of open.splice(0)) close();
}
