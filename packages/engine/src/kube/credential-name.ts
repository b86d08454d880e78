// Whether a value may be the credential that its name says it is.
import { spokenBy } from '../facts/spoken-name.ts';
import type { Spoken } from '../facts/spoken-name.ts';
import { isPlaceholder } from './placeholder.ts';

/** Hashes of passwords tell no password. */
const HASH =
  /^(?:\$(?:2[abxy]?|5|6|y|argon2(?:id|i|d)|pbkdf2[\w-]*|scrypt)\$|\{(?:S?SHA|SSHA|CRYPT)\d*\}|pbkdf2_|(?:sha(?:1|224|256|384|512)|md5)[:-])/i;
const UUID = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;
/** A path, or an address without a password in it. */
const PLACE = /^(?:~?\.{0,2}\/|[a-z]:\\|[a-z][a-z0-9+.-]*:\/\/[^@\s]*$)/i;
const NUMBER_OR_TIME = /^[+-]?\d+(?:\.\d+)?(?:ns|us|ms|s|m|h|d|Mi|Gi|Ki|%)?$/;
/** Types, states and words of schemas. */
const WORD =
  /^(?:string|number|integer|boolean|object|array|required|optional|enabled|disabled|default|auto|automatic|manual|basic|bearer|oauth2?|oidc|plain|plaintext|file|env|internal|external|generated|random|always|never|unknown|ok|error|failed|missing|invalid|valid|expired)$/i;
/** The name of an object or key, as Kubernetes writes them: words between dashes or dots, no word that is all chance. */
const OBJECT_NAME = /^[a-z][a-z]*(?:[-.][a-z]+|[-.]?v?\d{1,3})*$/;

/** A reference inside of a longer text, or a format that is still to be filled. */
const REFERS = /\$\{|\$\(|\{\{|\{[\w.:|~-]{0,64}\}|%[sdv](?!\w)|<[\w -]{1,64}>/;
const SAME = /(.)\1{5}/;
const SERIES_MAX = 7;

/** `0123456789abcdef…`, `xxxxxxxx`: what a person types where chance should be. */
function isTyped(value: string): boolean {
  let series = 1;
  for (let at = 1; at < value.length; at++) {
    series = value.charCodeAt(at) === value.charCodeAt(at - 1) + 1 ? series + 1 : 1;
    if (series > SERIES_MAX) return true;
  }
  return SAME.test(value);
}

const PASSWORD_MIN = 4;
const KEY_MIN = 12;
const VALUE_MAX = 4096;

/** True where a document gives the value to a name that says this. In running text `isMade` has to hold too. */
export function mayBeCredential(spoken: Spoken, value: string): boolean {
  if (value.length < (spoken === 'password' ? PASSWORD_MIN : KEY_MIN) || value.length > VALUE_MAX) return false;
  if (isPlaceholder(value) || [HASH, UUID, PLACE, WORD, REFERS].some((form) => form.test(value))) return false;
  if (spoken === 'password') return !/[\s\0]/.test(value.trim()) || isMade(value);
  if (isTyped(value) || /\s/.test(value) || OBJECT_NAME.test(value) || NUMBER_OR_TIME.test(value)) return false;
  return isMade(value) && /[0-9]/.test(value);
}

const MADE_MIN = 8;

/** A letter, and a digit or a sign that no word has. */
export function isMade(value: string): boolean {
  return value.length >= MADE_MIN && /[A-Za-z]/.test(value) && /[0-9]|[^A-Za-z0-9\s._-]/.test(value);
}

/** Some word that the names of credentials have: the others need no closer look. */
const WORDED = /pass|pwd|token|secret|cred|key|auth/i;

/** True where the name says that the text is a credential, and it may be one. */
export function isCredential(name: string, text: string): boolean {
  if (!WORDED.test(name)) return false;
  const spoken = spokenBy(name);
  return spoken !== undefined && mayBeCredential(spoken, text.trimEnd());
}
