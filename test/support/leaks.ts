/**
 * What real backends keep beside the recording: lists that show whatever lies in a collection, shares and installed apps
 * in Redis, and copies of lists there. A world that is not set up anew shows in the answers.
 */
import type { Case, RecordedStep } from '../../src/model/case.ts';
import type { Side } from '../../src/model/side.ts';
import type { Documents, Firestore } from '../../src/state/firestore.ts';
import { collectionsOutside } from '../../src/state/outside.ts';
import { namedPaths } from '../../src/state/world.ts';
import { catalog } from '../../suites/catalog.ts';
import type { Leaks } from './recorded-backend.ts';
import type { RedisClient } from './redis-server.ts';

type Answer = RecordedStep['answer'];

export interface LeakOptions {
  side: Side;
  uid: string;
  firestore: Firestore;
  /** Undefined: only documents leak. */
  redis?: RedisClient;
}

const refused = (step: RecordedStep, status: number, detail: string): Answer => ({
  ...step.answer,
  status,
  headers: [['content-type', 'application/json']],
  body: Buffer.from(JSON.stringify({ detail })),
});

export function leaksOf({ side, uid, firestore, redis }: LeakOptions): Leaks {
  return {
    async answer(recording, step, target) {
      const route = catalog.find(step.request.method, step.request.target)?.route;
      const strangers = await strangersIn(recording, side, uid, firestore, route?.reads ?? []);
      if (strangers.length > 0) return refused(step, 500, `another case's ${strangers.join(', ')}`);
      return (redis && route && (await fromRedis(redis, uid, recording, step, target, route))) ?? step.answer;
    },
  };
}

/** Documents in the collections that a read looks at which neither the world nor this side's session put there. */
async function strangersIn(
  recording: Case,
  side: Side,
  uid: string,
  firestore: Firestore,
  reads: readonly string[],
): Promise<string[]> {
  const known = new Set([
    ...Object.keys(recording.world.documents),
    ...Object.keys(recording.changes?.[side]?.set ?? {}),
  ]);
  const collections = collectionsOutside(reads, `users/${uid}`, namedPaths(recording));
  const found: Documents[] = await Promise.all(collections.map((path) => firestore.collection(path)));
  return found.flatMap((documents) => Object.keys(documents)).filter((path) => !known.has(path));
}

async function fromRedis(
  redis: RedisClient,
  uid: string,
  recording: Case,
  step: RecordedStep,
  target: string,
  route: { path: string; cache?: object },
): Promise<Answer | undefined> {
  const sent = JSON.parse(step.request.body?.toString('utf8') || '{}') as { token?: string };
  const works = step.answer.status < 300;
  if (route.path === '/v1/action-items/accept' && works) {
    const taken = await redis.sAdd(`task_share:${sent.token}:accepted`, uid);
    return taken === 0 ? refused(step, 409, 'already accepted') : undefined;
  }
  if (route.path === '/v1/apps/enable' && works) {
    await redis.sAdd(`users:${uid}:enabled_plugins`, `enabled by ${recording.name}`);
    return undefined;
  }
  if (route.path === '/v1/apps/enabled') {
    const members = await redis.sMembers(`users:${uid}:enabled_plugins`);
    const foreign = members.find((member) => member.startsWith('enabled by '));
    return foreign === undefined ? undefined : refused(step, 500, foreign);
  }
  if (!route.cache || !works) return undefined;
  const key = `cache:${Buffer.from(target).toString('base64')}`;
  const body = await redis.get(key);
  if (body !== null) return { ...step.answer, body: Buffer.from(body, 'latin1') };
  await redis.setEx(key, 600, step.answer.body.toString('latin1'));
  return undefined;
}
