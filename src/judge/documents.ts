/** Differences in the documents → drafts, each charged to the write that left it. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Collection } from '../catalog/collection.ts';
import { compareDocuments, type DocumentDifference, learnDocuments, type StateInput } from '../compare/documents.ts';
import type { Equality, Knowledge } from '../compare/equality.ts';
import type { Pairing } from '../compare/pairing.ts';
import { sameStored } from '../compare/stored.ts';
import type { Plain } from '../model/plain.ts';
import { attribute, idsOf, type WriteStep } from './attribution.ts';
import { type Draft, withoutIndexes } from './draft.ts';
import type { CaseEvidence, Moment } from './evidence.ts';

export interface DocumentDraft {
  write: WriteStep;
  draft: Draft;
  /** Python left the place as the world had it: what a refusal by a rule has to look like. */
  untouchedByPython: boolean;
}

/** What the sides left at one moment, and which new document is which. */
interface Looked extends Omit<Moment, 'left'> {
  input: StateInput;
  pairing: Pairing;
}

/** The first pass: documents that belong together, moment by moment. Learns from them. */
export function learnMoments(evidence: CaseEvidence, catalog: Catalog, knowledge: Knowledge): Looked[] {
  const { state, world } = evidence;
  if (!state) return [];
  const moments: readonly Moment[] = state.kind === 'final' ? [{ left: state.left }] : state.after;
  return moments.map(({ left, ...when }) => {
    const input: StateInput = { world, ...left, collectionOf: catalog.collectionOf };
    return { ...when, input, pairing: learnDocuments(input, knowledge) };
  });
}

/** The second pass: differences, each charged to the write that left it. */
export function judgeDocuments(
  evidence: CaseEvidence,
  catalog: Catalog,
  moments: readonly Looked[],
  writes: readonly WriteStep[],
  eq: Equality,
): DocumentDraft[] {
  if (writes.length === 0) return [];
  // A live run looked after every write: what is new then was left by it or, arriving late, by one before it.
  const seen = new Set<string>();
  const order = new Map(evidence.steps.map((s, i) => [s.id, i]));
  return moments.flatMap(({ step, exact, input, pairing }) => {
    const until = step === undefined ? writes : writes.filter((w) => w.index <= (order.get(step) ?? 0));
    return compareDocuments(input, pairing, eq).flatMap((difference) => {
      const key = `${difference.rustPath}\n${difference.pythonPath}\n${difference.pointer}`;
      const own = exact && writes.find((w) => w.step.id === step);
      const write = seen.has(key) ? undefined : own || attribute(difference, until, evidence.uid);
      seen.add(key);
      return write ? [draftOf(difference, write, evidence, catalog, eq)] : [];
    });
  });
}

/** A field that is a secret, or a whole document that may hold one. */
const hidesSecret = (collection: Collection | undefined, field: string | undefined): boolean =>
  field === undefined
    ? Object.values(collection?.fields ?? {}).some((rule) => rule.secret)
    : collection?.fields[field]?.secret === true;

function draftOf(
  d: DocumentDifference,
  write: WriteStep,
  evidence: CaseEvidence,
  catalog: Catalog,
  eq: Equality,
): DocumentDraft {
  const before = evidence.world.get(d.pythonPath);
  const collection = catalog.collectionOf(d.rustPath);
  const untouchedByPython = d.field
    ? before !== undefined && sameStored(collection, d.field, before[d.field], pythonField(d, evidence), eq)
    : d.lacks === 'python'
      ? !d.existed
      : d.existed && d.lacks === 'rust';
  const where = collection?.path ?? d.rustPath.replaceAll(evidence.uid, '{uid}');
  return {
    write,
    untouchedByPython,
    draft: {
      class: 'state',
      ...(hidesSecret(collection, d.field) ? { secret: true as const } : {}),
      kind: d.field ? 'field' : 'document',
      pointer: `${d.lacks === 'rust' ? d.pythonPath : d.rustPath}#${d.pointer}`,
      place: `${where}#${withoutIndexes(d.pointer)}`,
      rust: d.rust,
      python: d.python,
      direction: d.lacks ?? 'both',
      message: d.field
        ? `the stored ${d.pointer.slice(1).replaceAll('/', '.')} is not the same afterwards`
        : d.existed
          ? `the document is gone only on ${d.lacks}`
          : `the document exists only on ${d.lacks === 'rust' ? 'python' : 'rust'}`,
      ids: idsOf(d, evidence.uid),
    },
  };
}

/** The whole first-level field that Python left. */
function pythonField(d: DocumentDifference, evidence: CaseEvidence): Plain | undefined {
  const state = evidence.state;
  if (!state || !d.field) return undefined;
  const lefts = state.kind === 'final' ? [state.left] : state.after.map((a) => a.left);
  const document = lefts.at(-1)?.python.set.get(d.pythonPath) ?? evidence.world.get(d.pythonPath);
  return document?.[d.field];
}
