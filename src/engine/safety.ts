/** What may go out to a live side: which steps of a case are held back, and which cases cannot be set up. Pure. */
import type { Catalog } from '../catalog/catalog.ts';
import { routeName } from '../catalog/route.ts';
import type { Case, RecordedStep } from '../model/case.ts';
import { shownTarget } from '../redaction/urls.ts';

export interface Safety {
  catalog: Catalog;
  /** What a case may need: name → what is lacking, as a sentence. */
  needs: Readonly<Record<string, string>>;
  /** What the set-up has of it. */
  provides: readonly string[];
  destructive: boolean;
  /** Routes and `suite/case` keys that were named one by one: their effects outside the documents are meant. */
  named: (route: string, caseKey: string) => boolean;
}

/** What the case needs and the set-up does not have, or undefined. */
export function lackingNeed({ needs, provides }: Safety, recording: Case): string | undefined {
  const lacking = recording.needs.find((need) => !provides.includes(need));
  return lacking && needs[lacking];
}

/** The steps that must not go out, each with the reason. The others go out all the same. */
export function heldBack(safety: Safety, recording: Case): Map<string, string> {
  return new Map(
    recording.rust.flatMap((step) => {
      const reason = forbiddenReason(safety, recording, step);
      return reason === undefined ? [] : [[step.id, reason] as const];
    }),
  );
}

function forbiddenReason(safety: Safety, recording: Case, step: RecordedStep): string | undefined {
  const { method, target } = step.request;
  const found = safety.catalog.find(method, target);
  if (!found) {
    const harmless = method === 'GET' || safety.destructive;
    return harmless
      ? undefined
      : `${method} ${shownTarget(target)} is no route of the catalogue: it is sent live only with --destructive`;
  }
  const name = routeName(found.route);
  const effects = found.route.sideEffects ?? [];
  if (effects.length > 0 && !safety.named(name, `${recording.suite}/${recording.name}`)) {
    return `${name} reaches beyond the documents (${effects.join(', ')}): it is sent live only when named with --route or --case, or under allow.routes`;
  }
  if (found.route.kind === 'destructive' && !safety.destructive) {
    return `${name} is destructive: it is sent live only with --destructive`;
  }
  return undefined;
}
