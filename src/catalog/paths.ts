/** Paths of routes that the migration maps. */
import type { Catalog } from './catalog.ts';
import { fill, match, template } from './template.ts';

/** Python's path of a client's target; query and parameters stay as they are. */
export function pythonTarget(catalog: Catalog, method: string, target: string): string {
  const route = catalog.find(method, target)?.route;
  return route?.pythonPath ? moved(target, route.path, route.pythonPath) : target;
}

/** The client's path of a target that was sent to Python; `client` is the target of the same step at the client. */
export function clientTarget(catalog: Catalog, method: string, target: string, client: string): string {
  const route = catalog.find(method, client)?.route;
  return route?.pythonPath ? moved(target, route.pythonPath, route.path) : target;
}

function moved(target: string, from: string, to: string): string {
  const [path = '', ...query] = target.split('?');
  const params = match(template(from), path);
  return params ? [fill(to, params), ...query].join('?') : target;
}
