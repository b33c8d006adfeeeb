/**
 * One look before the first case: a document with a random name is put below the user, read through both backends and
 * taken away. It shows token, user, project and Firestore in one go.
 */
import { randomUUID } from 'node:crypto';
import type { Probe, Product } from '../catalog/product.ts';
import { fill } from '../catalog/template.ts';
import type { Fields } from '../model/case.ts';
import type { SentRequest } from '../model/exchange.ts';
import { ownRequest } from '../sides/own-request.ts';
import type { Check } from '../sides/preflight.ts';
import type { SideClient } from '../sides/side.ts';
import type { Firestore } from '../state/firestore.ts';

export async function probe(
  { document, fields, target }: Probe,
  product: Pick<Product, 'clientHeaders'>,
  clients: readonly SideClient[],
  firestore: Firestore,
  uid: string,
): Promise<Check[]> {
  const live = clients.filter((c) => c.mode === 'live');
  const name = `parity-probe-${randomUUID()}`;
  const path = fill(document, { uid, name });
  const now = new Date().toISOString();
  const filled = JSON.parse(
    JSON.stringify(fields).replaceAll('{name}', name).replaceAll('{now}', now),
  ) as unknown as Fields;
  await firestore.commit({ set: { [path]: filled }, delete: [] });
  try {
    return await Promise.all(live.map((client) => lookFor(name, client, ownRequest(target, product), firestore)));
  } finally {
    await firestore.commit({ set: {}, delete: [path] });
  }
}

async function lookFor(name: string, client: SideClient, request: SentRequest, { project }: Firestore): Promise<Check> {
  const { side, origin } = client;
  const { result } = await client.send({ caseKey: 'preflight', step: 'probe', request });
  const asked = `${request.method} ${request.target}`;
  if (result.kind !== 'answer') return { ok: false, fatal: true, text: `${result.reason}` };
  const { status, body } = result.answer;
  if (status >= 200 && status < 300 && body.includes(name))
    return { ok: true, fatal: false, text: `${side} reads what parity writes (project ${project})` };
  if (status === 401 || status === 403)
    return {
      ok: false,
      fatal: true,
      text: `${side} refuses the token (${status} at ${asked}): it has expired, or belongs to another project than this backend's`,
    };
  if (status >= 200 && status < 300)
    return {
      ok: false,
      fatal: true,
      text: `${side} at ${origin} does not show a document that was just put into project ${project} (${asked}): it reads another Firestore, or knows the token as another user. Point both at the same one, or give --no-probe if that is meant`,
    };
  return {
    ok: true,
    fatal: false,
    text: `${side} answered ${status} at ${asked}: whether it reads project ${project} as this user is not proven`,
  };
}
