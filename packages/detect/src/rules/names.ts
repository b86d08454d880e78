// What the name of a field, variable, header or option says of its value.
// Apart from the engine's `spokenBy`: a log names e-mail addresses, cards and session ids as well, which are no credentials of a manifest.
import type { SecretClass } from '../formats/detector.ts';
import { byName } from './by-name.ts';

/** Words that end a name whose value is secret, or words before them that make them so. */
const LAST: readonly (readonly [SecretClass, readonly string[]])[] = [
  [
    'password',
    [
      'password',
      'passwd',
      'passwort',
      'pwd',
      'pass',
      'pw',
      'passphrase',
      'passcode',
      'userpassword',
      'dbpassword',
      'pgpassword',
      'rootpassword',
      'mypassword',
      'keypass',
      'storepass',
      'dbpass',
      'userpass',
      'sshpass',
      'authtok',
    ],
  ],
  [
    'token',
    [
      'token',
      'secret',
      'apikey',
      'accesskey',
      'secretkey',
      'privatekey',
      'accountkey',
      'authkey',
      'credential',
      'credentials',
      'authtoken',
      'accesstoken',
      'refreshtoken',
      'sessiontoken',
      'clientsecret',
      'sessionid',
      'sessid',
      'phpsessid',
      'jsessionid',
      'otp',
      'jwt',
      'tkn',
      'signature',
      'apitoken',
      'idtoken',
      'bearertoken',
      'csrftoken',
      'xsrftoken',
      'csrfmiddlewaretoken',
      'authorization',
      'dockerconfigjson',
      'dockercfg',
    ],
  ],
  ['email', ['email', 'mail', 'emailaddress', 'mailaddress', 'useremail']],
  ['card-code', ['cvv', 'cvv2', 'cvc', 'cvc2', 'csc', 'cardcode', 'securitycode']],
  [
    'card-expiry',
    [
      'expiration',
      'expiry',
      'exp',
      'expdate',
      'expirydate',
      'expirationdate',
      'expires',
      'expmonth',
      'expyear',
      'validthru',
      'validuntil',
      'expire',
    ],
  ],
  [
    'card',
    [
      'card',
      'cc',
      'pan',
      'ccnum',
      'ccno',
      'ccnumber',
      'cardno',
      'cardnum',
      'cardnumber',
      'creditcard',
      'creditcardnumber',
      'debitcard',
    ],
  ],
];

const PAIRS: readonly (readonly [SecretClass, string])[] = [
  ['password', 'pass phrase'],
  ['token', 'api key'],
  ['token', 'access key'],
  ['token', 'secret key'],
  ['token', 'private key'],
  ['token', 'signing key'],
  ['token', 'encryption key'],
  ['token', 'account key'],
  ['token', 'auth key'],
  ['token', 'master key'],
  ['token', 'session id'],
  ['email', 'e mail'],
  ['email', 'email address'],
  ['email', 'mail address'],
  ['card', 'card number'],
  ['card', 'card num'],
  ['card', 'card no'],
  ['card', 'card nr'],
  ['card', 'cc number'],
  ['card', 'cc num'],
  ['card', 'cc no'],
  ['card', 'account pan'],
  ['card-code', 'security code'],
  ['card-code', 'verification value'],
  ['card-code', 'verification code'],
  ['card-code', 'card code'],
  ['card-expiry', 'exp date'],
  ['card-expiry', 'exp month'],
  ['card-expiry', 'exp year'],
  ['card-expiry', 'expiry date'],
  ['card-expiry', 'expiry month'],
  ['card-expiry', 'expiry year'],
  ['card-expiry', 'expiration date'],
  ['card-expiry', 'expiration month'],
  ['card-expiry', 'expiration year'],
  ['card-expiry', 'valid thru'],
  ['card-expiry', 'valid until'],
];

/** Words after the one that counts, which leave it what it is. */
const NEUTRAL = new Set([
  'value',
  'text',
  'plain',
  'plaintext',
  'raw',
  'new',
  'old',
  'confirm',
  'confirmation',
  'string',
  'str',
  'current',
  'base64',
  'b64',
  'again',
]);

const BY_WORD = new Map(LAST.flatMap(([kind, words]) => words.map((word) => [word, kind] as const)));
const BY_PAIR = new Map(PAIRS.map(([kind, words]) => [words, kind] as const));

/** `dbUserPassword`, `DB_USER_PASSWORD` and `db-user.password` are the same three words. */
export function wordsOf(name: string): string[] {
  const words: string[] = [];
  let word = '';
  for (let at = 0; at < name.length; at++) {
    const letter = name.charAt(at);
    const isUpper = letter >= 'A' && letter <= 'Z';
    const isWord = isUpper || (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    const next = name.charAt(at + 1);
    const before = name.charAt(at - 1);
    const begins = isUpper && ((before >= 'a' && before <= 'z') || (next >= 'a' && next <= 'z'));
    if ((!isWord || begins) && word !== '') {
      words.push(word.toLowerCase());
      word = '';
    }
    if (isWord) word += letter;
  }
  if (word !== '') words.push(word.toLowerCase());
  return words;
}

/** `passwords`, `API_KEYS`: what the name says of one of several. Only passwords and tokens; words that count things are judged by their values. */
export const classOfPlural = byName((name): SecretClass | undefined => {
  const kind = /[a-z]s$/i.test(name) ? classOfName(name.slice(0, -1)) : undefined;
  return kind === 'password' || kind === 'token' ? kind : undefined;
});

/** The last words decide: `password` and `newPassword` are, `passwordPolicy`, `secretName` and charts' `existingSecret` are not. */
export const classOfName = byName((name): SecretClass | undefined => classOfWords(wordsOf(name)));

function classOfWords(words: string[]): SecretClass | undefined {
  while (words.length > 1 && (NEUTRAL.has(words.at(-1) ?? '') || /^\d{1,3}$/.test(words.at(-1) ?? ''))) words.pop();
  if (words.at(-2) === 'existing') return undefined;
  const last = (words.at(-1) ?? '').replace(/\d{1,2}$/, (digits) => (BY_WORD.has(words.at(-1) ?? '') ? digits : ''));
  return BY_PAIR.get(`${words.at(-2) ?? ''} ${last}`) ?? BY_WORD.get(last);
}
