/** What tokens of well-known services look like, as data: kind and pattern, after the rules of public secret scanners. */

export interface TokenRule {
  kind: string;
  /** Global, linear in the length of the text. The first group is the secret where there is one, else the whole. */
  pattern: RegExp;
}

/** Not in the middle of a word. */
const START = '(?<![A-Za-z0-9_])';

const rule = (kind: string, source: string): TokenRule => ({ kind, pattern: new RegExp(`${START}${source}`, 'g') });

/** Three parts of base64url; the first is a JSON object. */
const JWT = 'eyJ[\\w-]{8,}\\.[\\w-]{4,}\\.[\\w-]{0,}';

export const TOKEN_RULES: readonly TokenRule[] = [
  {
    kind: 'private-key',
    // Also one that was cut off.
    pattern:
      /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:(?!-----)[\s\S]){0,20000}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g,
  },
  rule('jwt', JWT),
  rule('google-api-key', 'AIza[\\w-]{35}'),
  rule('google-oauth', 'ya29\\.[\\w-]{20,}'),
  rule('google-client-secret', 'GOCSPX-[\\w-]{20,}'),
  rule('aws-access-key', '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Z0-9])'),
  rule('github-token', 'gh[pousr]_[A-Za-z0-9]{36,}'),
  rule('github-fine-grained', 'github_pat_\\w{22,}'),
  rule('gitlab-token', 'gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas)-[\\w-]{20,}'),
  rule('slack-token', 'xox[abeoprs]-[A-Za-z0-9-]{10,}'),
  rule('slack-app-token', 'xapp-\\d-[A-Z0-9]+-\\d+-[a-z0-9]+'),
  rule('slack-webhook', 'https://hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{20,}'),
  rule('discord-webhook', 'https://discord(?:app)?\\.com/api/webhooks/\\d+/[\\w-]{30,}'),
  rule('stripe-key', '(?:sk|rk|pk)_(?:test|live|prod)_[A-Za-z0-9]{10,99}'),
  rule('stripe-webhook-secret', 'whsec_[A-Za-z0-9]{20,}'),
  rule('openai-key', 'sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,120}T3BlbkFJ[A-Za-z0-9_-]{20,}'),
  rule('openai-project-key', 'sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,}'),
  rule('anthropic-key', 'sk-ant-[a-z0-9]+-[\\w-]{20,}'),
  rule('model-key', 'sk-[A-Za-z0-9]{32,}'),
  rule('groq-key', 'gsk_[A-Za-z0-9]{40,}'),
  rule('huggingface-token', 'hf_[A-Za-z]{30,}'),
  rule('replicate-token', 'r8_[A-Za-z0-9]{30,}'),
  rule('perplexity-key', 'pplx-[A-Za-z0-9]{40,}'),
  rule('deepgram-like-key', 'dg_[A-Za-z0-9]{32,}'),
  rule('sendgrid-key', 'SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}'),
  rule('mailgun-key', 'key-[a-f0-9]{32}'),
  rule('twilio-key', 'SK[0-9a-f]{32}'),
  rule('twilio-account', 'AC[0-9a-f]{32}'),
  rule('npm-token', 'npm_[A-Za-z0-9]{36}'),
  rule('pypi-token', 'pypi-AgEIcHlwaS5vcmc[\\w-]{50,}'),
  rule('docker-token', 'dckr_(?:pat|oat)_[\\w-]{20,}'),
  rule('digitalocean-token', 'do[opr]_v1_[a-f0-9]{64}'),
  rule('heroku-key', 'HRKU-[\\w-]{30,}'),
  rule('linear-key', 'lin_api_[A-Za-z0-9]{40}'),
  rule('notion-token', '(?:ntn_|secret_)[A-Za-z0-9]{40,}'),
  rule('shopify-token', 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}'),
  rule('square-token', '(?:EAAA|sq0atp-|sq0csp-)[\\w-]{22,60}'),
  rule('telegram-bot-token', '\\d{8,10}:AA[\\w-]{33}'),
  rule('vault-token', 'hv[sb]\\.[\\w-]{24,}'),
  rule('databricks-token', 'dapi[a-f0-9]{32}'),
  rule('grafana-token', 'gl(?:c|sa)_[A-Za-z0-9+/=_]{32,}'),
  rule('newrelic-key', 'NRAK-[A-Z0-9]{27}'),
  rule('postman-key', 'PMAK-[a-f0-9]{24}-[a-f0-9]{34}'),
  rule('sentry-token', 'sntry[su]_[A-Za-z0-9+/=_]{40,}'),
  rule('azure-connection', 'AccountKey=([A-Za-z0-9+/=]{60,})'),
  rule('bearer', 'Bearer\\s+(?!REDACTED)([\\w.~+/-]{16,}=*)'),
  rule('basic', 'Basic\\s+(?!REDACTED)([A-Za-z0-9+/]{12,}=*)'),
];

/** Whether a text holds a token of any kind: one look for all of them, which most texts end with. */
const ANY = new RegExp(
  `${START}(?:${TOKEN_RULES.filter(({ pattern }) => pattern.source.startsWith(START))
    .map(({ pattern }) => pattern.source.slice(START.length))
    .join('|')})`,
);
export const holdsToken = (text: string): boolean => text.includes('-----BEGIN ') || ANY.test(text);
