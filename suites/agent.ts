/** The agent's machine in the cloud. */
import type { Suite } from '../src/catalog/route.ts';
import { nullable, optional, record, text, unseen } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';

const USER = 'users/{uid}';

export const agent: Suite = {
  name: 'agent',
  routes: [
    {
      method: 'GET',
      path: '/v2/agent/status',
      // Asking may start the machine, so that the switch treats it as a write.
      kind: 'write',
      decoder: decoder(
        nullable(
          record({
            vmName: text(),
            zone: unseen(text()),
            status: text(),
            authToken: text(),
            createdAt: unseen(text()),
            ip: optional(text()),
            lastQueryAt: unseen(optional(text())),
          }),
        ),
      ),
      reads: [USER],
      writes: [{ path: USER, fields: ['agentVm'] }],
      secrets: ['/authToken'],
      sideEffects: ['cloud'],
      onFailure: 'the agent is set up anew',
    },
    {
      method: 'POST',
      path: '/v2/agent/provision',
      kind: 'write',
      decoder: decoder(
        record({ status: text(), vmName: text(), authToken: text(), agentStatus: text(), ip: optional(text()) }),
      ),
      writes: [{ path: USER, fields: ['agentVm'] }],
      secrets: ['/authToken'],
      sideEffects: ['cloud'],
      onFailure: 'the agent cannot be used',
    },
  ],
};
