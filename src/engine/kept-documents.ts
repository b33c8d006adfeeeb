/** The documents that a case changed, before it and afterwards on both sides, as they may be kept. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Left } from '../compare/documents.ts';
import type { CaseEvidence } from '../judge/evidence.ts';
import type { Fields, FirestoreValue } from '../model/case.ts';
import { type KeptCase, type KeptDocument, type KeptText, MOST_KEPT } from '../model/kept.ts';
import type { Plain, PlainDocument } from '../model/plain.ts';
import type { Pair } from '../model/side.ts';
import type { Redactor } from '../redaction/redactor.ts';
import { plainDocument } from '../state/plain.ts';

/** More are counted and not kept. */
const MOST_DOCUMENTS = 40;

export interface DocumentsInput {
  evidence: CaseEvidence;
  catalog: Catalog;
  redactor: Redactor;
  /** A path of python in the words of rust. */
  asRust(path: string): string;
  /** Paths that findings name: they come first. */
  named: ReadonlySet<string>;
}

export function keptDocuments(input: DocumentsInput): Pick<KeptCase, 'documents' | 'moreDocuments'> {
  const left = leftOf(input.evidence);
  if (!left) return { documents: [] };
  /** Path of rust → path of python. */
  const paths = new Map<string, string>();
  for (const path of pathsOf(left.rust)) paths.set(path, path);
  for (const path of pathsOf(left.python)) paths.set(input.asRust(path), path);
  const rank = ([a, b]: [string, string]): number => (input.named.has(a) || input.named.has(b) ? 0 : 1);
  const all = [...paths].sort((one, other) => rank(one) - rank(other));
  const documents = all.slice(0, MOST_DOCUMENTS).map(([rust, python]) => keptDocument(rust, python, left, input));
  const more = all.length - documents.length;
  return { documents, ...(more > 0 ? { moreDocuments: more } : {}) };
}

const pathsOf = ({ set, deleted }: Left): string[] => [...set.keys(), ...deleted];

/** What was there at the end. */
function leftOf({ state }: CaseEvidence): Pair<Left> | undefined {
  return state?.kind === 'stepwise' ? state.after.at(-1)?.left : state?.left;
}

function keptDocument(path: string, pythonPath: string, left: Pair<Left>, input: DocumentsInput): KeptDocument {
  const { world } = input.evidence;
  const after = (side: Left, at: string): PlainDocument | undefined =>
    side.deleted.has(at) ? undefined : (side.set.get(at) ?? world.get(at));
  const text = (at: string, document: PlainDocument | undefined): KeptText | undefined =>
    document && keptText(at, document, input);
  const shown = input.redactor.text(path);
  const other = input.redactor.text(pythonPath);
  return {
    path: shown,
    ...(other === shown ? {} : { pythonPath: other }),
    ...defined('before', text(path, world.get(path))),
    ...defined('rust', text(path, after(left.rust, path))),
    ...defined('python', text(pythonPath, after(left.python, pythonPath))),
  };
}

const defined = <K extends string>(key: K, value: KeptText | undefined): Partial<Record<K, KeptText>> =>
  value ? ({ [key]: value } as Record<K, KeptText>) : {};

function keptText(path: string, document: PlainDocument, { catalog, redactor }: DocumentsInput): KeptText {
  const rules = catalog.collectionOf(path)?.fields ?? {};
  const fields = Object.entries(document).map(([name, value]): [string, FirestoreValue] => [
    name,
    rules[name]?.secret ? { stringValue: '(secret)' } : typed(value),
  ]);
  const [clean = {}] = Object.values(redactor.documents({ [path]: Object.fromEntries(fields) as Fields }));
  const text = JSON.stringify(plainDocument(clean));
  const bytes = Buffer.byteLength(text);
  return text.length > MOST_KEPT ? { text: text.slice(0, MOST_KEPT), bytes, cut: true } : { text, bytes };
}

/** ISO, with microseconds where there are any. */
function instantText(micros: number): string {
  const text = new Date(Math.floor(micros / 1000)).toISOString();
  const rest = micros % 1000;
  return rest === 0 ? text : text.replace('Z', `${String(Math.abs(rest)).padStart(3, '0')}Z`);
}

/** The redaction reads typed values. What was opened has none any more: times, bytes and long integers become text. */
function typed(value: Plain): FirestoreValue {
  if (value === null) return { nullValue: null };
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { booleanValue: value };
  if (typeof value === 'bigint') return { stringValue: String(value) };
  if (typeof value === 'number')
    return Number.isFinite(value) ? { doubleValue: value } : { stringValue: String(value) };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(typed) } };
  const { $instant, $bytes } = value as { $instant?: unknown; $bytes?: unknown };
  if (typeof $instant === 'number') return { stringValue: instantText($instant) };
  if (typeof $bytes === 'string') return { stringValue: `bytes ${$bytes}` };
  const fields = Object.entries(value).map(([name, inner]): [string, FirestoreValue] => [name, typed(inner as Plain)]);
  return { mapValue: { fields: Object.fromEntries(fields) } };
}
