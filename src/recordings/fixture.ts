/** One case folder of `fixtures/<suite>/<case>/` → Case. */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { ParityError } from '../errors.ts';
import type { Case, Changes, Fields, FirestoreValue, RecordedStep, World } from '../model/case.ts';
import { afterEachStep } from '../model/changes.ts';
import { type Pair, SIDES, type Side } from '../model/side.ts';
import { readHar } from './har.ts';
import { readJsonFile } from './read-file.ts';

const instant = z.iso.datetime({ offset: true });

const value: z.ZodType<FirestoreValue> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ nullValue: z.null() }),
      z.strictObject({ booleanValue: z.boolean() }),
      z.strictObject({ integerValue: z.string().regex(/^-?\d+$/) }),
      z.strictObject({ doubleValue: z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]) }),
      z.strictObject({ timestampValue: instant }),
      z.strictObject({ stringValue: z.string() }),
      z.strictObject({ bytesValue: z.base64() }),
      z.strictObject({ referenceValue: z.string() }),
      z.strictObject({
        geoPointValue: z.strictObject({ latitude: z.number().optional(), longitude: z.number().optional() }),
      }),
      z.strictObject({ arrayValue: z.strictObject({ values: z.array(value).optional() }) }),
      z.strictObject({ mapValue: z.strictObject({ fields: z.record(z.string(), value).optional() }) }),
    ],
    {
      error: ({ input }) =>
        `expected one typed Firestore value (stringValue, integerValue, timestampValue, …), found ${JSON.stringify(input)?.slice(0, 80)}`,
    },
  ),
) as z.ZodType<FirestoreValue>;

const fields: z.ZodType<Fields> = z.record(z.string(), value);
const documentPath = z
  .string()
  .regex(/^[^/]+\/[^/]+(\/[^/]+\/[^/]+)*$/, 'expected a document path with an even number of segments');
const documents = z.record(documentPath, fields);

const caseSchema = (needs: readonly string[]) =>
  z.strictObject({
    note: z.string(),
    recordedAt: instant,
    origin: z.enum(['recorded', 'imported', 'made', 'found']).optional(),
    user: z.string().min(1).max(64).optional(),
    relativeTo: z.literal('recordedAt').optional(),
    needs: z.array(z.enum(needs)).default([]),
  });

const worldSchema = z.strictObject({
  documents,
  redis: z.array(z.array(z.string()).min(1)).default([]),
  unknown: z.string().min(1).optional(),
});

const sideChanges = z.strictObject({ set: documents, deleted: z.array(documentPath) });
const bySide = { rust: sideChanges.optional(), python: sideChanges.optional() };
const changesSchema = z.strictObject({ ...bySide, steps: z.record(z.string(), z.strictObject(bySide)).optional() });

/**
 * Reads one case; `needs` is the product's closed list of what a case may need. Throws a ParityError that names the file,
 * the place and what was expected.
 */
export async function readCase(folder: string, needs: readonly string[]): Promise<Case> {
  const at = (name: string): string => join(folder, name);
  const optional = <T>(name: string, read: (path: string) => Promise<T>): Promise<T> | undefined =>
    existsSync(at(name)) ? read(at(name)) : undefined;
  const [facts, world, rust, python, changes] = await Promise.all([
    readJsonFile(at('case.json'), caseSchema(needs), 'the facts of a case'),
    readJsonFile(at('world.json'), worldSchema, 'a world'),
    readSteps(at('rust.har')),
    optional('python.har', readSteps),
    optional('changes.json', (path) => readJsonFile(path, changesSchema, 'the changes of a case')),
  ]);
  const known = { suite: basename(dirname(folder)), name: basename(folder), ...facts, world, rust, python };
  return changes ? { ...known, ...changesOf(changes, known, at('changes.json')) } : known;
}

/** Reads a `world.json`. Throws a ParityError. */
export const readWorld = (path: string): Promise<World> => readJsonFile(path, worldSchema, 'a world');

/** The end of a side is told, or follows from its steps. */
function changesOf(
  { steps, ...ends }: z.output<typeof changesSchema>,
  { rust }: Pick<Case, 'rust'>,
  file: string,
): Pick<Case, 'changes' | 'stepChanges'> {
  const unknown = Object.keys(steps ?? {}).find((id) => !rust.some((step) => step.id === id));
  if (unknown !== undefined) {
    throw new ParityError(
      'unknown-step',
      `${file}: expected ids of steps of rust.har at /steps, found "${unknown}". Name a step that is there, or take it out.`,
    );
  }
  const end = (side: Side): Changes | undefined =>
    ends[side] ?? afterEachStep({ rust, stepChanges: steps }, side)?.at(-1)?.changes;
  const changes: Partial<Pair<Changes>> = Object.fromEntries(
    SIDES.flatMap((side) => {
      const told = end(side);
      return told ? [[side, told]] : [];
    }),
  );
  return { changes, ...(steps ? { stepChanges: steps } : {}) };
}

async function readSteps(path: string): Promise<RecordedStep[]> {
  const steps = await readHar(path);
  if (steps.length > 0) return steps;
  throw new ParityError(
    'no-steps',
    `${path}: expected at least one step, found none at /log/entries. Record the case again, or remove the file.`,
  );
}
