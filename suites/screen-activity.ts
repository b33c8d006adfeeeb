/** Screen activity: rows of a background loop. Stays on Rust in phase 1. */
import { field } from '../src/catalog/collection.ts';
import type { Suite } from '../src/catalog/route.ts';

const ROW = 'users/{uid}/screen_activity/{row}';

export const screenActivity: Suite = {
  name: 'screen-activity',
  routes: [
    {
      method: 'POST',
      path: '/v1/screen-activity/sync',
      kind: 'write',
      phase: 'screen-activity',
      success: [200],
      decoder: null,
      writes: [{ path: ROW }],
      onFailure: 'the same rows are sent again and again',
    },
  ],
  collections: [
    {
      path: ROW,
      fields: { timestamp: field(), appName: field(), windowTitle: field(), ocrText: field() },
      pairBy: ['timestamp', 'appName', 'windowTitle'],
    },
  ],
};
