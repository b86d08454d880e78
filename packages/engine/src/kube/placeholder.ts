// Tells a value from what stands for one: references, templates, variables, encrypted values and words that ask to be replaced.
// Apart from `isPlaceholder` of detect's formats, which judges made keys: there a word anywhere inside tells, here people choose the value.

/** What a later program replaces as a whole: Helm and Go templates, envsubst and Flux, Argo CD's Vault plugin, vals. */
const REPLACED: readonly RegExp[] = [/^\{\{[^]*\}\}$/, /^\$\{[^}]*\}$/, /^\$\([^)]*\)$/, /^<path:[^<>]*>$/, /^ref\+/];

/** What stands for a value that comes from elsewhere. Each is anchored and without nested repetition. */
const REFERENCES: readonly RegExp[] = [
  ...REPLACED,
  /^\$(?:[A-Z_][A-Z0-9_]*|[a-z_]+)$/,
  /^%[A-Za-z_]\w*%$/,
  /^@@?[A-Za-z_]\w*@@?$/,
  /^#\{[^}]*\}#?$/,
  /^__[A-Za-z]\w*__$/,
  /^<[^<>]*>$/,
  /^(?:\$?\{\{|\{%)/,
  /^(?:vault:|secret:\/\/|op:\/\/|gcp-?sm:\/\/|aws-?sm:\/\/|azkv:\/\/|keyring:|sops:)/,
  /^arn:aws[a-z-]*:(?:secretsmanager|ssm):/,
  /^projects\/[^/]+\/secrets\//,
  /^process\.env\b/,
  /^os\.(?:environ|getenv)\b/,
];

/** Values that are encrypted where they stand: SOPS and hiera-eyaml (`ENC[…]`), ejson, Ansible Vault, age, PGP. */
const ENCRYPTED =
  /^(?:ENC\[(?:AES256_GCM|PKCS7|GPG|KMS|GKMS),|EJ\[1:|\$ANSIBLE_VAULT;|age-encryption\.org\/|-----BEGIN AGE ENCRYPTED FILE|-----BEGIN PGP MESSAGE)/;

/** Words of which a placeholder is made; anything else beside them makes it a value. */
const WORDS =
  /^(?:your|my|the|a|an|some|this|to|be|me|it|is|in|insert|enter|put|set|use|change|changeit|changeme|replace|replaceme|replaced|fill|fillme|fixme|todo|tbd|here|with|placeholder|example|sample|dummy|fake|redacted|masked|hidden|removed|none|null|nil|undefined|unset|empty|true|false|yes|no|value|values|secret|password|passwd|token|key|apikey|api|access|credential|credentials|user|username|name|string)$/;
/** Words that alone say that something is to come; without one of them `secret-key` is a value. */
const ASKING =
  /(?:^|[^a-z])(?:your|insert|enter|change|changeit|changeme|replace|replaceme|replaced|fill|fillme|fixme|todo|tbd|placeholder|example|sample|dummy|fake|redacted|masked|hidden|removed|none|null|nil|undefined|unset|empty|true|false|yes|no)(?:$|[^a-z])/;
/** Longer is no sentence of placeholder words. */
const PLACEHOLDER_LENGTH = 64;

/** True for a value that is encrypted where it stands. */
export function isEncryptedValue(value: string): boolean {
  return ENCRYPTED.test(value.trimStart());
}

/**
 * True for what is of use to no reader of a file: ciphertext, and what is replaced as a whole before it is stored. Narrower than
 * `isPlaceholder`: a Secret that says `changeme` or `$ecret` is stored so, and is somebody's password. Literal text around a template
 * is a literal.
 */
export function isUnusableInFile(value: string): boolean {
  const text = value.trim();
  return isEncryptedValue(text) || REPLACED.some((form) => form.test(text));
}

/** True for what is no value but stands for one; of any class. Hashes, UUIDs and the like are the detectors' to judge. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  if (text === '' || isEncryptedValue(text)) return true;
  if (REFERENCES.some((form) => form.test(text))) return true;
  return isOneSign(text) || asksToBeReplaced(text);
}

/** `********`, `xxxx`, `......`: one sign over and over, but no digit: `00000000` is a password that people have. */
function isOneSign(text: string): boolean {
  const [first = ''] = text;
  return /[*.xX_\-#?•]/u.test(first) && text.length >= 3 && text === first.repeat(text.length);
}

function asksToBeReplaced(text: string): boolean {
  if (text.length > PLACEHOLDER_LENGTH) return false;
  const lower = text.toLowerCase();
  const words = lower.split(/[^a-z]+/).filter((word) => word !== '');
  return !/\d/.test(lower) && ASKING.test(lower) && words.every((word) => WORDS.test(word));
}
