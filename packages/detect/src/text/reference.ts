// What stands in a value's place: references, places to fill in, and words that say that there is none.
import { isDigit } from './characters.ts';
import { CALL_KIND, kindsIn } from './kinds.ts';

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

/** By the signs that they open with. Each is anchored and bounded. */
const FORMS: readonly (readonly [opens: string, form: RegExp])[] = [
  // Shells, Compose, Kubernetes, GitHub's workflows.
  ['$', /^\$\{[^}]{0,60}\}$/],
  ['$', /^\$\([^)]{0,60}\)$/],
  ['$', /^\$\([a-z][\w./-]{1,40}$/],
  ['$', /^\$(?:\d{1,2}(?:::[a-z]\w{0,30})?|[A-Z][A-Z0-9_]{1,60})$/],
  // PowerShell.
  ['$', /^\$env:\w{1,60}$/i],
  // Statements and formats: `:password`, `@email`, `@p1`, `%s`, `{}`.
  [':@', /^[:@][a-z_]{0,24}(?:pass|pw|secret|token|key|mail|param|value)[a-z_]{0,24}$/i],
  ['@', /^@p\d{1,2}$/],
  ['%', /^%[sdvq]$/],
  ['{', /^\{\d{0,2}\}$/],
  // Templates: what stands before the first blank of one is enough.
  ['${', /^\$?\{\{/],
  ['<', /^<[a-z][a-z _-]{0,60}>?$/i],
  // What programs that filter write; Go's `URL.Redacted` has `xxxxx`.
  ['xX', /^[xX]{3,60}$/],
  ['[', /^\[[A-Za-z][A-Za-z _-]{0,40}\]$/],
  // What YAML's tags of programs fetch: `!secret db`, `!Ref DbPassword`.
  ['!', /^!(?:secret|env|env_var|reference|ref|sub|getatt|importvalue)$/i],
];

/** Those that hold a bracket. */
const CALLS: readonly RegExp[] = [
  // Of a function of SQL: `crypt($2, …)`.
  /^[A-Za-z_.]{1,40}\((?:\$\d{1,3}|%s|\?)\)?$/,
  // Variables that a program's text reads: `os.getenv("DB_PASSWORD")`.
  /^[A-Za-z_$][\w.$]{0,40}\(\\{0,8}["'][A-Z][A-Z0-9_]{1,40}(?:\\{0,8}["'])?\)?$/,
  // Of PHP's `var_dump`.
  /^(?:int|float|bool|array)\([\w.-]{1,24}\)$/,
  // Calls of programs' text: `getToken()`.
  /^[A-Za-z_$][A-Za-z_$.]{0,60}\(\)?;?$/,
];

const NO_FORMS: readonly RegExp[] = [];
/** By the first sign of the value. */
const FORMS_OF = Array.from({ length: 256 }, (_, byte) =>
  FORMS.filter(([opens]) => opens.includes(String.fromCharCode(byte))).map(([, form]) => form),
);

/** 1 for the signs that a form opens with. */
const OPENS_FORM = Uint8Array.from(FORMS_OF, (forms) => (forms.length === 0 ? 0 : 1));

/** Of each first letter, whatever its case, the lengths of the words that begin with it, each a bit. */
const LENGTHS = lengthsByFirst();

function lengthsByFirst(): Int32Array {
  const lengths = new Int32Array(256);
  for (const word of NO_VALUE) {
    for (const first of [word.charAt(0), word.charAt(0).toUpperCase()]) {
      const code = first.charCodeAt(0);
      // A shift counts modulo 32: a longer word has the bit of a short one, and is looked up all the same.
      lengths[code] = (lengths[code] as number) | (1 << word.length);
    }
  }
  return lengths;
}

/** True for `${DB_PASSWORD}`, `$1`, `%s`, `{{ .Values.x }}`, `<token>`, `:password`, `[FILTERED]`, `getToken()`, `expired`. */
export function isReference(value: string): boolean {
  return isReferenceIn(value, 0, value.length);
}

/** The same of a piece of a text: of most pieces their length and first sign tell. */
export function isReferenceIn(text: string, start: number, end: number, known?: number): boolean {
  const length = end - start;
  if (length > CHARS_MAX || length <= 0) return false;
  const kinds = known ?? kindsIn(text, start, end);
  const first = text.charCodeAt(start);
  return ((LENGTHS[first] ?? 0) & (1 << length)) !== 0 || OPENS_FORM[first] === 1 || (kinds & CALL_KIND) !== 0
    ? isReferenceOf(kinds, text.slice(start, end))
    : false;
}

function isReferenceOf(kinds: number, value: string): boolean {
  // None of the words ends in a digit, as made-up values mostly do.
  const mayBeWord = value.length <= NO_VALUE_CHARS_MAX && !isDigit(value, value.length - 1);
  if (mayBeWord && NO_VALUE.has(value.toLowerCase())) return true;
  const forms = FORMS_OF[value.charCodeAt(0)] ?? NO_FORMS;
  return (
    forms.some((form) => form.test(value)) || ((kinds & CALL_KIND) !== 0 && CALLS.some((form) => form.test(value)))
  );
}
