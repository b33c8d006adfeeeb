/** Path templates such as `/v1/things/{id}` and `users/{uid}/things/{id}`. */

export interface Template {
  readonly source: string;
  readonly names: readonly string[];
  readonly pattern: RegExp;
  /** Literal segments win over parameters: compared segment by segment. */
  readonly literal: readonly boolean[];
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Compiles a template. `{name}` stands for one segment, or for a part of one (`{model}:{action}`). */
export function template(source: string): Template {
  const names: string[] = [];
  const segments = source.split('/');
  const pattern = segments
    .map((segment) =>
      segment
        .split(/(\{[^}]+\})/)
        .map((part) => {
          if (!part.startsWith('{')) return escaped(part);
          names.push(part.slice(1, -1));
          return '([^/]+?)';
        })
        .join(''),
    )
    .join('/');
  return { source, names, pattern: new RegExp(`^${pattern}$`), literal: segments.map((s) => !s.includes('{')) };
}

/** The parameters of a path, or null where it does not fit. Values are as they stand in the path. */
export function match(how: Template, path: string): Record<string, string> | null {
  const found = how.pattern.exec(path);
  if (!found) return null;
  return Object.fromEntries(how.names.map((name, i) => [name, found[i + 1] as string]));
}

/** Sorts templates so that the first that matches is the right one: a literal segment beats a parameter. */
export function moreLiteral(a: Template, b: Template): number {
  for (let i = 0; i < Math.min(a.literal.length, b.literal.length); i++) {
    if (a.literal[i] !== b.literal[i]) return a.literal[i] ? -1 : 1;
  }
  return 0;
}

/** The template with its parameters put in; parameters without a value stay as they are. */
export function fill(source: string, values: Readonly<Record<string, string>>): string {
  return source.replace(/\{([^}]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The template with its parameters' names taken out: two that address the same are the same text. */
export const anonymous = (path: string): string => path.replace(/\{[^}]+\}/g, '{}');
