/** `parity revert --publish`: what is published goes back to Rust, too. Tried several times, and told where it fails. */
import { messageOf } from '../../errors.ts';
import { emptyMap, type TargetMap } from '../../gate/targets.ts';
import { publish } from '../../publish/publish.ts';
import { persistently } from '../../publish/retry.ts';
import { publishedValues, withRevert } from '../../publish/template.ts';
import { withoutSecrets } from '../../redaction/own-secrets.ts';
import { readTargets } from '../../switch/targets-file.ts';
import { print } from '../deliver.ts';
import { commandLine, leaveSoon, openPlace, sameOptions } from '../publish.ts';
import type { PlaceOptions } from '../publish-option.ts';
import { differenceLines, publishedLines } from '../published-lines.ts';

export interface RevertOptions extends PlaceOptions {
  all?: boolean;
  targets: string;
  publish?: 'remote-config';
}

/** Longest wait for one answer: somebody waits for the switch. Milliseconds. */
const PATIENCE_MS = 10_000;

const say = (text: string): void => void process.stderr.write(withoutSecrets(`parity: ${text}\n`));

/** `isReverted`: the local map. Returns the exit code: 3 where it could not be published, for whatever reason. */
export async function publishRevert(
  which: string[] | 'all',
  options: RevertOptions,
  at: string,
  isReverted: boolean,
): Promise<number> {
  const { targets } = options;
  try {
    const opened = await openPlace(options);
    const place = { ...opened, timeoutMs: Math.min(opened.timeoutMs, PATIENCE_MS) };
    const description = `parity revert ${which === 'all' ? '--all' : which.join(', ')}`.slice(0, 200);
    const plan = (template: Parameters<typeof withRevert>[0]) =>
      withRevert(template, place.parameter, localMap(targets), which, at);
    const done = await persistently(() => publish({ place, plan, description }), say);
    await print(publishedLines(place, done));
    const others = differenceLines(localMap(targets), publishedValues(done.template, place.parameter) ?? []);
    if (others.length > 0)
      await print(`not named, and still not as in ${targets}:\n${others.map((line) => `  ${line}\n`).join('')}`);
    return 0;
  } catch (error) {
    const names = which === 'all' ? ['--all'] : which;
    const again = commandLine(
      'npx',
      'parity',
      'revert',
      ...names,
      '--publish',
      'remote-config',
      ...sameOptions(options),
    );
    const here = isReverted ? `${targets} is reverted` : `${targets} is not reverted either`;
    say(`${messageOf(error)}\n${here}, what is published is NOT: the clients go on with it. Repeat: ${again}`);
    return 3;
  } finally {
    leaveSoon();
  }
}

/** The kill switch works on what is published also where the local map cannot be read. */
function localMap(file: string): TargetMap {
  try {
    return readTargets(file);
  } catch {
    return emptyMap();
  }
}
