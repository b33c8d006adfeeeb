/** `parity import`: HAR files → cases, and a table of what came in. */
import type { Product } from '../../catalog/product.ts';
import { ParityError } from '../../errors.ts';
import { importHars } from '../../import/import.ts';
import type { Side } from '../../model/side.ts';
import { readWorld } from '../../recordings/fixture.ts';
import { type NewCase, writeCase } from '../../recordings/write-case.ts';
import { newRedactor } from '../../redaction/new-redactor.ts';
import { print } from '../deliver.ts';
import { redactionKey } from '../redaction-key.ts';
import { importTable, type Made } from './table.ts';

export interface ImportOptions {
  into: string;
  suite?: string;
  as: Side;
  host?: string[];
  idle: string;
  world?: string;
  keep?: string[];
  dryRun?: boolean;
  json?: boolean;
}

const UNKNOWN = 'it was imported, and a HAR tells nothing of the documents';

/** 0 cases came of it, 4 none did. */
export async function importFiles(product: Product, files: readonly string[], options: ImportOptions): Promise<number> {
  const idle = Number(options.idle);
  if (!(idle > 0)) throw new ParityError('bad-idle', `--idle ${options.idle}: expected seconds above 0.`);
  if (options.suite !== undefined && !/^[a-z0-9][a-z0-9_-]*$/i.test(options.suite))
    throw new ParityError('bad-suite', `--suite ${options.suite}: expected a name of letters, digits and hyphens.`);
  const world = options.world === undefined ? UNKNOWN : await readWorld(options.world);
  const redactor = newRedactor({
    catalog: product.catalog,
    key: options.dryRun ? Buffer.alloc(32) : redactionKey(process.env, (made) => process.stderr.write(`${made}\n`)),
    keep: options.keep ?? [],
  });
  const made: Made[] = [];
  const emit = (one: NewCase): void => {
    const steps = (one.sides.rust ?? one.sides.python ?? []).length;
    made.push({ folder: options.dryRun ? `${one.suite}/${one.name}` : written(options.into, one, made.length), steps });
  };
  const imported = importHars(
    files,
    {
      product,
      redactor,
      side: options.as,
      idleMs: idle * 1000,
      suite: options.suite,
      hosts: options.host ?? [],
      world,
    },
    emit,
  );
  const told = { cases: made, ...imported, redacted: redactor.told() };
  await print(options.json ? `${JSON.stringify(told, null, 2)}\n` : importTable(told, options.dryRun === true));
  return made.length > 0 ? 0 : 4;
}

/** Throws a ParityError (exit code 3) that tells what is there already. */
function written(into: string, one: NewCase, before: number): string {
  try {
    return writeCase(into, one);
  } catch (cause) {
    if (!(cause instanceof ParityError) || before === 0) throw cause;
    const are = before === 1 ? '1 case that was written before is' : `${before} cases that were written before are`;
    const again = `The ${are} whole in ${into}: take ${before === 1 ? 'it' : 'them'} away before you import again.`;
    throw new ParityError(cause.code, `${cause.message} ${again}`, { exitCode: 3, cause });
  }
}
