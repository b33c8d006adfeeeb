/** Adds to a result what its reader wants to know: where the case comes from, and the requests of steps with findings. */
import type { CaseResult, Finding } from '../model/result.ts';
import { shownAnswer, shownBody, shownTarget, shownValue } from '../redaction/urls.ts';
import type { JudgedCase } from './pipeline.ts';

/** Longer bodies are not shown. */
const MOST = 4000;

export function toldCase({ recording, result: judged }: JudgedCase): CaseResult {
  const result: CaseResult = {
    ...judged,
    ...(recording.origin ? { origin: recording.origin } : {}),
    ...(recording.user === undefined ? {} : { user: recording.user }),
    routes: judged.routes.map((route) => ({ ...route, findings: route.findings.map(shownFinding) })),
    unmatched: judged.unmatched.map((u) => ({ ...u, target: shownTarget(u.target) })),
  };
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

/** What a server says of a failure may hold what it was sent; a value that differs may hold a secret. */
function shownFinding(finding: Finding): Finding {
  const { said, pointer } = finding;
  return {
    ...finding,
    rust: shownValue(finding.rust, pointer),
    python: shownValue(finding.python, pointer),
    ...(said === undefined ? {} : { said: shownAnswer(said) }),
  };
}
