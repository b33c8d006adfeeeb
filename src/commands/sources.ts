import type { Command } from 'commander';
import type { Pair } from '../model/side.ts';

/** Where a URL came from: commander takes an environment variable for a flag that was not given. */
export const sourcesOf = (command: Command): Partial<Pair<string>> =>
  Object.fromEntries(
    (['rust', 'python'] as const)
      .filter((side) => command.getOptionValueSource(side) === 'env')
      .map((side) => [side, `PARITY_${side.toUpperCase()}_URL`]),
  );
