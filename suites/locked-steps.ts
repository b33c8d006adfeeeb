/** Where Python would show or change locked content if it answered as Rust does, for the self-test of the judge. */
import type { Catalog } from '../src/catalog/catalog.ts';
import type { RuledStep } from '../src/catalog/product.ts';
import type { Case } from '../src/model/case.ts';

/** Documents of the world that are behind the paywall. */
function lockedIds(recording: Case): Set<string> {
  return new Set(
    Object.entries(recording.world.documents)
      .filter(([, fields]) => fields.is_locked && 'booleanValue' in fields.is_locked && fields.is_locked.booleanValue)
      .map(([path]) => path.slice(path.lastIndexOf('/') + 1)),
  );
}

/** Reads that show long text or the inside of a locked document: unredacted they have to be told. */
export function lockedSteps(recording: Case, catalog: Catalog): RuledStep[] {
  const locked = lockedIds(recording);
  if (locked.size === 0 || !recording.python) return [];
  return recording.rust.flatMap((step, i): RuledStep[] => {
    const found = catalog.find(step.request.method, step.request.target);
    const python = recording.python?.find((s) => s.id === step.id) ?? recording.python?.[i];
    if (!found || !python || step.unusable || python.unusable || step.answer.status >= 300) return [];
    // Only where the recorded Python did redact or refuse is it sure that there is something to redact.
    const refused = python.answer.status === 402;
    const redacted =
      python.answer.status === 200 &&
      /^GET \/v1\/conversations$|^GET \/v3\/memories$/.test(found.name) &&
      [...locked].some((id) => step.answer.body.includes(id));
    const shows =
      redacted &&
      (found.name.includes('conversations')
        ? showsTranscript(step.answer.body, locked)
        : python.answer.body.includes('..."'));
    return refused || shows ? [{ route: found.name, step: step.id }] : [];
  });
}

function showsTranscript(body: Buffer, locked: ReadonlySet<string>): boolean {
  const rows = JSON.parse(body.toString('utf8')) as { id: string; transcript_segments?: unknown[] }[];
  return Array.isArray(rows) && rows.some((r) => locked.has(r.id) && (r.transcript_segments?.length ?? 0) > 0);
}
