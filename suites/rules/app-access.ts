/** Which apps a user may see, enable and review. Rust shows and takes everything. */

import type { Rule, RuleContext } from '../../src/catalog/rule.ts';
import type { PlainDocument } from '../../src/model/plain.ts';

const appOf = (context: RuleContext, name: unknown): PlainDocument | undefined =>
  typeof name === 'string' ? context.documents.get(`plugins_data/${name}`) : undefined;

const isPrivate = (app: PlainDocument): boolean => app.private === true;
const isOwn = (context: RuleContext, app: PlainDocument): boolean => app.uid === context.uid;

const bodyAppId = (context: RuleContext): unknown => {
  const id = (context.body as { app_id?: unknown } | undefined)?.app_id;
  return id ?? context.query.get('app_id');
};

/** Details of an app that is not public: 404, or 403 for a private one to a tester. */
export const notPublic: Rule = {
  id: 'app-not-public',
  note: 'an app that is private or not approved is shown to its owner only',
  expect(context) {
    const app = appOf(context, context.params.app);
    if (!app || isOwn(context, app)) return null;
    const tester = context.documents.get(`testers/${context.uid}`) !== undefined;
    if (isPrivate(app)) return { kind: 'refusal', statuses: tester ? [403, 404] : [404] };
    return app.approved === true ? null : { kind: 'refusal', statuses: [404] };
  },
};

/** Enabling asks for an app that is there, paid where it costs, and set up where it asks for that. */
export const enableNeedsRight: Rule = {
  id: 'app-enable',
  note: 'an app that is missing, private to others, unpaid or not set up cannot be enabled',
  expect(context) {
    const name = bodyAppId(context);
    const app = appOf(context, name);
    if (!app || (isPrivate(app) && !isOwn(context, app))) return { kind: 'refusal', statuses: [404] };
    if (app.is_paid === true && !context.redis.has(`users:${context.uid}:paid_apps:${String(name)}`)) {
      return { kind: 'refusal', statuses: [403] };
    }
    const integration = app.external_integration as { setup_completed_url?: unknown } | null | undefined;
    return integration?.setup_completed_url ? { kind: 'refusal', statuses: [400] } : null;
  },
};

/** A review of the own app, of one that is missing or private to others, is refused. */
export const reviewNeedsRight: Rule = {
  id: 'app-review',
  note: 'the own app, a missing one or one that is private to others cannot be reviewed',
  expect(context) {
    const app = appOf(context, bodyAppId(context));
    if (!app || (isPrivate(app) && !isOwn(context, app))) return { kind: 'refusal', statuses: [404] };
    return isOwn(context, app) ? { kind: 'refusal', statuses: [403] } : null;
  },
};

/** The public catalogue needs no token on Python. */
export const publicCatalogue: Rule = {
  id: 'public-catalogue',
  note: 'the public catalogue is answered without a token',
  expect: ({ header, rust }) =>
    header('authorization') === undefined && rust.status === 401 ? { kind: 'success' } : null,
};
