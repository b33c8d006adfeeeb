/** All modules of the migration. */
import { buildCatalog, type Catalog } from '../src/catalog/catalog.ts';
import type { Suite } from '../src/catalog/route.ts';
import { actionItems } from './action-items.ts';
import { adviceSuite } from './advice.ts';
import { agent } from './agent.ts';
import { apps } from './apps.ts';
import { chat } from './chat.ts';
import { chatSessions } from './chat-sessions.ts';
import { config } from './config.ts';
import { conversations } from './conversations.ts';
import { crisp } from './crisp.ts';
import { dailyScore } from './daily-score.ts';
import { fairUse } from './fair-use.ts';
import { focusSessions } from './focus-sessions.ts';
import { folders } from './folders.ts';
import { fromSegments } from './from-segments.ts';
import { goals } from './goals.ts';
import { knowledgeGraph } from './knowledge-graph.ts';
import { llmUsage } from './llm-usage.ts';
import { memories } from './memories.ts';
import { messages } from './messages.ts';
import { people } from './people.ts';
import { personas } from './personas.ts';
import { requestAge } from './rules/request-age.ts';
import { screenActivity } from './screen-activity.ts';
import { stagedTasks } from './staged-tasks.ts';
import { stats } from './stats.ts';
import { updates } from './updates.ts';
import { users } from './users.ts';
import { webhooks } from './webhooks.ts';

export const modules: readonly Suite[] = [
  conversations,
  memories,
  actionItems,
  chat,
  chatSessions,
  messages,
  folders,
  goals,
  knowledgeGraph,
  people,
  personas,
  apps,
  users,
  adviceSuite,
  dailyScore,
  focusSessions,
  stats,
  stagedTasks,
  updates,
  webhooks,
  crisp,
  agent,
  llmUsage,
  // Kept on Rust in phase 1.
  screenActivity,
  config,
  fromSegments,
  // Cross-cutting.
  fairUse,
];

export const catalog: Catalog = buildCatalog(modules, [requestAge]);
