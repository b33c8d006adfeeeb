/** Reads `parity.config.json`: strictly, with the nearest name for an unknown key. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { closest } from 'fastest-levenshtein';
import { z } from 'zod';
import { ParityError } from '../errors.ts';
import { type Config, configSchema } from './schema.ts';

export const CONFIG_FILE = 'parity.config.json';

/** The config of `path`, else of the working folder, else the defaults. Throws a ParityError for a file that is not right. */
export async function loadConfig(path?: string): Promise<Config> {
  const file = path ?? CONFIG_FILE;
  if (!path && !existsSync(file)) return configSchema.parse({});
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ParityError('no-config', `${file}: expected a config file, found ${(cause as Error).message}.`, {
      cause,
    });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ParityError('bad-config', `${file}: expected JSON, found ${(cause as Error).message}.`, { cause });
  }
  const result = configSchema.safeParse(json);
  if (result.success) return result.data;
  throw new ParityError('bad-config', `${file}: ${result.error.issues.map(explain).join('; ')}.`);
}

function explain(issue: z.core.$ZodIssue): string {
  const place = issue.path.length > 0 ? issue.path.join('.') : 'the top level';
  if (issue.code !== 'unrecognized_keys') return `at ${place}: ${issue.message}`;
  const known = keysAt(issue.path);
  return issue.keys
    .map((key) => {
      const near = known.length > 0 ? `; did you mean "${closest(key, known)}"?` : '';
      return `unknown key "${key}" at ${place}${near}`;
    })
    .join('; ');
}

/** The keys that the schema knows at a place. */
function keysAt(path: readonly PropertyKey[]): string[] {
  let at: z.core.JSONSchema.BaseSchema | undefined = z.toJSONSchema(configSchema, { io: 'input' });
  for (const part of path) at = at?.properties?.[String(part)] as z.core.JSONSchema.BaseSchema | undefined;
  return Object.keys(at?.properties ?? {});
}
