/** Settings, profile and account: everything below `/v1/users` but people, usage and statistics. */

import type { Route, Suite } from '../src/catalog/route.ts';
import {
  flag,
  instant,
  list,
  nullable,
  optional,
  orElse,
  record,
  setOf,
  strictEnum,
  text,
  unseen,
  whole,
} from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';
import type { Block } from '../src/client/descriptor.ts';
import { pythonOnly } from './rules/python-only.ts';
import { assistantSettings } from './users/assistant-settings.ts';
import { userDocument } from './users/documents.ts';

const USER = 'users/{uid}';

/** A setting that is read, and changed by a PATCH whose answer must decode and is not looked at. */
function setting(path: string, shape: Block, fields: readonly string[], onFailure: string): Route[] {
  return [
    { method: 'GET', path, kind: 'read', decoder: decoder(shape), reads: [USER], onFailure },
    {
      method: 'PATCH',
      path,
      kind: 'write',
      decoder: decoder(unseen(shape)),
      writes: [{ path: USER, fields }],
      onFailure: 'the setting is not kept',
    },
  ];
}

/** A switch: read as `enabled`, set by the query. */
function consent(path: string, field: string): Route[] {
  return [
    {
      method: 'GET',
      path,
      kind: 'read',
      decoder: decoder(record({ enabled: flag() })),
      reads: [USER],
      onFailure: SETTINGS_FAIL,
    },
    {
      method: 'POST',
      path,
      kind: 'write',
      decoder: null,
      writes: [{ path: USER, fields: [field] }],
      onFailure: 'the switch is not kept',
    },
  ];
}

const SETTINGS_FAIL = 'none of the six settings of the page is shown';

const profile = record({
  uid: unseen(text()),
  name: optional(text()),
  email: unseen(optional(text())),
  time_zone: unseen(optional(text())),
  created_at: unseen(optional(text())),
  motivation: unseen(optional(text())),
  use_case: unseen(optional(text())),
  job: unseen(optional(text())),
  company: unseen(optional(text())),
});

const aiProfile = record({ profile_text: text(), generated_at: instant(), data_sources_used: whole() });

const used = optional(whole());
const counted = Object.fromEntries(
  ['transcription_seconds', 'words_transcribed', 'insights_gained', 'memories_created'].flatMap((name) => [
    [`${name}_used`, whole()],
    [`${name}_limit`, whole()],
  ]),
);

const subscription = record({
  subscription: record({
    plan: strictEnum('basic', 'unlimited', 'pro'),
    status: strictEnum('active', 'inactive'),
    features: list(text()),
    cancel_at_period_end: flag(),
    limits: record({
      transcription_seconds: used,
      words_transcribed: used,
      insights_gained: used,
      memories_created: used,
    }),
    current_period_end: optional(whole()),
    stripe_subscription_id: optional(text()),
    current_price_id: optional(text()),
  }),
  ...counted,
  available_plans: setOf(
    record({
      id: text(),
      title: text(),
      features: list(text()),
      prices: list(record({ id: text(), title: text(), price_string: text(), description: optional(text()) })),
    }),
  ),
  show_subscription_ui: flag(),
});

/** Everything that an account owns may go. */
const ACCOUNT = [
  'conversations',
  'staged_tasks',
  'action_items',
  'memories',
  'messages',
  'focus_sessions',
  'advice',
  'chat_sessions',
  'folders',
  'goals',
  'people',
  'knowledge_nodes',
  'knowledge_edges',
  'screen_activity',
  'llm_usage',
].map((name) => ({ path: `users/{uid}/${name}/{document}` }));

const PERSONAL = { '/name': 'name', '/email': 'email', '/company': 'name' } as const;

export const users: Suite = {
  name: 'users',
  personal: { request: PERSONAL, answer: PERSONAL },
  routes: [
    ...setting(
      '/v1/users/daily-summary-settings',
      record({ enabled: flag(), hour: whole() }),
      ['daily_summary_enabled', 'daily_summary_hour_local'],
      SETTINGS_FAIL,
    ),
    ...setting(
      '/v1/users/notification-settings',
      record({ enabled: flag(), frequency: whole() }),
      ['notifications_enabled', 'notification_frequency'],
      SETTINGS_FAIL,
    ),
    ...setting(
      '/v1/users/language',
      record({ language: text() }),
      ['language', 'transcription_preferences'],
      SETTINGS_FAIL,
    ),
    ...consent('/v1/users/store-recording-permission', 'store_recording_permission'),
    ...consent('/v1/users/private-cloud-sync', 'private_cloud_sync_enabled'),
    ...setting(
      '/v1/users/transcription-preferences',
      record({ single_language_mode: orElse(flag(), false), vocabulary: orElse(list(text()), []) }),
      ['transcription_preferences'],
      SETTINGS_FAIL,
    ),
    ...setting(
      '/v1/users/assistant-settings',
      assistantSettings,
      ['assistant_settings', 'update_channel'],
      'the assistants keep their local settings',
    ),
    ...setting(
      '/v1/users/profile',
      profile,
      ['name', 'motivation', 'use_case', 'job', 'company'],
      'the app does not know the name',
    ),
    {
      method: 'GET',
      path: '/v1/users/ai-profile',
      kind: 'read',
      decoder: decoder(nullable(aiProfile)),
      reads: [USER],
      dead: true,
      onFailure: 'the profile is not shown',
    },
    {
      method: 'PATCH',
      path: '/v1/users/ai-profile',
      kind: 'write',
      decoder: decoder(unseen(aiProfile)),
      writes: [{ path: USER, fields: ['ai_user_profile'] }],
      onFailure: 'the profile is sent again and again',
    },
    {
      method: 'DELETE',
      path: '/v1/users/delete-account',
      kind: 'destructive',
      decoder: null,
      writes: [{ path: USER }, ...ACCOUNT, { path: 'plugins_data/{persona}' }],
      sideEffects: ['account'],
      onFailure: 'an error, and the account stays signed in',
    },
    {
      method: 'GET',
      path: '/v1/users/me/subscription',
      kind: 'read',
      phase: 'served-by-python',
      decoder: decoder(subscription),
      reads: [USER],
      writes: [{ path: USER, fields: ['subscription'] }],
      rules: [pythonOnly],
      onFailure: 'a failure stands in place of the plan',
    },
    {
      method: 'POST',
      path: '/v1/payments/checkout-session',
      kind: 'write',
      phase: 'served-by-python',
      decoder: null,
      rules: [pythonOnly],
      sideEffects: ['webhook'],
    },
    {
      method: 'POST',
      path: '/v1/payments/customer-portal',
      kind: 'write',
      phase: 'served-by-python',
      decoder: null,
      rules: [pythonOnly],
      sideEffects: ['webhook'],
    },
  ],
  pages: [
    {
      name: 'Settings',
      routes: [
        'GET /v1/users/daily-summary-settings',
        'GET /v1/users/notification-settings',
        'GET /v1/users/language',
        'GET /v1/users/store-recording-permission',
        'GET /v1/users/private-cloud-sync',
        'GET /v1/users/transcription-preferences',
      ],
      onFailure: 'none of the six settings of the page is shown',
    },
  ],
  collections: [userDocument],
};
