/** What must not be published without being asked for. Pure. */
import { ParityError } from '../errors.ts';
import type { TargetMap } from '../gate/targets.ts';
import { differencesOf, publishedValues, type Template } from './template.ts';

/** A parameter that somebody has made and not filled in. */
const EMPTY = /^\s*(\{\s*\})?\s*$/;

/** Throws where the parameter holds something else than a map: it may be somebody else's. */
export function refuseForeign(template: Template, name: string): void {
  const [standing] = publishedValues(template, name) ?? [];
  if (standing?.text === undefined || typeof standing.map !== 'string' || EMPTY.test(standing.text)) return;
  throw new ParityError(
    'not-our-parameter',
    `Remote Config, parameter ${name}: expected a server-target map, found ${standing.map}. Nothing was published. If the parameter is another's, name one of your own in targets.remoteConfig.parameter of parity.config.json; if it is a broken map, "parity revert --all --publish remote-config" replaces it by one with every route on rust.`,
  );
}

/**
 * Throws where routes that nobody named would change sides for the clients: a revert from another place, say, which the
 * local map does not know. Where the parameter is not there yet, there is nothing to change.
 */
export function refuseDrift(template: Template, name: string, map: TargetMap, named: readonly string[]): void {
  const [standing] = publishedValues(template, name) ?? [];
  if (!standing || typeof standing.map === 'string') return;
  const others = differencesOf(map, standing).filter((d) => !named.includes(d.route));
  if (others.length === 0) return;
  const list = others.map((d) => `${d.route} is on ${d.other} there and on ${d.own} here`).join(', ');
  throw new ParityError(
    'published-differs',
    `Remote Config, parameter ${name}: expected the local map but for what is flipped, found that ${list}. Nothing was published. Find out who changed it ("parity targets --check remote-config", the version history in the Firebase console), then bring the local map in line.`,
  );
}
