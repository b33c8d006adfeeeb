/** Stored conversations and their photos: which fields count. */
import { type Collection, field, OPTIONAL } from '../../src/catalog/collection.ts';
import { transcriptField } from '../store/transcript.ts';

export const CONVERSATION = 'users/{uid}/conversations/{id}';
export const PHOTO = 'users/{uid}/conversations/{id}/photos/{photo}';

export const conversationDocuments: readonly Collection[] = [
  {
    path: CONVERSATION,
    fields: {
      created_at: { ...OPTIONAL, holds: 'instant', orders: true },
      started_at: { ...OPTIONAL, holds: 'instant', orders: true },
      finished_at: { ...OPTIONAL, holds: 'instant', orders: true },
      status: OPTIONAL,
      source: OPTIONAL,
      language: OPTIONAL,
      folder_id: { ...OPTIONAL, holds: 'id' },
      input_device_name: OPTIONAL,
      discarded: OPTIONAL,
      deleted: OPTIONAL,
      is_locked: OPTIONAL,
      starred: OPTIONAL,
      visibility: field(['private', '', false, []]),
      structured: {
        form: 'map',
        others: 'ignore',
        fields: {
          title: OPTIONAL,
          overview: OPTIONAL,
          emoji: OPTIONAL,
          category: OPTIONAL,
          action_items: {
            ...OPTIONAL,
            fields: { description: OPTIONAL, completed: OPTIONAL, deleted: OPTIONAL },
          },
          events: {
            ...OPTIONAL,
            fields: {
              title: OPTIONAL,
              description: OPTIONAL,
              start: { ...OPTIONAL, holds: 'instant' },
              starts_at: { ...OPTIONAL, holds: 'instant' },
              duration: field([0]),
              created: OPTIONAL,
            },
          },
        },
      },
      transcript_segments: transcriptField({
        absent: ['', []],
        fields: {
          id: { ...OPTIONAL, holds: 'id' },
          text: OPTIONAL,
          speaker: OPTIONAL,
          is_user: OPTIONAL,
          person_id: { ...OPTIONAL, holds: 'id' },
          start: field([0]),
          end: field([0]),
          translations: OPTIONAL,
          stt_provider: OPTIONAL,
        },
      }),
      apps_results: { ...OPTIONAL, fields: { app_id: { ...OPTIONAL, holds: 'id' }, content: OPTIONAL } },
      photos: {
        ...OPTIONAL,
        fields: {
          id: { ...OPTIONAL, holds: 'id' },
          base64: OPTIONAL,
          description: OPTIONAL,
          created_at: { ...OPTIONAL, holds: 'instant' },
          discarded: OPTIONAL,
        },
      },
      geolocation: {
        form: 'map',
        others: 'ignore',
        fields: {
          latitude: { ...OPTIONAL, personal: 'coordinate' },
          longitude: { ...OPTIONAL, personal: 'coordinate' },
          address: { ...OPTIONAL, personal: 'text' },
          location_type: OPTIONAL,
        },
      },
    },
    immaterial: {
      id: 'repeats the document name',
      data_protection_level: 'an encoding',
      transcript_segments_compressed: 'an encoding',
      processing_memory_id: 'bookkeeping nobody at the desktop sees',
      processing_conversation_id: 'bookkeeping nobody at the desktop sees',
      plugins_results: 'bookkeeping nobody at the desktop sees',
      suggested_summarization_apps: 'bookkeeping nobody at the desktop sees',
      audio_files: 'bookkeeping nobody at the desktop sees',
      private_cloud_sync_enabled: 'bookkeeping nobody at the desktop sees',
      external_data: 'bookkeeping nobody at the desktop sees',
      app_id: 'bookkeeping nobody at the desktop sees',
      call_id: 'bookkeeping nobody at the desktop sees',
    },
    pairBy: ['created_at', 'started_at'],
  },
  {
    path: PHOTO,
    fields: {},
    immaterial: { data_protection_level: 'an encoding' },
    others: 'count',
  },
];
