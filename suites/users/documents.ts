/** The user document: settings, profile and what other clients keep there. */
import { type Collection, field } from '../../src/catalog/collection.ts';

/** Lists of apps: their order does not count, but an empty list empties the client's. */
const apps = { form: 'set' } as const;
/** A section that has lists: stored empty, it empties the client's, which an absent one does not. */
const excluded = { form: 'map', others: 'count', emptyCounts: true, fields: { excluded_apps: apps } } as const;

export const userDocument: Collection = {
  path: 'users/{uid}',
  personal: { name: 'name', display_name: 'name', given_name: 'name', family_name: 'name', company: 'name' },
  fields: {
    daily_summary_enabled: field([true]),
    daily_summary_hour_local: field([22]),
    notifications_enabled: field([true]),
    notification_frequency: field([3]),
    store_recording_permission: field([false]),
    private_cloud_sync_enabled: field([true]),
    language: field(),
    transcription_preferences: {
      form: 'map',
      others: 'count',
      fields: { single_language_mode: field([false]), vocabulary: field([[]]) },
    },
    assistant_settings: {
      form: 'map',
      others: 'count',
      fields: {
        shared: { form: 'map', others: 'count', fields: {} },
        floating_bar: { form: 'map', others: 'count', fields: {} },
        focus: excluded,
        advice: excluded,
        memory: excluded,
        task: { form: 'map', others: 'count', emptyCounts: true, fields: { allowed_apps: apps } },
      },
    },
    update_channel: field(),
    ai_user_profile: { form: 'map', others: 'count', fields: {} },
    subscription: { form: 'map', others: 'count', fields: { current_period_end: field([], { holds: 'epoch' }) } },
    agentVm: { form: 'map', others: 'count', fields: {}, secret: true },
  },
  others: 'count',
};
