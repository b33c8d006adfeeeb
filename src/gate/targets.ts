/** The server-target map: for each route, which side the client uses. Rust where nothing is said. Pure. */
import type { Side } from '../model/side.ts';

export interface Target {
  side: Side;
  /** ISO instant of the switch. */
  since: string;
  /** Runs that the gate decided on. */
  evidence?: string[];
}

export interface TargetMap {
  schemaVersion: 1;
  /** Counts the writes of the map. */
  revision: number;
  targets: Record<string, Target>;
}

/** One line of the history. */
export interface Change {
  revision: number;
  at: string;
  action: 'flip' | 'revert';
  routes: string[];
  evidence?: string[];
}

export const emptyMap = (): TargetMap => ({ schemaVersion: 1, revision: 0, targets: {} });

export const sideOf = (map: TargetMap, route: string): Side => map.targets[route]?.side ?? 'rust';

/** The map with routes on Python. */
export function flipped(map: TargetMap, routes: readonly string[], at: string, evidence: readonly string[]): TargetMap {
  const added = routes.map((route): [string, Target] => [
    route,
    { side: 'python', since: at, evidence: [...evidence] },
  ]);
  return { ...map, revision: map.revision + 1, targets: { ...map.targets, ...Object.fromEntries(added) } };
}

/** The map with routes back on Rust: all of them without a list. */
export function reverted(map: TargetMap, routes: readonly string[] | 'all', at: string): TargetMap {
  const names = routes === 'all' ? Object.keys(map.targets) : routes;
  const back = names
    .filter((r) => sideOf(map, r) === 'python')
    .map((r): [string, Target] => [r, { side: 'rust', since: at }]);
  return { ...map, revision: map.revision + 1, targets: { ...map.targets, ...Object.fromEntries(back) } };
}

/** Routes whose side is not the same in two maps. */
export function mapDifferences(own: TargetMap, other: TargetMap): { route: string; own: Side; other: Side }[] {
  const names = new Set([...Object.keys(own.targets), ...Object.keys(other.targets)]);
  return [...names]
    .map((route) => ({ route, own: sideOf(own, route), other: sideOf(other, route) }))
    .filter((d) => d.own !== d.other);
}

/** Reads a map from JSON; a string tells what is wrong with it. */
export function parseMap(text: string): TargetMap | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'text that is no whole JSON';
  }
  if (typeof json !== 'object' || json === null) return 'no object';
  const map = json as Partial<TargetMap>;
  if (map.schemaVersion !== 1) return `schemaVersion ${JSON.stringify(map.schemaVersion)}`;
  if (typeof map.targets !== 'object' || map.targets === null) return 'no "targets"';
  for (const [route, target] of Object.entries(map.targets)) {
    if (target?.side !== 'rust' && target?.side !== 'python')
      return `a target of ${route} that is neither rust nor python`;
  }
  return { schemaVersion: 1, revision: Number(map.revision) || 0, targets: map.targets };
}
