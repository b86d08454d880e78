// What a name says of its value: that it is a credential, and of what.
// Apart from `classOfName` of detect's redaction, which masks rather too much: here each name becomes a finding, and tokens of forms,
// cursors and page counts are none.

/** `password`: people choose it, so that any literal may be one. `key`: machines make it, so that it shows. */
export type Spoken = 'password' | 'key';

/** At the end of a name also without a boundary: `PGPASSWORD`, `dbpasswd`. */
const PASSWORD = /(?:passwords?|passwd|passphrase)$|(?:^|_)(?:pwd|pass)$/;
const KEY =
  /(?:^|_)(?:tokens?|secrets?|credentials?|auth|apikeys?|(?:api|access|secret|private|signing|encryption|master|account|auth|shared|license)_keys?|secretkey|accesskey|privatekey)$/;
/** Tokens of other kinds: a place in a list, a part of a text, a form's guard. */
const OTHER_TOKEN =
  /(?:^|_)(?:page|next|continue|continuation|cursor|sync|cancel|cancellation|csrf|xsrf|bos|eos|pad|unk|sep|mask|max|min|num|stop)_tokens?$/;

const NAME_MAX = 128;

/** The name in small letters, its words apart by `_`; a number at its end tells twins apart. */
function wordsOf(name: string): string {
  return name
    .slice(-NAME_MAX)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/_?\d{0,9}$/, '');
}

/** What the last words of a name say of its value; undefined for `passwordPolicy`, `tokenTTL`, `password_file`, `existingSecretName`. */
export function spokenBy(name: string): Spoken | undefined {
  const words = wordsOf(name);
  if (PASSWORD.test(words)) return 'password';
  return KEY.test(words) && !OTHER_TOKEN.test(words) ? 'key' : undefined;
}

/** Last words of a setting that names a server. */
const ADDRESS = /_(?:urls?|uri|dsn|addr|address|endpoint|server|hosts?|connection(?:_string)?)$/;

const shortened = (words: string): string => words.replace(/(?<![a-z0-9])database(?![a-z0-9])/g, 'db');

/** Whose address a setting is, by its first words: `db` of `DB_URL` and `DATABASE_URL`. Empty where they say nothing. */
export function serverOfSetting(name: string): string {
  const words = wordsOf(name);
  return ADDRESS.test(words) ? shortened(words.replace(ADDRESS, '')) : '';
}

/** Whose credential a variable is, by its first words: `db` of `DB_PASSWORD`. Empty for other names, and for a bare `PASSWORD`. */
export function serverOfCredential(name: string): string {
  if (spokenBy(name) === undefined) return '';
  const words = wordsOf(name);
  return shortened(words.replace(PASSWORD, '').replace(KEY, '').replace(/_$/, ''));
}
