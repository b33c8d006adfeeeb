/** Reads the template, makes a new one with a pure plan, publishes it under the ETag that was read. */
import type { ParityError } from '../errors.ts';
import { conflict, isConflict, isPassing, notKept, unknownEnd } from './errors.ts';
import { openSession, type Place, type Session } from './service.ts';
import { type Edit, holds, type Plan, type Template } from './template.ts';

export interface Published {
  edits: Edit[];
  /** Version of the template before; undefined where there never was one. */
  before: string | undefined;
  /** The same as `before` where nothing had to be published. */
  after: string | undefined;
  /** The template that stands now; on a dry run the one that would. */
  template: Template;
}

export interface PublishInput {
  place: Place;
  /** Called with the template that stands; throws where nothing may be published. */
  plan: (template: Template) => Plan;
  /** For the version history. */
  description: string;
  /** Asks the service whether it would take the template, and publishes nothing. */
  dryRun?: boolean;
}

/** Letters of a description. The service keeps it beside the version, and may refuse a long one. */
const LONGEST = 200;

const versionOf = (template: Template): string | undefined => template.version?.versionNumber;

/** A session for the length of `work`. */
export async function inSession<T>(place: Place, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(place);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** One attempt. Throws a ParityError of `errors.ts`, or what `plan` throws. */
export const publish = ({ place, plan, description, dryRun }: PublishInput): Promise<Published> =>
  inSession(place, async (session) => {
    const standing = await session.read();
    const { template, edits } = plan(standing);
    const before = versionOf(standing);
    if (edits.length === 0) return { edits, before, after: before, template: standing };
    if (dryRun) {
      await session.validate(template);
      return { edits, before, after: before, template };
    }
    const answer = await session.publish(template, description.slice(0, LONGEST)).catch(async (error: unknown) => {
      if (isPassing(error)) throw unknownEnd(error as ParityError);
      if (!isConflict(error)) throw error;
      const later = await session.read();
      // firebase-admin sends again what broke off: then the conflict is with our own first sending.
      if (holds(later, place.parameter, edits)) return later;
      throw conflict(place, standing, later);
    });
    const now = holds(answer, place.parameter, edits) ? answer : await session.read();
    if (!holds(now, place.parameter, edits)) throw notKept(place);
    return { edits, before, after: versionOf(now), template: now };
  });
