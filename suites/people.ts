/** People: names of speakers, and which segment of a transcript is whose. */
import { field, timeField } from '../src/catalog/collection.ts';
import type { Suite } from '../src/catalog/route.ts';
import type { Rule } from '../src/catalog/rule.ts';
import { id, instant, list, record, text } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';
import type { Plain } from '../src/model/plain.ts';
import { lockedDocument } from './rules/locked-content.ts';

const PERSON = 'users/{uid}/people/{person}';

const person = record({ id: id(), name: text(), created_at: instant(), updated_at: instant() });

const iso = (value: Plain | undefined): string | undefined =>
  value !== null && typeof value === 'object' && '$instant' in value && typeof value.$instant === 'number'
    ? microsToText(value.$instant)
    : undefined;

const microsToText = (micros: number): string =>
  `${new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1)}${String(micros % 1000).padStart(3, '0')}Z`;

/** Creating a person whose name exists answers the stored one and makes no second document. */
const onePersonPerName: Rule = {
  id: 'one-person-per-name',
  note: 'a person of this name exists and is answered',
  rewrites: true,
  expect({ uid, body, rust, documents }) {
    const name = (body as { name?: unknown } | undefined)?.name;
    if (!rust.ok || typeof name !== 'string') return null;
    for (const [key, found] of documents.in(`users/${uid}/people`)) {
      const [created, updated] = [iso(found.created_at), iso(found.updated_at)];
      if (found.name !== name || created === undefined || updated === undefined) continue;
      return {
        kind: 'value',
        value: { id: key, name, created_at: created, updated_at: updated },
        parts: [''],
        stored: true,
      };
    }
    return null;
  },
};

const NAMES = { '/name': 'name', '/*/name': 'name' } as const;

export const people: Suite = {
  name: 'people',
  personal: { request: NAMES, answer: NAMES },
  routes: [
    {
      method: 'GET',
      path: '/v1/users/people',
      kind: 'read',
      decoder: decoder(list(person, 'id')),
      reads: [PERSON],
      onFailure: 'no speaker has a name',
    },
    {
      method: 'POST',
      path: '/v1/users/people',
      kind: 'write',
      decoder: decoder(person),
      writes: [{ path: PERSON }],
      rules: [onePersonPerName],
      onFailure: 'the new speaker is not kept',
    },
    {
      method: 'PATCH',
      path: '/v1/users/people/{id}/name',
      kind: 'write',
      decoder: null,
      writes: [{ path: 'users/{uid}/people/{id}', fields: ['name', 'updated_at'] }],
      dead: true,
      onFailure: 'the speaker keeps the old name',
    },
    {
      method: 'DELETE',
      path: '/v1/users/people/{id}',
      kind: 'destructive',
      decoder: null,
      writes: [{ path: 'users/{uid}/people/{id}' }],
      dead: true,
      onFailure: 'the speaker stays',
    },
    {
      method: 'PATCH',
      path: '/v1/conversations/{id}/segments/assign-bulk',
      kind: 'write',
      decoder: null,
      writes: [
        {
          path: 'users/{uid}/conversations/{id}',
          fields: ['transcript_segments', 'transcript_segments_compressed', 'data_protection_level'],
        },
      ],
      rules: [lockedDocument('conversations')],
      onFailure: 'the speaker of the segments falls back',
    },
  ],
  collections: [
    {
      path: PERSON,
      fields: {
        name: field([], { orders: true, personal: 'name' }),
        created_at: timeField(),
        updated_at: timeField(),
      },
      immaterial: {
        id: 'repeats the document name',
        speech_samples: 'the desktop does not read it',
        speech_sample_transcripts: 'the desktop does not read it',
        speech_samples_version: 'the desktop does not read it',
        speaker_embedding: 'the desktop does not read it',
      },
      pairBy: ['name'],
    },
  ],
};
