// Passwords as Oracle's clients take them: `user/password@host`.
import { caseless } from '../anchors/pattern.ts';
import type { Span } from '../masks/span.ts';
import { isName } from '../text/characters.ts';
import { isValue } from './is-value.ts';
import type { Rule } from './rule.ts';

/** Options of `sqlplus`, the user, and a password whose @ would need quotes. */
const LOGON = /^(?:-[A-Za-z]{1,2} ){0,4}(?:userid=)?([A-Za-z][\w$#.]{0,127}\/)([^\s@/"'`\\]{1,128})@/;
const LOGON_CHARS_MAX = 300;

/** `jdbc:oracle:thin:app/x@//db:1521/ORCL`, `sqlplus -s app/x@db`. */
export const oracleLogon: Rule = {
  id: 'oracle-logon',
  anchors: ['oracle:thin:', 'oracle:oci:', 'sqlplus ', 'sqlldr ', 'expdp ', 'impdp ', 'rman target '].map(caseless),
  find(text, { start, end }) {
    if (isName(text, start - 1)) return [];
    const match = LOGON.exec(text.slice(end, end + LOGON_CHARS_MAX));
    const [whole = '', user = '', password = ''] = match ?? [];
    if (match === null || !isValue(password)) return [];
    const from = end + whole.length - 1 - password.length;
    if (user === '') return [];
    return [{ start: from, end: from + password.length, class: 'password', rule: 'oracle-logon' } satisfies Span];
  },
};
