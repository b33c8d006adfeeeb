/**
 * What has to be right before the first case: both sides reachable, both take the token, both mean the same user,
 * and the clocks agree. Each line says what to do.
 */

import type { Product } from '../catalog/product.ts';
import type { Side } from '../model/side.ts';
import { ownRequest } from './own-request.ts';
import type { SideClient } from './side.ts';
import type { User } from './user.ts';

export interface Check {
  ok: boolean;
  /** A failed check that stops a run; others are only told. */
  fatal: boolean;
  text: string;
}

/** Milliseconds of clock difference that a request's age check bears. */
const MAX_SKEW = 300_000;

interface Answered {
  side: Side;
  origin: string;
  status?: number;
  uid?: string;
  version?: string;
  skew?: number;
  error?: string;
}

type Asked = Pick<Product, 'whoAmI' | 'clientHeaders'>;

/** Asks both sides who the token is, with a harmless read. */
export async function preflight(
  clients: readonly SideClient[],
  user: User | undefined,
  product: Asked,
): Promise<Check[]> {
  const live = clients.filter((c) => c.mode === 'live');
  const answers = await Promise.all(live.map((client) => ask(client, product)));
  const checks = answers.flatMap((a) => checksOf(a, user?.uid, product.whoAmI));
  const uids = answers.filter((a) => a.uid !== undefined);
  if (uids.length === 2 && uids[0]?.uid !== uids[1]?.uid) {
    checks.push({
      ok: false,
      fatal: true,
      text: `the two sides know the token as different users (${uids[0]?.uid}, ${uids[1]?.uid}): they do not share one Firebase project`,
    });
  }
  return checks;
}

async function ask(client: SideClient, product: Asked): Promise<Answered> {
  const request = ownRequest(product.whoAmI, product);
  const { result, startedAt, endedAt } = await client.send({ caseKey: 'preflight', step: 'who-am-i', request });
  const base = { side: client.side, origin: client.origin };
  if (result.kind !== 'answer') return { ...base, error: result.reason };
  const header = (name: string): string | undefined => result.answer.headers.find(([n]) => n === name)?.[1];
  const date = Date.parse(header('date') ?? '');
  return {
    ...base,
    status: result.answer.status,
    uid: uidOf(result.answer.body),
    version: header('x-version') ?? header('x-app-version'),
    // A Date header has whole seconds.
    skew: Number.isNaN(date) ? undefined : date + 500 - (startedAt + endedAt) / 2,
  };
}

function uidOf(body: Buffer): string | undefined {
  try {
    const uid = (JSON.parse(body.toString('utf8')) as { uid?: unknown } | null)?.uid;
    return typeof uid === 'string' && uid !== '' ? uid : undefined;
  } catch {
    return undefined;
  }
}

function checksOf(a: Answered, uid: string | undefined, whoAmI: string): Check[] {
  if (a.error) return [{ ok: false, fatal: true, text: `${a.error}. Start the backend, or check --${a.side}.` }];
  const checks: Check[] = [
    { ok: true, fatal: false, text: `${a.side} answers at ${a.origin}${a.version ? ` (version ${a.version})` : ''}` },
  ];
  if (a.status === 401 || a.status === 403) {
    checks.push({
      ok: false,
      fatal: true,
      text: `${a.side} refuses the token (${a.status}): it has expired, or it belongs to another project than this backend's`,
    });
  } else if (a.uid === undefined) {
    checks.push({
      ok: true,
      fatal: false,
      text: `${a.side} did not tell which user the token names (${a.status} at ${whoAmI}); not checked`,
    });
  } else if (uid !== undefined && a.uid !== uid) {
    checks.push({
      ok: false,
      fatal: true,
      text: `${a.side} knows the token as ${a.uid}, its own claims say ${uid}: check the project of this backend`,
    });
  } else checks.push({ ok: true, fatal: false, text: `${a.side} knows the user ${a.uid}` });
  if (a.skew !== undefined && Math.abs(a.skew) > MAX_SKEW) {
    checks.push({
      ok: false,
      fatal: true,
      text: `the clock of ${a.side} is ${Math.round(a.skew / 1000)} s from this machine's: requests would be refused for their age; set the clock`,
    });
  }
  return checks;
}
