/** Adds the requests of steps with findings to a result, for the reader who wants to send one again. */
import type { CaseResult } from '../model/result.ts';
import { shownBody, shownTarget } from '../redaction/urls.ts';
import type { JudgedCase } from './pipeline.ts';

/** Longer bodies are not shown. */
const MOST = 4000;

export function withRequests({ recording, result: judged }: JudgedCase): CaseResult {
  const unmatched = judged.unmatched.map((u) => ({ ...u, target: shownTarget(u.target) }));
  const result = { ...judged, unmatched };
  const steps = new Set(
    result.routes.flatMap((r) => r.findings.filter((f) => f.class !== 'intended').map((f) => f.step)),
  );
  if (steps.size === 0) return result;
  const requests = recording.rust
    .filter((s) => steps.has(s.id))
    .map(({ id, request: { method, target, body } }) => ({
      step: id,
      method,
      target: shownTarget(target),
      ...(body && body.length <= MOST ? { body: shownBody(body.toString('utf8')) } : {}),
    }));
  return { ...result, requests };
}
