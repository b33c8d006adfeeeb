/**
 * Remote Config of one project, through firebase-admin. The library is loaded on opening, and only then: it is slow. It has
 * no time limit for these calls and sends again by itself what broke off, so that a session is used for one attempt.
 */
import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { Credential } from 'firebase-admin/app';
import { ParityError } from '../errors.ts';
import { keepSecret } from '../redaction/own-secrets.ts';
import type { ServiceAccount } from '../service-account.ts';
import { tooLong, troubleOf } from './errors.ts';
import type { Template } from './template.ts';

export interface Place {
  project: string;
  parameter: string;
  /** Undefined sends a placeholder: for a stand-in on loopback that is spoken to in plain HTTP. */
  account: ServiceAccount | undefined;
  /** Origin of the service. firebase-admin reads it from FIREBASE_REMOTE_CONFIG_URL_BASE itself. */
  origin: string;
  /** Longest wait for one answer, in milliseconds. */
  timeoutMs: number;
}

/** Every call throws a ParityError (`src/publish/errors.ts`). After one that took too long nothing is sent any more. */
export interface Session {
  read(): Promise<Template>;
  /** Asks the service whether it would take the template. */
  validate(template: Template): Promise<void>;
  /** Takes the template's ETag along. `description` is kept in the version history. */
  publish(template: Template, description: string): Promise<Template>;
  close(): Promise<void>;
}

/** A placeholder, as the emulators take it. */
const OWNER: Credential = { getAccessToken: async () => ({ access_token: 'owner', expires_in: 3600 }) };

const refuse = (): never => {
  throw new Error('the attempt is over');
};

export async function openSession(place: Place): Promise<Session> {
  const [{ initializeApp, cert, deleteApp }, { getRemoteConfig }] = await Promise.all([
    import('firebase-admin/app'),
    import('firebase-admin/remote-config'),
  ]);
  const { project, account, origin, timeoutMs } = place;
  const agent = origin.startsWith('https:') ? new SecureAgent() : new Agent();
  let app: ReturnType<typeof initializeApp>;
  try {
    app = initializeApp(
      { projectId: project, httpAgent: agent, credential: account ? keyed(cert({ ...account })) : OWNER },
      `parity-${randomUUID()}`,
    );
  } catch {
    // The library's text may speak of the key.
    throw new ParityError(
      'bad-service-account',
      `Remote Config of ${project}: expected a private key that can sign, found that the one of ${account?.clientEmail} cannot. Check private_key in the file that GOOGLE_APPLICATION_CREDENTIALS names.`,
    );
  }
  const service = getRemoteConfig(app);

  /** What the library would still send, it cannot: no late publish after the failure was told. */
  const giveUp = (): void => {
    Object.assign(agent, { createConnection: refuse });
    agent.destroy();
  };
  const within = async <T>(work: Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(tooLong(place));
        giveUp();
      }, timeoutMs);
    });
    try {
      return await Promise.race([work, late]);
    } catch (cause) {
      throw troubleOf(place, cause);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    read: () => within(service.getTemplate()),
    validate: async (template) => {
      await within(service.validateTemplate(template));
    },
    publish: (template, description) => within(service.publishTemplate({ ...template, version: { description } })),
    close: async () => {
      giveUp();
      await deleteApp(app);
    },
  };
}

/** The key's credential; its tokens are kept out of everything that is shown. */
const keyed = (credential: Credential): Credential => ({
  getAccessToken: async () => {
    const token = await credential.getAccessToken();
    keepSecret(token.access_token);
    return token;
  },
});
