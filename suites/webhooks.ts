/** Calls of the error tracker, not of the desktop. */
import type { Suite } from '../src/catalog/route.ts';

const TASK = 'users/{administrator}/action_items/{task}';

export const webhooks: Suite = {
  name: 'webhooks',
  routes: [
    {
      method: 'POST',
      path: '/v1/webhooks/sentry',
      kind: 'write',
      decoder: null,
      public: true,
      writes: [{ path: TASK }],
      sideEffects: ['webhook'],
      onFailure: 'no task is made for the administrator',
    },
    {
      method: 'POST',
      path: '/v1/webhooks/sentry/poll',
      kind: 'write',
      decoder: null,
      public: true,
      writes: [{ path: TASK }],
      sideEffects: ['webhook'],
      onFailure: 'no task is made for the administrator',
    },
  ],
};
