/** The local secret that keys stand-ins: made once per project, never committed. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, notWritten, writeWhole } from '../files.ts';

const FOLDER = '.parity';

/** Reads it, or makes it. Throws a ParityError (exit code 3). */
export function redactionKey(at = '.'): Buffer {
  const file = join(at, FOLDER, 'redaction.key');
  if (existsSync(file)) return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  const key = randomBytes(32);
  try {
    makeFolder(join(at, FOLDER));
    // Git leaves a folder alone that says so itself.
    writeWhole(join(at, FOLDER, '.gitignore'), '*\n');
    writeWhole(file, `${key.toString('hex')}\n`, 0o600);
  } catch (error) {
    throw notWritten(file, [], error);
  }
  return key;
}
