/** Cases → judged cases: replay a window of cases at both sides, then compare what they answered. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Side } from '../../catalog/route.ts';
import { assembleEvidence } from '../../evidence/assemble.ts';
import { judgeCase } from '../../judge/judge-case.ts';
import type { CaseResult } from '../../judge/result.ts';
import { readCase } from '../../recordings/fixture.ts';
import type { CaseRef } from '../../recordings/tree.ts';
import type { Case } from '../../recordings/types.ts';
import { replaySide } from '../../replay/replay-side.ts';
import type { Session } from '../../replay/session.ts';
import { inWindows } from '../../replay/windows.ts';
import type { SideClient } from '../../sides/side.ts';
import type { StandIn } from '../../sides/stand-in.ts';
import { RECORDING_SECRET } from '../../state/secret.ts';
import type { Spool } from './spool.ts';

export interface RunSide {
  client: SideClient;
  /** Set where the side is recorded. */
  standIn?: StandIn;
}

export interface PipelineOptions {
  catalog: Catalog;
  sides: Record<Side, RunSide>;
  concurrency: number;
  spool: Spool;
  signal: AbortSignal;
  onStart?: (ref: CaseRef) => void;
}

export interface JudgedCase {
  recording: Case;
  sessions: Record<Side, Session>;
  result: CaseResult;
}

/** Cases of one window wait for each other, so that comparing never runs beside a request. */
const WINDOW_PER_SLOT = 8;

export async function* runCases(refs: readonly CaseRef[], options: PipelineOptions): AsyncGenerator<JudgedCase> {
  const { concurrency, catalog, spool } = options;
  const windows = inWindows(refs, { concurrency, window: concurrency * WINDOW_PER_SLOT }, (ref) =>
    replayCase(ref, options),
  );
  for await (const replayed of windows) {
    for (const entry of replayed) {
      if (!entry) continue;
      const { recording, sessions } = entry;
      const live = options.sides.rust.client.mode === 'live' || options.sides.python.client.mode === 'live';
      const evidence = assembleEvidence({
        recording,
        sessions,
        catalog,
        secret: RECORDING_SECRET,
        ...(live ? { stateMissing: 'documents of a live side need access to its Firestore' } : {}),
      });
      yield { recording, sessions, result: judgeCase(evidence, catalog) };
      spool.forget(`${recording.suite}/${recording.name}`);
    }
  }
}

async function replayCase(
  ref: CaseRef,
  options: PipelineOptions,
): Promise<{ recording: Case; sessions: Record<Side, Session> } | undefined> {
  const { sides, catalog, spool, signal } = options;
  if (signal.aborted) return undefined;
  const recording = await readCase(ref.folder);
  options.onStart?.(ref);
  const caseKey = `${ref.suite}/${ref.name}`;
  const at = async (side: Side): Promise<Session> => {
    const { client, standIn } = sides[side];
    const own = standIn && (recording[side] ?? []);
    standIn?.learn(caseKey, own ?? []);
    try {
      return await replaySide(recording, { catalog, client, own, signal, keep: spool.keep(side) });
    } finally {
      standIn?.forget(caseKey);
    }
  };
  // Rust first: live, both sides work on the same documents and start from the same world.
  const rust = await at('rust');
  const python = await at('python');
  return signal.aborted ? undefined : { recording, sessions: { rust, python } };
}
