/** Whether the two live sides are one backend: comparing it with itself proves nothing. */
import { lookup } from 'node:dns/promises';
import type { Product } from '../catalog/product.ts';
import { ownRequest } from './own-request.ts';
import type { SideClient } from './side.ts';

/** Why they seem to be one, or undefined. */
export async function sameAddress(rust: string, python: string): Promise<string | undefined> {
  const [a, b] = [new URL(rust), new URL(python)];
  const port = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80');
  if (port(a) !== port(b)) return undefined;
  const why = `--rust and --python lead to the same server (${a.host}, ${b.host})`;
  if (a.hostname === b.hostname) return why;
  const [first, second] = await Promise.all([addressesOf(a), addressesOf(b)]);
  return first.some((address) => second.includes(address)) ? why : undefined;
}

const LOOPBACK = new Set(['::1', '0.0.0.0', '::', '::ffff:127.0.0.1']);

async function addressesOf({ hostname }: URL): Promise<string[]> {
  const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true }).catch(() => []);
  return found.map(({ address }) => (LOOPBACK.has(address) ? '127.0.0.1' : address));
}

/** A call that only one backend serves, answered with success by both: behind the two addresses is one program. */
export async function sameProgram(
  clients: readonly SideClient[],
  product: Pick<Product, 'ownRoutes' | 'clientHeaders'>,
): Promise<string | undefined> {
  for (const { side, target } of product.ownRoutes) {
    const statuses = await Promise.all(clients.map((client) => statusOf(client, target, product)));
    if (statuses.every((status) => status !== undefined && status >= 200 && status < 300))
      return `both sides serve GET ${target.split('?', 1)[0]}, which only ${side} has`;
  }
  return undefined;
}

async function statusOf(
  client: SideClient,
  target: string,
  product: Pick<Product, 'clientHeaders'>,
): Promise<number | undefined> {
  const request = ownRequest(target, product);
  const { result } = await client.send({ caseKey: 'preflight', step: 'own-route', request });
  return result.kind === 'answer' ? result.answer.status : undefined;
}
