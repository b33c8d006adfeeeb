/** `parity targets` and the map that is published: to compare with it, and to publish the local one again. */
import { ParityError } from '../../errors.ts';
import { inSession } from '../../publish/publish.ts';
import { differencesOf, publishedValues } from '../../publish/template.ts';
import { readTargets } from '../../switch/targets-file.ts';
import { print } from '../deliver.ts';
import { leaveSoon, openPlace, publishLocal } from '../publish.ts';
import type { PlaceOptions } from '../publish-option.ts';
import { differenceLines, placeName } from '../published-lines.ts';

export interface TargetsOptions extends PlaceOptions {
  json?: boolean;
  check?: string;
  history?: boolean;
  targets: string;
  publish?: 'remote-config';
  dryRun?: boolean;
}

/** Returns the exit code: of a comparison 1 where clients get anything else than the local map. */
export async function published(options: TargetsOptions): Promise<number> {
  if (options.dryRun && !options.publish) throw misused('--dry-run', 'it together with --publish');
  if (options.publish && (options.check || options.history || options.json))
    throw misused('--publish', 'it without --check, --history and --json');
  try {
    return options.publish ? await publishAgain(options) : await compare(options);
  } finally {
    leaveSoon();
  }
}

const misused = (option: string, expected: string): ParityError =>
  new ParityError('usage', `targets ${option}: expected ${expected}.`);

async function publishAgain(options: TargetsOptions): Promise<number> {
  const local = () => readTargets(options.targets);
  // A map that cannot be read is told before anybody is asked.
  const { revision } = local();
  const place = await openPlace(options);
  await publishLocal({
    place,
    local,
    description: `parity targets --publish, revision ${revision}`,
    dryRun: options.dryRun,
  });
  return 0;
}

async function compare(options: TargetsOptions): Promise<number> {
  const map = readTargets(options.targets);
  const place = await openPlace(options);
  const template = await inSession(place, (session) => session.read());
  const version = template.version?.versionNumber;
  const values = publishedValues(template, place.parameter);
  const lines = values
    ? differenceLines(map, values)
    : differencesOf(map, undefined).map((d) => `${d.route}: ${d.own} here, not published`);
  const agrees = values !== undefined && lines.length === 0;
  if (options.json) {
    const { project, parameter } = place;
    const of = values?.map((value) => ({
      ...(value.condition === undefined ? {} : { condition: value.condition }),
      ...(typeof value.map === 'string' ? { noMap: value.map } : { differences: differencesOf(map, value) }),
    }));
    await print(`${JSON.stringify({ project, parameter, version, agrees, values: of ?? null }, null, 2)}\n`);
    return agrees ? 0 : 1;
  }
  const name = `${placeName(place)} (version ${version ?? 'none'})`;
  if (agrees) await print(`${name}: the two maps agree\n`);
  else if (values) await print(`${name}: differs from ${options.targets}\n`);
  else await print(`${name}: there is no such parameter, so that clients have every route on rust\n`);
  for (const line of lines) await print(`  ${line}\n`);
  return agrees ? 0 : 1;
}
