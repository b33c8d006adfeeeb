/** Which project of Firebase is meant, and whether it may be used. */
import type { Config } from '../config/schema.ts';

/** The project, by environment, config and key, in this order; undefined where nothing says it. */
export const chosenProject = (
  env: NodeJS.ProcessEnv,
  config: Pick<Config, 'project'>,
  ofKey: string | undefined,
): string | undefined =>
  env.PARITY_PROJECT || config.project || env.GCLOUD_PROJECT || env.GOOGLE_CLOUD_PROJECT || ofKey;

export const isAllowedProject = (project: string, allowed: readonly string[]): boolean =>
  project.startsWith('demo-') || allowed.includes(project);
