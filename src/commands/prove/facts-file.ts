/** Reads the facts of the client that the proof rests on: what it decodes, and what nobody notices. */
import { join } from 'node:path';
import { z } from 'zod';
import { ROUTE } from '../../catalog/client-call.ts';
import type { Facts } from '../../prove/facts.ts';
import { readJsonFile } from '../../recordings/read-file.ts';
import { readClientCalls } from '../client-calls.ts';

const unnoticed = z.strictObject({
  route: ROUTE,
  pointer: z.string().regex(/^\/./, 'expected a JSON Pointer, with * for every position or /** for everything'),
  kinds: z.array(z.enum(['value', 'order', 'duplicate'])).min(1),
  reason: z.string().min(1),
  page: z.string().regex(/^[a-z-]+\.md$/, 'expected the file name of a contract page, such as things.md'),
  says: z.string().min(1),
});

/** Throws a ParityError that names the file, the place and what was expected there. */
export async function readFacts(folder: string): Promise<Facts> {
  return {
    calls: await readClientCalls(folder),
    unnoticed: await readJsonFile(
      join(folder, 'unnoticed.json'),
      z.array(unnoticed),
      'a list of changes that nobody notices',
    ),
  };
}
