/** The knowledge graph: nodes and edges of a force-directed scene. */
import { field, idField } from '../src/catalog/collection.ts';
import type { Suite } from '../src/catalog/route.ts';
import {
  id,
  instant,
  keyed,
  lossyEnum,
  optional,
  orElse,
  orNow,
  record,
  setOf,
  text,
  unseen,
  whole,
} from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';
import { rateLimit } from './rules/rate-limits.ts';

const NODE = 'users/{uid}/knowledge_nodes/{node}';
const EDGE = 'users/{uid}/knowledge_edges/{edge}';

const node = record({
  id: id(),
  label: text(),
  node_type: orElse(lossyEnum(['person', 'place', 'organization', 'thing', 'concept'], 'concept'), 'concept'),
  aliases: orElse(setOf(text()), []),
  memory_ids: orElse(setOf(text()), []),
  created_at: orNow(instant()),
  updated_at: orNow(instant()),
});

const edge = record({
  id: id(),
  source_id: id(),
  target_id: id(),
  label: text(),
  memory_ids: orElse(setOf(text()), []),
  created_at: orNow(instant()),
});

export const knowledgeGraph: Suite = {
  name: 'knowledge-graph',
  routes: [
    {
      method: 'GET',
      path: '/v1/knowledge-graph',
      kind: 'read',
      decoder: decoder(record({ nodes: keyed(node, 'id'), edges: keyed(edge, 'id') })),
      reads: [NODE, EDGE],
      onFailure: 'the graph page is empty and starts a rebuild',
    },
    {
      method: 'POST',
      path: '/v1/knowledge-graph/rebuild',
      kind: 'destructive',
      decoder: decoder(
        record({
          status: unseen(text()),
          nodes_count: unseen(optional(whole())),
          edges_count: unseen(optional(whole())),
        }),
      ),
      writes: [{ path: NODE }, { path: EDGE }],
      rules: [rateLimit('knowledge_graph:rebuild')],
      sideEffects: ['model'],
      onFailure: 'the graph is not built anew',
    },
    {
      method: 'DELETE',
      path: '/v1/knowledge-graph',
      kind: 'destructive',
      decoder: null,
      writes: [{ path: NODE }, { path: EDGE }],
      onFailure: 'the old graph stays',
    },
  ],
  pages: [
    {
      name: 'Knowledge graph',
      routes: ['GET /v1/knowledge-graph'],
      onFailure: 'the graph page is empty',
    },
  ],
  collections: [
    {
      path: NODE,
      fields: {
        label: field(),
        node_type: field(),
        aliases: { form: 'set', absent: [[]] },
        memory_ids: { form: 'set', absent: [[]], holds: 'id' },
      },
      immaterial: {
        id: 'repeats the document name',
        label_lower: 'derived from the label',
        aliases_lower: 'derived from the aliases',
        created_at: 'not drawn',
        updated_at: 'not drawn',
      },
      pairBy: ['label'],
    },
    {
      path: EDGE,
      fields: {
        source_id: idField(),
        target_id: idField(),
        label: field(),
        memory_ids: { form: 'set', absent: [[]], holds: 'id' },
      },
      immaterial: { id: 'repeats the document name', created_at: 'not drawn' },
      pairBy: ['label', 'source_id', 'target_id'],
    },
  ],
};
