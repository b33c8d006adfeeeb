/** A stand-in of the part of GitHub that keeps comments of pull requests. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Comment {
  id: number;
  issue: number;
  body: string;
}

export interface Comments {
  comments: Comment[];
  /** Authorizations that were seen. */
  tokens: Set<string>;
  /** What a workflow has in its environment. */
  env: Record<string, string>;
  close(): Promise<void>;
}

const TOKEN = 't0ken';

export async function startComments(): Promise<Comments> {
  const comments: Comment[] = [];
  const tokens = new Set<string>();
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const send = (status: number, value: unknown): void => {
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    tokens.add(req.headers.authorization ?? '');
    if (req.headers.authorization !== `Bearer ${TOKEN}`) return send(401, { message: 'Bad credentials' });
    const url = new URL(req.url ?? '/', 'http://stand.in');
    const list = /^\/repos\/a\/b\/issues\/(\d+)\/comments$/.exec(url.pathname);
    const one = /^\/repos\/a\/b\/issues\/comments\/(\d+)$/.exec(url.pathname);
    const body = (): string => JSON.parse(Buffer.concat(parts).toString('utf8')).body;
    if (list && req.method === 'GET') {
      const own = comments.filter((c) => c.issue === Number(list[1]));
      const [size, page] = ['per_page', 'page'].map((name) => Number(url.searchParams.get(name))) as [number, number];
      return send(200, own.slice((page - 1) * size, page * size));
    }
    if (list && req.method === 'POST') {
      const made = { id: comments.length + 1, issue: Number(list[1]), body: body() };
      comments.push(made);
      return send(201, made);
    }
    const found = comments.find((c) => c.id === Number(one?.[1]));
    if (!found || req.method !== 'PATCH') return send(404, { message: 'Not Found' });
    found.body = body();
    return send(200, found);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    comments,
    tokens,
    env: { GITHUB_API_URL: `http://127.0.0.1:${port}`, GITHUB_REPOSITORY: 'a/b', GITHUB_TOKEN: TOKEN },
    close: () => new Promise((done) => server.close(() => done())),
  };
}
