/** Saving a recording from its segments: older releases. Stays on Rust in phase 1. */
import type { Suite } from '../src/catalog/route.ts';
import { flag, id, record, text } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';

export const fromSegments: Suite = {
  name: 'from-segments',
  routes: [
    {
      method: 'POST',
      path: '/v1/conversations/from-segments',
      kind: 'write',
      phase: 'from-segments',
      decoder: decoder(record({ id: id(), status: text(), discarded: flag() })),
      writes: [
        { path: 'users/{uid}/conversations/{conversation}' },
        { path: 'users/{uid}/staged_tasks/{staged}' },
        { path: 'users/{uid}/memories/{memory}' },
      ],
      sideEffects: ['model', 'webhook'],
      onFailure: 'the recording is not saved',
    },
  ],
};
