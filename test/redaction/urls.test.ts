import { describe, expect, test } from 'vitest';
import { namesSecret } from '../../src/redaction/names.ts';
import { shownBody, shownTarget, shownUrl } from '../../src/redaction/urls.ts';

describe('names', () => {
  test.each(
    'token key secret password passwd pwd sig signature auth code credential jwt session api_key apiKey API_KEY X-Api-Key idToken accesstoken Authorization fcm_token client_secret auth_code X-Amz-Signature'.split(
      ' ',
    ),
  )('%s names a secret', (name) => expect(namesSecret(name)).toBe(true));
  test.each(
    'tokens_used keyword monkey session_id language_code postcode author token_count max_tokens expires_at designs passage keys authored_by'.split(
      ' ',
    ),
  )('%s does not', (name) => expect(namesSecret(name)).toBe(false));
});

test.each([
  ['http://user:pa55word@host:8080/x', 'http://[hidden]@host:8080/x'],
  ['http://:pa55word@host', 'http://[hidden]@host'],
  ['http://host/x?token=abc#frag', 'http://host/x?[hidden]'],
  ['http://host/#pa55word', 'http://host/#[hidden]'],
  // Passwords that no parser reads as such.
  ['http://user:pa55/word@host', 'http://[hidden]@host'],
  ['http://user:pa55?word@host', 'http://[hidden]@host'],
  ['user:pa55word@host', '[hidden]@host'],
  ['http://host:8080', 'http://host:8080'],
  ['nonsense', 'nonsense'],
])('base URL %s', (url, shown) => expect(shownUrl(url)).toBe(shown));

test.each([
  ['/v1/x?limit=5&token=abc&q=%20+a', '/v1/x?limit=5&token=[hidden]&q=%20+a'],
  ['/v1/x?tokens_used=5&keyword=a', '/v1/x?tokens_used=5&keyword=a'],
  ['/v1/x?api%5Fkey=abc', '/v1/x?api%5Fkey=[hidden]'],
  ['/v1/x#access_token=abc', '/v1/x#access_token=[hidden]'],
  ['/v1/x?next=https%3A%2F%2Fh%2F%3Ftoken%3Dabc', '/v1/x?next=https%3A%2F%2Fh%2F%3Ftoken%3D%5Bhidden%5D'],
  ['/v1/x?next=%2Fa%3Fb%3Dc', '/v1/x?next=%2Fa%3Fb%3Dc'],
  ['/v1/x', '/v1/x'],
])('target %s', (target, shown) => expect(shownTarget(target)).toBe(shown));

test.each([
  [
    '{"api_key": "abc", "a": [{"password": 12345}], "n": 1}',
    '{"api_key":"[hidden]","a":[{"password":"[hidden]"}],"n":1}',
  ],
  ['{ "tokens_used": 5,  "session_id": "s" }', '{ "tokens_used": 5,  "session_id": "s" }'],
  ['grant_type=x&refresh_token=abc', 'grant_type=x&refresh_token=[hidden]'],
  ['{"token": "abc", "cut', '{"token": "[hidden]", "cut'],
  ['{"token": "ab', '{"token": "[hidden]"'],
])('body %s', (body, shown) => expect(shownBody(body)).toBe(shown));
