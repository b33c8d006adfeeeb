import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { Traffic } from '../../src/model/traffic.ts';
import { trafficOf } from '../../src/record/exchange.ts';
import { type Seen, startProxy } from '../../src/record/proxy.ts';
import { closeServers, serve, serveBytes } from '../support/servers.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  closeServers();
  for (const close of closing.splice(0)) await close();
});

interface Through {
  url: string;
  /** The next exchange that ends. */
  next(): Promise<Traffic>;
  upgrades(): number;
}

async function through(to: string, mostKept = 1024 * 1024): Promise<Through> {
  const seen: Seen[] = [];
  const waiting: ((one: Seen) => void)[] = [];
  let upgrades = 0;
  const proxy = await startProxy({
    to: new URL(to),
    host: '127.0.0.1',
    port: 0,
    mostKept,
    began: () => undefined,
    ended(one) {
      const wait = waiting.shift();
      if (wait) wait(one);
      else seen.push(one);
    },
    upgraded: () => {
      upgrades++;
    },
  });
  closing.push(proxy.close);
  return {
    url: proxy.url,
    upgrades: () => upgrades,
    async next() {
      return trafficOf(seen.shift() ?? (await new Promise<Seen>((done) => waiting.push(done))));
    },
  };
}

/** All bytes that one connection answers. */
const raw = (url: string, text: string): Promise<string> =>
  new Promise((done) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    let all = '';
    socket.on('data', (chunk) => {
      all += chunk.toString('latin1');
    });
    socket.on('close', () => done(all));
    socket.on('error', () => done(all));
  });

test('the first event of a stream arrives before the last is sent', async () => {
  let finish = (): void => undefined;
  const side = await serve((_, res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.write('data: 1\n\n');
    finish = () => void res.end('data: 2\n\n');
  });
  const proxy = await through(side);
  const answer = await fetch(proxy.url);
  const reader = answer.body?.getReader();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('data: 1\n\n');
  finish();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('data: 2\n\n');
  expect((await proxy.next()).answer.body.toString()).toBe('data: 1\n\ndata: 2\n\n');
});

test('order, case and repetitions of headers stay both ways, the host is the upstream’s', async () => {
  let got: string[] = [];
  const side = await serve((req, res) => {
    got = req.rawHeaders;
    res.sendDate = false;
    res.writeHead(200, ['X-B', '1', 'set-Cookie', 'a=1', 'X-a', '2', 'set-Cookie', 'b=2', 'Content-Length', '2']);
    res.end('ok');
  });
  const proxy = await through(side);
  const answer = await raw(
    proxy.url,
    'GET /p?q=%2F HTTP/1.1\r\nX-Zed: 1\r\nHost: app\r\naccept: a\r\nX-Zed: 2\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\n\r\n',
  );
  expect(got.slice(0, 8)).toEqual(['X-Zed', '1', 'Host', new URL(side).host, 'accept', 'a', 'X-Zed', '2']);
  expect(got).not.toContain('X-Hop');
  expect(answer).toContain('X-B: 1\r\nset-Cookie: a=1\r\nX-a: 2\r\nset-Cookie: b=2\r\nContent-Length: 2');
});

test('a redirect to the backend’s own address leads back to the proxy, another one stays', async () => {
  const side: string = await serve((req, res) => {
    const elsewhere = req.url === '/out' ? 'https://elsewhere.example/x' : `${side}/v1/folders/?a=%2F`;
    res.writeHead(307, { location: elsewhere }).end();
  });
  const proxy = await through(side);
  const locationOf = async (path: string) =>
    (await fetch(`${proxy.url}${path}`, { redirect: 'manual' })).headers.get('location');
  expect(await locationOf('/v1/folders')).toBe('/v1/folders/?a=%2F');
  expect(await locationOf('/out')).toBe('https://elsewhere.example/x');
});

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
])('answers packed with %s go through untouched and are unpacked for the recording', async (coding, pack) => {
  const packed = pack('{"a":1}');
  const side = await serve((_, res) => void res.writeHead(200, { 'content-encoding': coding }).end(packed));
  const proxy = await through(side);
  const bytes = await new Promise<Buffer>((done) =>
    request(proxy.url, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (c: Buffer) => chunks.push(c)).on('end', () => done(Buffer.concat(chunks)));
    }).end(),
  );
  expect(bytes.equals(packed)).toBe(true);
  expect((await proxy.next()).answer.body.toString()).toBe('{"a":1}');
});

test('an upload above the limit goes through whole and is not kept', async () => {
  const side = await serve((req, res) => {
    let size = 0;
    req.on('data', (c: Buffer) => {
      size += c.length;
    });
    req.on('end', () => res.end(String(size)));
  });
  const proxy = await through(side, 1000);
  const answer = await fetch(proxy.url, { method: 'POST', body: Buffer.alloc(300_000) });
  expect(await answer.text()).toBe('300000');
  const { unsendable, answer: kept } = await proxy.next();
  expect(unsendable).toContain('more than 1000 bytes');
  expect(kept.body.toString()).toBe('300000');
});

test.each(['HEAD', 'GET', 'POST'])('%s with 204, 304 and without a body', async (method) => {
  const side = await serve((req, res) => void res.writeHead(Number(req.url?.slice(1))).end());
  const proxy = await through(side);
  for (const status of [200, 204, 304]) {
    expect((await fetch(`${proxy.url}/${status}`, { method })).status).toBe(status);
    expect((await proxy.next()).answer.status).toBe(status);
  }
});

test('who expects 100-continue gets it from the upstream', async () => {
  const server = createServer((req, res) => req.on('end', () => res.end('done')).resume());
  let asked = 0;
  server.on('checkContinue', (req, res) => {
    asked++;
    res.writeContinue();
    server.emit('request', req, res);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const proxy = await through(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const text = await new Promise<string>((done) => {
    const sent = request(proxy.url, { method: 'POST', headers: { expect: '100-continue' } }, (answer) =>
      answer.on('data', (c: Buffer) => done(c.toString())),
    );
    sent.on('continue', () => sent.end('body'));
    sent.flushHeaders();
  });
  expect([text, asked]).toEqual(['done', 1]);
  expect((await proxy.next()).request.body?.toString()).toBe('body');
  server.closeAllConnections();
  server.close();
});

test('an upgraded connection is a tunnel both ways and is counted', async () => {
  const side = await serveBytes((socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    socket.on('data', (c) => socket.end(`echo ${c.toString()}`));
  });
  const proxy = await through(side);
  const answer = await new Promise<string>((done) => {
    request(proxy.url, { headers: { connection: 'Upgrade', upgrade: 'websocket' } })
      .on('upgrade', (_, socket) => {
        socket.write('hello');
        socket.once('data', (c: Buffer) => done(c.toString()));
      })
      .end();
  });
  expect(answer).toBe('echo hello');
  expect(proxy.upgrades()).toBe(1);
});

test('an upstream that is down is a 502 with a reason, unusable, and the next request is served', async () => {
  const proxy = await through('http://127.0.0.1:1');
  for (let i = 0; i < 2; i++) {
    const answer = await fetch(proxy.url, { method: 'POST', body: 'x' });
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ error: 'bad_gateway' });
    expect((await proxy.next()).unusable).toContain('ECONNREFUSED');
  }
});

test('an upstream that breaks off breaks off for the app, too', async () => {
  const side = await serveBytes((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf');
    setTimeout(() => socket.destroy(), 20);
  });
  const proxy = await through(side);
  await expect(fetch(proxy.url).then((answer) => answer.text())).rejects.toThrow();
  expect((await proxy.next()).unusable).toContain('upstream broke off');
});

test('when the app goes away the upstream is told, and the step is unusable', async () => {
  let gone = (): void => undefined;
  const told = new Promise<void>((done) => {
    gone = done;
  });
  const side = await serve((_, res) => {
    res.writeHead(200).write('first');
    res.on('close', gone);
  });
  const proxy = await through(side);
  const stop = new AbortController();
  const answer = await fetch(proxy.url, { signal: stop.signal });
  await answer.body?.getReader().read();
  stop.abort();
  await told;
  expect((await proxy.next()).unusable).toContain('client went away');
});
