/**
 * The endpoints of the Firebase Auth emulator that a client needs, at the emulator's own addresses, with unsigned
 * tokens (`alg: none`) like the emulator's. The way from a custom token to an ID token is that of the real service.
 */
import { randomUUID } from 'node:crypto';
import { type Answer, type Request, type Server, serveJson } from './http-server.ts';

interface User {
  localId: string;
  email?: string;
  password?: string;
  displayName?: string;
}

export interface AuthServer extends Server {
  readonly users: Map<string, User>;
  /** How long new ID tokens live. Seconds; 3600 at the start. */
  lifetime: number;
  /** Path and API key of every request. */
  readonly requests: { path: string; key: string | null; raw: string }[];
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** An ID token without a signature, as the Auth emulator writes it. `lifetime` in seconds. */
export function unsignedToken(uid: string, lifetime = 3600, claims: object = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const project = 'demo-parity';
  const payload = {
    iss: `https://securetoken.google.com/${project}`,
    aud: project,
    auth_time: now,
    user_id: uid,
    sub: uid,
    iat: now,
    exp: now + lifetime,
    ...claims,
  };
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(payload)}.`;
}

const refused = (message: string): Answer => ({
  status: 400,
  body: { error: { code: 400, message, errors: [{ message, reason: 'invalid', domain: 'global' }] } },
});

/** The service, and its emulator, take custom tokens for this audience alone. */
const CUSTOM_AUDIENCE = 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit';

function uidOfCustomToken(token: unknown): string | undefined {
  const payload = Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString();
  try {
    const { uid, aud } = JSON.parse(payload) as { uid?: string; aud?: string };
    return aud === CUSTOM_AUDIENCE ? uid : undefined;
  } catch {
    return undefined;
  }
}

export async function startAuth(): Promise<AuthServer> {
  const users = new Map<string, User>();
  const requests: AuthServer['requests'] = [];

  const session = (uid: string): object => ({
    localId: uid,
    idToken: unsignedToken(uid, self.lifetime),
    refreshToken: Buffer.from(uid).toString('base64url'),
    expiresIn: String(self.lifetime),
  });
  const ok = (body: object): Answer => ({ status: 200, body });

  const signIn = (path: string, body: Record<string, unknown>, admin: boolean): Answer => {
    const { email, password, localId, displayName, token } = body as Record<string, string | undefined>;
    switch (path) {
      case 'accounts:signUp': {
        if (localId && !admin) return refused('UNEXPECTED_PARAMETER : User ID');
        if ([...users.values()].some((u) => (email && u.email === email) || u.localId === localId))
          return refused(localId && users.has(localId) ? 'DUPLICATE_LOCAL_ID' : 'EMAIL_EXISTS');
        const uid = localId ?? randomUUID().replaceAll('-', '').slice(0, 28);
        users.set(uid, { localId: uid, email, password, displayName });
        return ok(session(uid));
      }
      case 'accounts:signInWithPassword': {
        const user = [...users.values()].find((u) => u.email === email);
        if (!user) return refused('EMAIL_NOT_FOUND');
        return user.password === password ? ok(session(user.localId)) : refused('INVALID_PASSWORD');
      }
      case 'accounts:signInWithCustomToken': {
        const uid = uidOfCustomToken(token);
        if (!uid) return refused('INVALID_CUSTOM_TOKEN');
        const isNewUser = !users.has(uid);
        if (isNewUser) users.set(uid, { localId: uid });
        return ok({ ...session(uid), isNewUser });
      }
      case 'accounts:lookup': {
        const ids = Array.isArray(body.localId) ? (body.localId as string[]) : [...users.keys()];
        const found = ids.flatMap((id) => users.get(id) ?? []).map(({ password: _, ...user }) => user);
        return ok({ kind: 'identitytoolkit#GetAccountInfoResponse', ...(found.length > 0 ? { users: found } : {}) });
      }
      default:
        return { status: 404, body: { error: { code: 404, message: `no such endpoint ${path}` } } };
    }
  };

  const handle = ({ method, url, raw, headers }: Request): Answer => {
    const key = url.searchParams.get('key');
    requests.push({ path: url.pathname, key, raw });
    const admin = headers.authorization === 'Bearer owner';
    const [, service, rest = ''] =
      /^\/(identitytoolkit|securetoken)\.googleapis\.com\/v1\/(.*)$/.exec(url.pathname) ?? [];
    if (method !== 'POST' || !service) return { status: 404, body: { error: { code: 404, message: 'not found' } } };
    if (!key && !admin)
      return { status: 403, body: { error: { code: 403, message: 'The request is missing a valid API key.' } } };
    if (service === 'identitytoolkit') {
      return signIn(
        rest.replace(/^projects\/[^/]+\/accounts$/, 'accounts:signUp').replace(/^projects\/[^/]+\//, ''),
        JSON.parse(raw || '{}'),
        admin,
      );
    }
    const refreshToken = headers['content-type']?.includes('json')
      ? (JSON.parse(raw) as { refresh_token?: string }).refresh_token
      : new URLSearchParams(raw).get('refresh_token');
    const uid = Buffer.from(refreshToken ?? '', 'base64url').toString();
    if (!users.has(uid)) return refused('INVALID_REFRESH_TOKEN');
    const token = unsignedToken(uid, self.lifetime);
    return ok({
      id_token: token,
      access_token: token,
      refresh_token: refreshToken,
      expires_in: String(self.lifetime),
      token_type: 'Bearer',
      user_id: uid,
      project_id: 'demo-parity',
    });
  };

  const server = await serveJson(handle);
  const self: AuthServer = { ...server, users, lifetime: 3600, requests };
  return self;
}
