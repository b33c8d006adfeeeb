/** What the commands that publish the server-target map share: the place, the map as it stands here, and how they end. */
import { loadConfig } from '../config/load.ts';
import { isLoopback } from '../engine/hosts.ts';
import { chosenProject, isAllowedProject } from '../engine/project.ts';
import { ParityError } from '../errors.ts';
import type { TargetMap } from '../gate/targets.ts';
import { type Published, publish } from '../publish/publish.ts';
import { refuseDrift, refuseForeign } from '../publish/refusals.ts';
import type { Place } from '../publish/service.ts';
import { publishedValues, withMap } from '../publish/template.ts';
import { readServiceAccount } from '../service-account.ts';
import { print } from './deliver.ts';
import type { PlaceOptions } from './publish-option.ts';
import { differenceLines, dryLines, publishedLines } from './published-lines.ts';

const GOOGLE = 'https://firebaseremoteconfig.googleapis.com';

/** The parameter in its project. Asks nobody. Throws a ParityError (exit code 2) for what is not set or not allowed. */
export async function openPlace(options: PlaceOptions): Promise<Place> {
  const { env } = process;
  const config = await loadConfig(options.config);
  const origin = originOf(env.FIREBASE_REMOTE_CONFIG_URL_BASE || GOOGLE, config.allow.hosts);
  const keyFile = env.GOOGLE_APPLICATION_CREDENTIALS;
  // A token never goes out in plain HTTP.
  const account = origin.startsWith('http:') || !keyFile ? undefined : await readServiceAccount(keyFile);
  if (!account && origin.startsWith('https:')) {
    throw new ParityError(
      'no-credentials',
      'Remote Config: expected the key of a service account, found none. Set GOOGLE_APPLICATION_CREDENTIALS to the key file.',
    );
  }
  const project = chosenProject(env, config, account?.projectId);
  if (!project) {
    throw new ParityError(
      'no-project',
      'Remote Config: expected the project, found none. Set GOOGLE_CLOUD_PROJECT, or "project" in parity.config.json.',
    );
  }
  if (!isAllowedProject(project, [...config.allow.projects, ...options.allowProject])) {
    throw new ParityError(
      'project-not-allowed',
      `Remote Config: expected a demo-* or allow-listed project, found ${project}. Its clients would get what is published; if that is meant, add it to allow.projects in parity.config.json or give --allow-project ${project}.`,
    );
  }
  const { parameter } = config.targets.remoteConfig;
  return { project, parameter, account, origin, timeoutMs: config.limits.timeoutMs };
}

function originOf(base: string, allowed: readonly string[]): string {
  const bad = (found: string, toDo: string): ParityError =>
    new ParityError(
      'bad-address',
      `FIREBASE_REMOTE_CONFIG_URL_BASE: expected an origin such as ${GOOGLE}, without a path or a slash at its end, found ${found}. ${toDo}.`,
    );
  // firebase-admin takes the variable as it is and puts the path behind it.
  const url = URL.canParse(base) ? new URL(base) : undefined;
  if (!url || url.origin !== base) throw bad('something else', 'Correct it, or unset it for the Google service');
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw bad(`plain HTTP to ${url.host}`, 'Only loopback may be spoken to without TLS');
  if (base !== GOOGLE && !isLoopback(url.hostname) && !allowed.includes(url.hostname) && !allowed.includes(url.host))
    throw bad(url.host, 'If a token may really be sent there, add it to allow.hosts in parity.config.json');
  return base;
}

interface LocalMap {
  place: Place;
  /** Called when the template was read: another flip or revert may have written meanwhile. */
  local: () => TargetMap;
  /** Routes that may change sides for the clients; any without a list. */
  named?: readonly string[];
  /** For the version history. */
  description: string;
  dryRun?: boolean;
}

/** Publishes the local map and says what that changed. Throws a ParityError where it cannot, or must not. */
export async function publishLocal({ place, local, named, description, dryRun }: LocalMap): Promise<Published> {
  const { parameter } = place;
  let map = local();
  const done = await publish({
    place,
    plan: (template) => {
      map = local();
      refuseForeign(template, parameter);
      if (named) refuseDrift(template, parameter, map, named);
      return withMap(template, parameter, map);
    },
    description,
    dryRun,
  });
  await print(dryRun ? dryLines(place, done) : publishedLines(place, done));
  // The default value is the map now; what differs stands under a condition.
  const others = differenceLines(map, (publishedValues(done.template, parameter) ?? []).slice(1));
  if (others.length > 0)
    await print(`values of conditions were left as they are:\n${others.map((line) => `  ${line}\n`).join('')}`);
  return done;
}

/** A command to type: words that a shell would take apart are quoted. */
export const commandLine = (...words: string[]): string =>
  words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');

/** The options of this call that the next one needs, too. */
export const sameOptions = ({ config, allowProject, targets }: PlaceOptions & { targets: string }): string[] => [
  ...(targets === 'targets.json' ? [] : ['--targets', targets]),
  ...(config === undefined ? [] : ['--config', config]),
  ...allowProject.flatMap((project) => ['--allow-project', project]),
];

/**
 * Called when all is said. firebase-admin cannot be told to give up: what it still waits for must not keep the process. The
 * exit code is the one that is set by then.
 */
export function leaveSoon(): void {
  setTimeout(() => process.exit(), 200).unref();
}
