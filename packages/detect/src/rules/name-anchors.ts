// What the names that say secret hold: these anchors bring a line before the rule, the names themselves stand in `names.ts`.
import { caseless, spellings, type Steps } from '../anchors/pattern.ts';

/** What stands between two words of a name. */
const JOINTS = '_-. ';
/** What follows a name that alone is too short to be looked for. */
const ENDS = '=:"\'\\>]),';

const words = (text: string): readonly Steps[] => spellings(text, JOINTS);

/** A short name with one of the signs behind it. */
function ended(text: string, ends: string): Steps {
  return [...caseless(text), ends];
}

export const NAME_ANCHORS: readonly Steps[] = [
  ...['passw', 'passcode', 'pwd', '_pass', 'keypass', 'storepass', 'authtok', 'dockerconfigjson', 'dockercfg'].map(
    caseless,
  ),
  ...['secret', 'token', 'credential', 'sessid', 'signature', 'mail', 'cvv', 'cvc', 'csc', 'card', 'ccnum'].map(
    caseless,
  ),
  ...['api key', 'access key', 'private key', 'signing key', 'encryption key', 'account key', 'auth key'].flatMap(
    words,
  ),
  ...['pass phrase', 'master key', 'session id', 'security code', 'verification value'].flatMap(words),
  ...['cc num', 'cc no'].flatMap(words),
  ended('pass', `${ENDS} `),
  ...['jwt', 'otp', 'tkn'].map((name) => ended(name, `${ENDS} `)),
  ...['pw', 'cc', 'pan'].map((name) => ended(name, ENDS)),
];
