/** Apps: the catalogue, details, reviews, enable and disable. */
import { field, timeField } from '../src/catalog/collection.ts';
import type { Route, Suite } from '../src/catalog/route.ts';
import {
  flag,
  id,
  instant,
  list,
  number,
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
import { enableNeedsRight, notPublic, publicCatalogue, reviewNeedsRight } from './rules/app-access.ts';

const APP = 'plugins_data/{app}';
const ENABLED = 'users/{uid}/enabled_plugins/{app}';
const REVIEW = 'plugins_data/{app}/reviews/{reviewer}';

const INSTALLS = 'plugins:{app}:installs';
const REVIEWS = 'plugins:{app}:reviews';
const COPY = 'apps:{app}';
const COPIES = 'cache:*';
const ON_THE_PHONE = 'users:{uid}:enabled_plugins';
const PAID = 'users:{uid}:paid_apps:{app}';
/** Python keeps the list of public apps in its own memory. */
const REMEMBERED = { name: 'apps', side: 'python', seconds: 30 } as const;

const words = orElse(text(), '');
const off = orElse(flag(), false);
const said = optional(text());

const appFields = {
  id: id(),
  name: words,
  description: words,
  image: words,
  author: words,
  category: orElse(text(), 'other'),
  capabilities: orElse(setOf(text()), []),
  approved: off,
  private: off,
  is_paid: off,
  enabled: off,
  installs: orElse(whole(), 0),
  rating_count: orElse(whole(), 0),
  rating_avg: optional(number()),
  price: optional(number()),
};

const apps_ = decoder(list(record(appFields), 'id'));
const titled = { id: text(), title: text() };

const details = record({
  ...appFields,
  email: said,
  uid: said,
  chat_prompt: said,
  memory_prompt: said,
  persona_prompt: said,
  payment_plan: said,
  username: said,
  twitter: said,
  status: orElse(text(), 'under-review'),
  created_at: optional(instant()),
});

const review = record({
  uid: text(),
  score: orElse(whole(), 0),
  review: words,
  response: said,
  rated_at: orNow(instant()),
  edited_at: optional(instant()),
});

const groups = record({
  groups: list(
    record({
      capability: record(titled),
      data: list(record(appFields), 'id'),
      pagination: record({ total: whole(), count: whole(), offset: whole(), limit: whole() }),
    }),
  ),
  meta: record({ capabilities: list(record(titled), 'id'), groupCount: whole(), limit: whole(), offset: whole() }),
});

const done = decoder(record({ success: unseen(flag()), message: unseen(text()) }));

const catalogueRead = (path: string, more: Partial<Route> = {}): Route => ({
  method: 'GET',
  path,
  kind: 'read',
  decoder: apps_,
  reads: [APP, ENABLED],
  redis: [INSTALLS, REVIEWS, COPY, COPIES, ON_THE_PHONE],
  cache: REMEMBERED,
  onFailure: 'no apps are shown',
  ...more,
});

const PERSONAL = { '/**/author': 'name', '/**/username': 'text' } as const;

export const apps: Suite = {
  name: 'apps',
  personal: { request: PERSONAL, answer: PERSONAL },
  routes: [
    catalogueRead('/v1/apps'),
    catalogueRead('/v1/approved-apps', { rules: [publicCatalogue], dead: true }),
    catalogueRead('/v1/apps/popular', { dead: true }),
    catalogueRead('/v2/apps/search', { onFailure: 'the search shows no apps, and the block of statistics is empty' }),
    catalogueRead('/v1/apps/enabled', { dead: true }),
    catalogueRead('/v2/apps', {
      decoder: decoder(groups),
      rules: [publicCatalogue],
      onFailure: 'the apps page is empty',
    }),
    {
      method: 'GET',
      path: '/v1/app-categories',
      kind: 'read',
      decoder: decoder(list(record(titled), 'id')),
      rules: [publicCatalogue],
      onFailure: 'the apps page is empty',
    },
    {
      method: 'GET',
      path: '/v1/app-capabilities',
      kind: 'read',
      decoder: decoder(list(record({ ...titled, description: text() }), 'id')),
      rules: [publicCatalogue],
      onFailure: 'the apps page is empty',
    },
    {
      method: 'GET',
      path: '/v1/apps/{app}',
      kind: 'read',
      decoder: decoder(details),
      reads: [APP, ENABLED],
      redis: [INSTALLS, REVIEWS, COPY, ON_THE_PHONE],
      rules: [notPublic],
      dead: true,
      onFailure: 'the app cannot be opened',
    },
    {
      method: 'GET',
      path: '/v1/apps/{app}/reviews',
      kind: 'read',
      decoder: decoder(list(review, 'uid')),
      reads: [REVIEW],
      redis: [REVIEWS],
      rules: [publicCatalogue],
      onFailure: 'the sheet shows no reviews',
    },
    {
      method: 'POST',
      path: '/v1/apps/enable',
      kind: 'write',
      decoder: done,
      writes: [{ path: ENABLED }, { path: APP, fields: ['installs'] }],
      redis: [INSTALLS, COPY, COPIES, ON_THE_PHONE, PAID],
      rules: [enableNeedsRight],
      onFailure: 'an error, and the app is not installed',
    },
    {
      method: 'POST',
      path: '/v1/apps/disable',
      kind: 'destructive',
      decoder: done,
      writes: [{ path: ENABLED }, { path: APP, fields: ['installs'] }],
      redis: [INSTALLS, COPY, COPIES, ON_THE_PHONE, PAID],
      onFailure: 'the app stays installed',
    },
    {
      method: 'POST',
      path: '/v1/apps/review',
      kind: 'write',
      decoder: decoder(review),
      writes: [{ path: REVIEW }, { path: APP, fields: ['rating_avg', 'rating_count'] }],
      redis: [REVIEWS, COPY, COPIES],
      rules: [reviewNeedsRight],
      onFailure: 'the sheet says that the review could not be submitted',
    },
  ],
  pages: [
    {
      name: 'Apps',
      routes: ['GET /v2/apps', 'GET /v1/app-categories', 'GET /v1/app-capabilities'],
      onFailure: 'the whole apps page is empty',
    },
  ],
  collections: [
    { path: ENABLED, fields: { enabled_at: timeField() }, immaterial: { app_id: 'repeats the document name' } },
    {
      path: APP,
      personal: { author: 'name', username: 'text' },
      fields: {
        uid: field(['']),
        name: field(['']),
        description: field(['']),
        image: field(['']),
        category: field(['']),
        capabilities: { form: 'set', absent: [[]] },
        approved: field([false]),
        private: field([false]),
        status: field(['']),
        author: field(['']),
        created_at: timeField({ orders: true }),
        updated_at: timeField({ orders: true }),
        username: field(['']),
        persona_prompt: field(['']),
        email: field(['']),
        twitter: field(['']),
        chat_prompt: field(['']),
        memory_prompt: field(['']),
        is_paid: field([false]),
        price: field(),
        payment_plan: field(['']),
        installs: field([], { orders: true }),
        rating_avg: field([], { orders: true }),
        rating_count: field([], { orders: true }),
      },
      immaterial: { id: 'repeats the document name' },
      pairBy: ['name', 'uid'],
    },
    {
      path: REVIEW,
      fields: {
        score: field(),
        review: field(['']),
        response: field(['']),
        rated_at: { form: 'instant', orders: true },
        username: field(['']),
        edited_at: { form: 'instant' },
      },
      immaterial: { uid: 'repeats the document name' },
    },
  ],
};
