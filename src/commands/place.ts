/** Where a call stands in the suites: the file of its module, and the line that names its path. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Product } from '../catalog/product.ts';
import type { Place } from '../report/place.ts';

/** Lines above and below the path in which its method stands. */
const NEAR = 3;

/** As the client calls it: `GET /v1/things`. */
interface Called {
  route: string;
  module: string;
}

/** `folder`: that of the suites. Where their sources are not installed, the list of calls is the place. */
export function placesIn(folder: string): (call: Called) => Place {
  const texts = new Map<string, string[]>();
  const linesOf = (file: string): string[] => {
    if (!texts.has(file)) texts.set(file, existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);
    return texts.get(file) ?? [];
  };
  const name = basename(folder);
  return ({ route, module }) => {
    const [method = '', path = ''] = route.split(' ');
    for (const file of filesOf(folder, module)) {
      const lines = linesOf(join(folder, file));
      const at = lines.findIndex(
        (line, i) =>
          line.includes(`'${path}'`) &&
          lines.slice(Math.max(0, i - NEAR), i + NEAR + 1).some((other) => other.includes(`'${method}'`)),
      );
      if (at >= 0) return { file: `${name}/${file}`, line: at + 1 };
    }
    const listed = linesOf(join(folder, 'client-calls.json')).findIndex((line) => line.includes(`"${route}"`));
    return { file: `${name}/client-calls.json`, ...(listed < 0 ? {} : { line: listed + 1 }) };
  };
}

/** Files of a module, from the folder of the suites. */
export function filesOf(folder: string, module: string): string[] {
  const inside = join(folder, module);
  const more = existsSync(inside) ? readdirSync(inside).map((file) => join(module, file)) : [];
  return [`${module}.ts`, ...more.filter((file) => file.endsWith('.ts'))];
}

/** The place of a route of the catalogue, by its name. */
export function placesOfRoutes({ catalog, files }: Product): (route: string) => Place | undefined {
  const placeOf = placesIn(files.facts);
  const modules = new Map(catalog.routes.map(({ name, module }) => [name, module]));
  return (route) => {
    const module = modules.get(route);
    return module === undefined ? undefined : placeOf({ route, module });
  };
}
