/** The user of the bearer token, as the token itself says. */
export function uidOf(headers: readonly (readonly [string, string])[]): string | undefined {
  const value = headers.find(([name]) => name === 'authorization')?.[1] ?? '';
  const claims = /^bearer\s+[^.\s]+\.([^.\s]+)\./i.exec(value)?.[1];
  if (claims === undefined) return undefined;
  try {
    const { user_id: id, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) ?? {};
    const uid: unknown = id ?? sub;
    return typeof uid === 'string' && uid !== '' ? uid : undefined;
  } catch {
    return undefined;
  }
}
