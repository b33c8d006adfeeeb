/** All modules of the migration. */
import { buildCatalog, type Catalog } from '../src/catalog/catalog.ts';
import type { Suite } from '../src/catalog/route.ts';
import { conversations } from './conversations.ts';
import { folders } from './folders.ts';
import { requestAge } from './rules/request-age.ts';

export const modules: readonly Suite[] = [conversations, folders];

export const catalog: Catalog = buildCatalog(modules, [requestAge]);
