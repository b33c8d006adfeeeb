import { join } from 'node:path';
import { packageRoot } from '../package.ts';

/** The ledger of expected differences: the given file, else the repository's own. */
export const ledgerFile = (given?: string): string =>
  given ?? join(packageRoot(), 'suites', 'expected-differences.json');
