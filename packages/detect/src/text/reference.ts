// What stands in a value's place: references, places to fill in, and words that say that there is none.
import { characters, isDigit } from './characters.ts';

/** Words that are no value of anybody, whatever their name says. */
const NO_VALUE = new Set(
  (
    'null nil none true false undefined void unset empty n/a - ? {} [] { [ "" \'\' ' +
    'invalid expired missing revoked required optional valid ok unknown denied enabled disabled refreshed rotated accepted ' +
    'rejected malformed mismatch incorrect wrong redacted masked hidden filtered removed string always on_create (sensitive (known ' +
    // One word for what went wrong: `cannot read token: EOF`.
    'eof unauthorized unauthenticated forbidden timeout canceled cancelled unavailable unimplemented unsupported failed failure error aborted ' +
    // Of Ansible's log.
    'value_specified_in_no_log_parameter'
  ).split(' '),
);
const CHARS_MAX = 64;
const NO_VALUE_CHARS_MAX = Math.max(...Array.from(NO_VALUE, ({ length }) => length));

/** Each is anchored and bounded. */
const FORMS: readonly RegExp[] = [
  // Shells, Compose, Kubernetes, GitHub's workflows.
  /^\$\{[^}]{0,60}\}$/,
  /^\$\([^)]{0,60}\)$/,
  /^\$\([a-z][\w./-]{1,40}$/,
  /^\$(?:\d{1,2}(?:::[a-z]\w{0,30})?|[A-Z][A-Z0-9_]{1,60})$/,
  // PowerShell.
  /^\$env:\w{1,60}$/i,
  // Statements and formats: `:password`, `@email`, `@p1`, `%s`, `{}`.
  /^[:@][a-z_]{0,24}(?:pass|pw|secret|token|key|mail|param|value)[a-z_]{0,24}$/i,
  /^@p\d{1,2}$/,
  /^%[sdvq]$/,
  /^\{\d{0,2}\}$/,
  // Templates: what stands before the first blank of one is enough.
  /^\$?\{\{/,
  /^<[a-z][a-z _-]{0,60}>?$/i,
  // What programs that filter write; Go's `URL.Redacted` has `xxxxx`.
  /^[xX]{3,60}$/,
  /^\[[A-Za-z][A-Za-z _-]{0,40}\]$/,
  // Of a function of SQL: `crypt($2, …)`.
  /^[A-Za-z_.]{1,40}\((?:\$\d{1,3}|%s|\?)\)?$/,
  // What YAML's tags of programs fetch: `!secret db`, `!Ref DbPassword`.
  /^!(?:secret|env|env_var|reference|ref|sub|getatt|importvalue)$/i,
  // Variables that a program's text reads: `os.getenv("DB_PASSWORD")`.
  /^[A-Za-z_$][\w.$]{0,40}\(\\{0,8}["'][A-Z][A-Z0-9_]{1,40}(?:\\{0,8}["'])?\)?$/,
  // Of PHP's `var_dump`.
  /^(?:int|float|bool|array)\([\w.-]{1,24}\)$/,
  // Calls of programs' text: `getToken()`.
  /^[A-Za-z_$][A-Za-z_$.]{0,60}\(\)?;?$/,
];

/** What the forms open with; that of a call, which opens with a letter, holds a bracket. */
const OPENS_FORM = characters(/[$:@%{<[xX!]/);

/** True for `${DB_PASSWORD}`, `$1`, `%s`, `{{ .Values.x }}`, `<token>`, `:password`, `[FILTERED]`, `getToken()`, `expired`. */
export function isReference(value: string): boolean {
  if (value.length > CHARS_MAX) return false;
  // None of the words ends in a digit, as made-up values mostly do.
  if (value.length <= NO_VALUE_CHARS_MAX && !isDigit(value, value.length - 1) && NO_VALUE.has(value.toLowerCase()))
    return true;
  return (OPENS_FORM(value, 0) || value.includes('(')) && FORMS.some((form) => form.test(value));
}
