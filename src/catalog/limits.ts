/** Which cases are about limits: in them a refusal for too many requests is the subject, elsewhere it is an accident. */
import { anonymous } from './template.ts';

/** State that makes a limit the subject of a case. */
export interface Limits {
  /** Redis keys; `*` stands for anything. */
  redis: readonly string[];
  /** Path templates of documents. */
  documents: readonly string[];
}

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

const patterns = new Map<string, RegExp>();
/** `*` stands for anything. */
export function patternOf(text: string): RegExp {
  const known = patterns.get(text) ?? new RegExp(`^${text.split('*').map(escaped).join('.*')}$`);
  patterns.set(text, known);
  return known;
}

const pathPattern = (template: string): RegExp => patternOf(anonymous(template).replaceAll('{}', '*'));

/** `keys`: Redis keys that the case sets; `paths`: of its documents. */
export function isAboutLimits(
  limits: readonly Limits[],
  world: { keys: Iterable<string>; paths: Iterable<string> },
): boolean {
  const redis = limits.flatMap((l) => l.redis.map(patternOf));
  const documents = limits.flatMap((l) => l.documents.map(pathPattern));
  for (const key of world.keys) if (redis.some((p) => p.test(key))) return true;
  for (const path of world.paths) if (documents.some((p) => p.test(path))) return true;
  return false;
}
