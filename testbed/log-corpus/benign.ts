// Lines of logs with nothing to mask, rich in what only looks like it.
import type { Random } from '../../bench/random.ts';
import { FRAMEWORK_LINES, PLATFORM_LINES } from './benign-frameworks.ts';
import { MESSAGE_LINES } from './benign-messages.ts';
import { COMMAND_LINE_TWINS } from './command-lines.ts';
import { OPERATION_TWINS } from './operations.ts';
import { REJECTION_TWINS } from './rejections.ts';
import { REPORT_LINES } from './reports.ts';
import { SESSION_TWINS } from './sessions.ts';
import { START_TWINS } from './starts.ts';
import { STATEMENT_TWINS } from './statements.ts';
import { ALNUM, card, chars, grouped, luhnDigit } from './values.ts';

type Line = (random: Random) => string;

const DIGITS = '0123456789';

/** A card's number with a wrong check digit. */
function notCard(random: Random): string {
  const number = card(random);
  const body = number.slice(0, -1);
  return body + String((Number(luhnDigit(body)) + 1 + random.below(9)) % 10);
}

const base64 = (random: Random, length: number): string => chars(random, `${ALNUM}+/`, length);

/** Digests, identifiers, addresses and numbers. */
const IDENTIFIERS: readonly Line[] = [
  (random) => `pulled image registry.example.com/app@sha256:${random.hex(64)} in ${random.below(9000)}ms`,
  (random) => `HEAD is now at ${random.hex(7)} fix login (${random.hex(40)})`,
  (random) => `trace_id=${random.hex(32)} span_id=${random.hex(16)} parent_id=${random.hex(16)} sampled=true`,
  (random) => `traceparent: 00-${random.hex(32)}-${random.hex(16)}-01`,
  (random) =>
    `{"level":30,"reqId":"${random.uid()}","pid":${random.below(30_000)},"msg":"request completed","ms":${random.next() * 100}}`,
  (random) => `md5 ${random.hex(32)}  ./app.tar.gz`,
  (random) => `integrity sha512-${base64(random, 86)}== app@1.${random.below(9)}.${random.below(20)}`,
  (random) => `order 9${chars(random, DIGITS, 15)} shipped`,
  (random) => `ref ${notCard(random)} not found`,
  (random) => `ref ${grouped(notCard(random), ' ')} not found`,
  (random) => `id=${grouped(notCard(random), '-')} state=open`,
  (random) =>
    `call +49 30 ${chars(random, DIGITS, 4)} ${chars(random, DIGITS, 4)} or +1 (555) ${chars(random, DIGITS, 3)}-${chars(random, DIGITS, 4)}`,
  (random) =>
    `{"ts":${1_767_225_600_000 + random.below(1e6)},"ns":1767225600${chars(random, DIGITS, 9)},"size":${random.below(1e9)}}`,
  (random) => `uploaded data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA${base64(random, 120)}=`,
  (random) => `certificate serial ${random.hex(32)} fingerprint ${random.hex(40).match(/../g)?.join(':') ?? ''}`,
  (random) => `-----BEGIN CERTIFICATE-----\\nMII${base64(random, 61)}\\n-----END CERTIFICATE-----`,
  (random) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${base64(random, 43)} bob@laptop`.replace(' bob@laptop', ''),
  (random) => `etag W/"${random.hex(8)}-${random.hex(20)}" cached`,
  (random) => `ulid 01${chars(random, '0123456789ABCDEFGHJKMNPQRSTVWXYZ', 24)} compacted level=2`,
  (random) => `object ${random.hex(24)} written to shard ${random.below(64)}`,
  (random) =>
    `10.${random.below(256)}.0.1:${random.below(60_000)} -> [2001:db8::${random.hex(4)}]:443 mac ${random.hex(12).match(/../g)?.join(':') ?? ''}`,
  (random) => `0x${random.hex(40)} transferred ${random.below(1e9)} wei`,
];

/** Words that stand beside secrets, with none beside them. */
const WORDS: readonly Line[] = [
  () => 'password policy updated',
  () => 'token expired',
  () => 'invalid password',
  () => 'Failed password for invalid user admin from 10.0.0.7 port 51122 ssh2',
  () => 'Accepted password for bob from 10.0.0.7 port 51122 ssh2',
  () => 'secret "db-credentials" synced',
  () => 'wrong password: access denied',
  () => 'password must be at least 12 characters long and hold 1 digit',
  (random) => `password expires in ${random.below(90)} days`,
  (random) => `password changed ${random.below(90)} days ago by admin`,
  (random) => `rotated secret shop/app-tls, ${random.below(9)} keys`,
  (random) => `token bucket refilled: ${random.below(1000)} tokens, burst=${random.below(100)}`,
  (random) =>
    `{"usage":{"prompt_tokens":${random.below(4000)},"completion_tokens":${random.below(4000)},"total_tokens":${random.below(8000)}}}`,
  (random) => `max_tokens=${random.below(4000)} temperature=0.${random.below(9)}`,
  (random) => `Unexpected token } in JSON at position ${random.below(4000)}`,
  (random) => `secretName: app-tls-${random.word(5)}`,
  (random) => `secretRef="shop/creds-${random.word(4)}" version=${random.below(90)}`,
  (random) =>
    `I0102 03:04:05.678901       1 reconciler.go:${random.below(900)}] "Secret updated" secret="kube-system/token-${random.word(5)}"`,
  () => 'MountVolume.SetUp succeeded for volume "kube-api-access-x7k2p" (UniqueName: "kubernetes.io/projected/token")',
  () => 'serviceAccountToken: {path: token, expirationSeconds: 3607}',
  (random) => `reading password from file /run/secrets/db-password-${random.below(9)}`,
  () => 'passwordFile=/etc/app/password.txt tokenFile=/var/run/secrets/kubernetes.io/serviceaccount/token',
  (random) => `token_ttl=${random.below(900)}s token_type=bearer token_count=${random.below(9)}`,
  (random) => `password_length=${random.below(40)} password_hash_rounds=${random.below(20)}`,
  () => '"password_changed_at":"2026-01-02T03:04:05Z"',
  () => 'has_password=true password_required=false passwordless=true',
  (random) => `email verification sent to user ${random.below(9000)}`,
  () => 'email queue drained, mailer=smtp email_verified=true',
  (random) => `card declined, code=${random.below(90)} cardType=visa`,
  (random) => `discarded ${random.below(90)} packets, ${random.below(9)} cards in deck, scorecard updated`,
  (random) => `business card scanned page ${random.below(9)} of 12/25`,
  (random) => `cache entry expires=${random.below(9000)} expiry=${random.below(900)}s valid until 2026-12-31`,
  () => 'Authorization header missing',
  () => 'authorization mode: RBAC,Node',
  () => 'basic authentication disabled; bearer token authentication enabled',
  () => 'WWW-Authenticate: Bearer realm="registry.example.com",service="registry"',
  () => 'cookie consent accepted, cookies=disabled',
  () => 'Set-Cookie header dropped by policy',
  (random) => `signature verified for image app:1.${random.below(90)}`,
  () => 'credentials refreshed for role deployer',
  () => 'using credential helper osxkeychain',
  (random) => `API key quota ${random.below(100)}% used`,
  () => 'apiKeys enabled: false, apikey validation skipped',
  () => 'private key loaded from /etc/tls/tls.key',
  () => 'session id generated, session timeout 30m',
  () => 'pass --verbose to see more, 3 tests pass, 0 fail',
  (random) => `pass=${random.below(90)} fail=${random.below(9)} skip=0`,
  (random) => `bypass=true passthrough=on compass=${random.below(360)}`,
  () => 'keyspace=accounts key=user:42 keys=7 keypad=on monkey=george',
];

/** References, names of variables and what stands in a value's place. */
const REFERENCES: readonly Line[] = [
  () => 'DB_PASSWORD=${DB_PASSWORD}',
  () => 'password=$PASSWORD',
  () => 'password: $(DB_PASSWORD)',
  () => 'password: {{ .Values.db.password }}',
  () => '"password":"<redacted>"',
  () => '{"password":null,"token":"","secret":false}',
  () => '"password":"********"',
  () => 'password=[FILTERED] token=[REDACTED]',
  () => 'SELECT password FROM users WHERE id = $1',
  () => 'UPDATE users SET password = $1, email = $2 WHERE id = $3',
  () => 'SELECT id FROM users WHERE password = ? AND email = ?',
  () => 'SELECT id FROM users WHERE password = :password AND email = @email',
  () => 'ALTER TABLE users ADD COLUMN password varchar(255) NOT NULL',
  () => 'environment variable DB_PASSWORD is not set',
  () => 'missing required flag --password',
  () => 'usage: app --password PASSWORD --token TOKEN',
  () => 'valueFrom: {secretKeyRef: {name: db, key: password}}',
  () => '"valueFrom":{"secretKeyRef":{"name":"db","key":"password"}}',
  () => 'https://example.com/reset-password?step=2',
  () => 'GET /api/v1/tokens?limit=10 HTTP/1.1" 200 512',
  () => 'GET /oauth/token HTTP/1.1" 200 812 "-" "curl/8.5.0"',
  () => 'const token = getToken(); password = prompt()',
  () => 'this.password = password; return new Token(secret);',
  () => '\tat com.example.auth.PasswordEncoder.encode(PasswordEncoder.java:42)',
  () => '\tat io.jsonwebtoken.impl.DefaultJwtParser.parse(DefaultJwtParser.java:383)',
  () => 'File "/app/auth/token.py", line 12, in refresh_token',
  () => 'import { secret } from "./secret.js"',
  () => 'field "password" is required',
  () => "Column 'password' cannot be null",
  () => 'git@github.com:example/app.git cloned',
  () => 'npm install left-pad@1.3.0 @scope/pkg@2.0.0-rc.1',
  () => 'systemd: Started user@1000.service - User Manager',
  () => 'http://user@proxy.internal:3128 connected',
  () => 'postgres://db.internal:5432/shop connected in 3ms',
  () => 'connected to redis://cache:6379/0',
  (random) => `@mention by bob at ${random.below(12)}:${random.below(50) + 10}`,
  () => 'Password: ',
  () => 'password:',
  () => 'token: expired',
  () => 'token: invalid',
];

/** The classes of benign lines, by name. */
export const BENIGN: Readonly<Record<string, readonly Line[]>> = {
  identifiers: IDENTIFIERS,
  words: WORDS,
  references: REFERENCES,
  frameworks: FRAMEWORK_LINES,
  platforms: PLATFORM_LINES,
  reports: REPORT_LINES,
  messages: MESSAGE_LINES,
  'twins of starts': START_TWINS,
  'twins of statements': STATEMENT_TWINS,
  'twins of rejections': REJECTION_TWINS,
  'twins of sessions': SESSION_TWINS,
  'twins of operations': OPERATION_TWINS,
  'twins of command lines': COMMAND_LINE_TWINS,
};
