// The rules of context as far as regular expressions can say them: wider here, narrower there, and some not at all.
import type { SecretClass } from '../formats/detector.ts';
import type { Pattern } from './pattern.ts';

export interface ContextPattern extends Pattern {
  readonly rule: string;
  readonly class: SecretClass;
}

/** How names end whose values are secret. */
export const SECRET_NAME_ENDS = [
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'passcode',
  'secret',
  'token',
  'api[_-]?key',
  'access[_-]?key',
  'secret[_-]?key',
  'private[_-]?key',
  'auth[_-]?key',
  'credentials?',
] as const;

const NAME = String.raw`\b(?i:[\w.-]*(?:${SECRET_NAME_ENDS.join('|')}))`;
const VALUE = String.raw`[^\s\x22\x27,;&}\\*]{1,512}`;

/** In the order in which they are to be applied. */
export const CONTEXT_PATTERNS: readonly ContextPattern[] = [
  {
    rule: 'private-key',
    class: 'private-key',
    before: String.raw`-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY-----`,
    value: String.raw`[\sA-Za-z0-9+/=\\:,\x22-]{1,}?`,
    after: String.raw`-----END`,
  },
  {
    rule: 'authorization',
    class: 'token',
    before: String.raw`(?i:\bauthorization[\x22\x27]?\s{0,2}[:=]\s{0,2}[\x22\x27]?(?:basic|bearer|token|negotiate|digest)\s{1,2})`,
    value: String.raw`[^\s\x22\x27,;*]{1,1000}`,
    after: '',
  },
  {
    rule: 'bearer',
    class: 'token',
    before: String.raw`(?i:\bbearer\s{1,2})`,
    value: String.raw`[A-Za-z0-9._~+/=-]{16,}`,
    after: '',
  },
  { rule: 'jwt', class: 'token', before: '', value: String.raw`\beyJ[\w-]{8,}\.[\w-]{2,}\.[\w-]*`, after: '' },
  {
    rule: 'address',
    class: 'password',
    before: String.raw`://[^\s/:@\x22\x27]{0,256}:`,
    value: String.raw`[^\s/@\x22\x27*]{1,256}`,
    after: '@',
  },
  {
    rule: 'address',
    class: 'email',
    before: '',
    value: String.raw`\b[\w.%+-]{1,64}@[A-Za-z0-9.-]{1,253}\.[A-Za-z]{2,63}\b`,
    after: '',
  },
  {
    rule: 'named-value',
    class: 'password',
    before: String.raw`${NAME}[\x22\x27]?\s{0,2}[:=]\s{0,2}[\x22\x27]?`,
    value: VALUE,
    after: '',
  },
  {
    rule: 'command-option',
    class: 'password',
    before: String.raw`\s--?(?i:[\w-]*(?:${SECRET_NAME_ENDS.join('|')}))\s`,
    value: VALUE,
    after: '',
  },
  {
    rule: 'oracle-logon',
    class: 'password',
    before: String.raw`(?i:oracle:(?:thin|oci):|\bsqlplus\s(?:-\w{1,2}\s){0,4})[A-Za-z][\w$#.]{0,127}/`,
    value: String.raw`[^\s@/\x22\x27*]{1,128}`,
    after: '@',
  },
  {
    rule: 'piped-password',
    class: 'password',
    before: String.raw`\becho\s{1,2}(?:-n\s)?[\x22\x27]?`,
    value: VALUE,
    after: String.raw`[\x22\x27]?\s{0,2}\|[^|]{0,128}--password-stdin`,
  },
  {
    rule: 'user-info',
    class: 'password',
    before: String.raw`(?i:auth\.user\.info)\s{0,2}[:=]\s{0,2}[^\s:]{1,128}:`,
    value: VALUE,
    after: '',
  },
  { rule: 'workflow-command', class: 'token', before: '::add-mask::', value: VALUE, after: '' },
  {
    rule: 'card-number',
    class: 'card',
    before: '',
    value: String.raw`\b(?:(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6(?:011|5\d{2}))[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}|3[47]\d{2}[ -]?\d{6}[ -]?\d{5})\b`,
    after: '',
  },
];

/** What of our rules of context no configuration of others can say, and why. */
export const LOST_RULES: readonly (readonly [rule: string, why: string])[] = [
  ['announced-value', 'the sentence that announces the value stands on a line before it'],
  ['audit-command', 'a command line is read word by word, in hexadecimal as well'],
  ['auth-tuple', 'which of two arguments is the password is counted'],
  ['card-expiry', 'it means something only in a line that holds a card'],
  ['cookie', 'which of several values are secret is judged name by name'],
  ['cri-partial', 'lines that a runtime has cut are seen piece by piece'],
  ['erlang-term', 'the name may stand in brackets of its own'],
  ['listed-option', 'which argument of a list is an option of its program is told argument by argument'],
  ['one-time-code', 'a number is one by the words on either side of it'],
  ['protocol-login', 'a login is told by its tag, its response or what follows its user'],
  ['redis-acl', 'which of the words is a password is told by its first sign'],
  ['redis-password', 'which argument of the command is the password is counted'],
  ['rejected-value', 'the field that names the value stands before it or behind it, at any distance'],
  ['sasl-plain', 'it is decoded to see that it holds a password'],
  ['sql-identified-by', 'SQL is read, not matched'],
  ['sql-insert', 'columns are counted to find their values'],
  ['sql-parameters', 'the placeholders of a statement are counted to find their values'],
  ['sql-set-password', 'SQL is read, not matched'],
  ['validation-error', 'the field that names the value stands before it, at any distance'],
];

/** The rule whose pattern finds what a detector without a format of its own looks for; undefined where none does. */
export function coveringRule(id: string): string | undefined {
  if (id.endsWith('-url-password')) return 'address';
  return JSON_WEB_TOKENS.has(id) ? 'jwt' : undefined;
}

const JSON_WEB_TOKENS = new Set(['json-web-token', 'kubernetes-service-account-token', 'supabase-service-role-key']);

/** Detectors whose value stands further from its name than a pattern may look without taking what is none. */
export const FAR_FROM_NAME: ReadonlySet<string> = new Set(['discord-bot-token', 'okta-api-token']);
