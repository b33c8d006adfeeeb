/**
 * The parameter that holds the server-target map, and the template of Remote Config around it. Pure: nothing but the values
 * of that one parameter is ever another in the new template.
 */
import type {
  RemoteConfigParameter,
  RemoteConfigParameterValue,
  RemoteConfigTemplate,
} from 'firebase-admin/remote-config';
import { emptyMap, mapDifferences, parseMap, reverted, sideOf, type TargetMap } from '../gate/targets.ts';

export type Template = RemoteConfigTemplate;

/** What some of the clients get: all of them, but for those that meet a condition. */
export interface PublishedValue {
  /** Name of the condition; undefined for the default value. */
  condition: string | undefined;
  /** Undefined where the value is no text of its own: the app's default, a rollout, an experiment. */
  text: string | undefined;
  /** A string says why it is no map. */
  map: TargetMap | string;
}

/** A value before and after. */
export interface Edit {
  condition: string | undefined;
  before: string | undefined;
  after: string;
}

export interface Plan {
  template: Template;
  /** Values that change; none where everything is published already. */
  edits: Edit[];
}

const textOf = (value: RemoteConfigParameterValue | undefined): string | undefined =>
  value && 'value' in value && typeof value.value === 'string' ? value.value : undefined;

function publishedValue(condition: string | undefined, value: RemoteConfigParameterValue | undefined): PublishedValue {
  const text = textOf(value);
  return {
    condition,
    text,
    map:
      text === undefined ? 'no value of its own (the default of the app, a rollout or an experiment)' : parseMap(text),
  };
}

/** The group that holds the parameter, or undefined where none does. */
const groupWith = (template: Template, name: string): string | undefined =>
  Object.keys(template.parameterGroups).find((group) =>
    Object.hasOwn(template.parameterGroups[group]?.parameters ?? {}, name),
  );

function parameterOf(template: Template, name: string): RemoteConfigParameter | undefined {
  if (Object.hasOwn(template.parameters, name)) return template.parameters[name];
  const group = groupWith(template, name);
  return group === undefined ? undefined : template.parameterGroups[group]?.parameters[name];
}

/** The default value first, then those of conditions; undefined where the template has no such parameter. */
export function publishedValues(template: Template, name: string): PublishedValue[] | undefined {
  const parameter = parameterOf(template, name);
  if (!parameter) return undefined;
  const conditional = Object.entries(parameter.conditionalValues ?? {});
  return [
    publishedValue(undefined, parameter.defaultValue),
    ...conditional.map(([condition, value]) => publishedValue(condition, value)),
  ];
}

/** The map as it is published. */
export const publishedText = (map: TargetMap): string => JSON.stringify(map);

const mapOf = (value: PublishedValue | undefined): TargetMap =>
  value && typeof value.map !== 'string' ? value.map : emptyMap();

/** Routes that the default value has on another side than the map. */
export const differencesOf = (map: TargetMap, value: PublishedValue | undefined): ReturnType<typeof mapDifferences> =>
  mapDifferences(map, mapOf(value));

/** The template with the map as default value. Values of conditions stay: somebody put them there on purpose. */
export function withMap(template: Template, name: string, map: TargetMap): Plan {
  const [standing] = publishedValues(template, name) ?? [];
  return withEdits(template, name, [{ condition: undefined, before: standing?.text, after: publishedText(map) }]);
}

/**
 * The template with the routes back on Rust in every value, so that the revert reaches every client. Other routes stay as
 * they are published: a kill switch neither puts a route on Python nor takes one away that nobody named.
 */
export function withRevert(
  template: Template,
  name: string,
  local: TargetMap,
  routes: readonly string[] | 'all',
  at: string,
): Plan {
  const values = publishedValues(template, name) ?? [publishedValue(undefined, undefined)];
  return withEdits(
    template,
    name,
    values.map((value) => ({
      condition: value.condition,
      before: value.text,
      after: publishedText(revertedValue(mapOf(value), local, routes, at)),
    })),
  );
}

/** The local map, with routes that were not named as they are published. */
function revertedValue(
  published: TargetMap,
  local: TargetMap,
  routes: readonly string[] | 'all',
  at: string,
): TargetMap {
  const isNamed = (route: string): boolean => routes === 'all' || routes.includes(route);
  const stays = (route: string): boolean => !isNamed(route) && sideOf(published, route) !== sideOf(local, route);
  const targets = Object.fromEntries([
    ...Object.entries(local.targets).filter(([route]) => !stays(route)),
    ...Object.entries(published.targets).filter(([route]) => stays(route)),
  ]);
  const map = { ...local, targets };
  // Somebody may have flipped meanwhile: what was named goes to Rust all the same.
  const onPython = Object.keys(targets).filter((route) => isNamed(route) && sideOf(map, route) === 'python');
  return onPython.length === 0 ? map : { ...reverted(map, onPython, at), revision: map.revision };
}

function withEdits(template: Template, name: string, wanted: readonly Edit[]): Plan {
  const edits = wanted.filter((edit) => edit.before !== edit.after);
  if (edits.length === 0) return { template, edits };
  const before = parameterOf(template, name);
  const parameter: RemoteConfigParameter = before
    ? { ...before }
    : { valueType: 'JSON', description: 'Which side each route uses. Written by parity.' };
  for (const { condition, after } of edits) {
    if (condition === undefined) parameter.defaultValue = { value: after };
    else parameter.conditionalValues = { ...parameter.conditionalValues, [condition]: { value: after } };
  }
  const group = Object.hasOwn(template.parameters, name) ? undefined : groupWith(template, name);
  const { conditions, parameters, parameterGroups, etag } = template;
  if (group === undefined)
    return {
      template: { conditions, parameterGroups, etag, parameters: { ...parameters, [name]: parameter } },
      edits,
    };
  const standing = parameterGroups[group];
  const changed = { ...standing, parameters: { ...standing?.parameters, [name]: parameter } };
  return {
    template: { conditions, parameters, etag, parameterGroups: { ...parameterGroups, [group]: changed } },
    edits,
  };
}

/** Do the values stand in the template as they were meant to? */
export function holds(template: Template, name: string, edits: readonly Edit[]): boolean {
  const values = publishedValues(template, name) ?? [];
  return edits.every(({ condition, after }) => values.some((v) => v.condition === condition && v.text === after));
}
