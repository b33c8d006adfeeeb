/** `parity revert --publish`: what is published goes back to Rust, too. Tried several times, and told where it fails. */
import { messageOf } from '../../errors.ts';
import { emptyMap, type TargetMap } from '../../gate/targets.ts';
import { publish } from '../../publish/publish.ts';
import { persistently } from '../../publish/retry.ts';
import type { Place } from '../../publish/service.ts';
import { publishedValues, type Template, withRevert } from '../../publish/template.ts';
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
  const names = which === 'all' ? ['--all'] : which;
  try {
    const place = await placeOf(options);
    if (!place) return notPublished();
    const { parameter } = place;
    const plan = (template: Template) => withRevert(template, parameter, localMap(targets), which, at);
    const description = `parity revert ${names.join(', ')}`;
    const done = await persistently(() => publish({ place, plan, description }), say);
    if (!done) return notPublished();
    await print(publishedLines(place, done));
    const others = differenceLines(localMap(targets), publishedValues(done.template, parameter) ?? []);
    if (others.length > 0)
      await print(`not named, and still not as in ${targets}:\n${others.map((line) => `  ${line}\n`).join('')}`);
    return 0;
  } finally {
    leaveSoon();
  }

  function notPublished(): number {
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
    say(`${here}, what is published is NOT: the clients go on with it. Repeat: ${again}`);
    return 3;
  }
}

/** Undefined where it is not set or not allowed, which is told. */
async function placeOf(options: RevertOptions): Promise<Place | undefined> {
  try {
    const place = await openPlace(options);
    return { ...place, timeoutMs: Math.min(place.timeoutMs, PATIENCE_MS) };
  } catch (error) {
    say(messageOf(error));
    return undefined;
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
