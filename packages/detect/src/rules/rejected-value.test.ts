// Values that programs refuse and quote: what is masked, and twins whose field is no secret.
import { expect, test } from 'vitest';
import { redacted } from '../testing/redacted.ts';

const T = '**********';

test.each([
  ['Spring', "Field error in object 'a' on field 'user.password': rejected value [x1]; codes [A]", `[${T}]; codes`],
  ['a bracket in it', "on field 'password': rejected value [x]1]; codes [A]", `[${T}]; codes`],
  ['Mongoose', 'Path `password` (`x1`) is shorter than the minimum', `(\`${T}\`) is`],
  ['Kubernetes', 'spec.password: Invalid value: "x1": too short', `value: "${T}": too`],
  ['a key of a map', 'data[password]: Invalid value: "x1": no', `value: "${T}": no`],
  ['mapstructure', "'db.password' expected type 'int', got unconvertible type 'string', value: 'x1'", `value: '${T}'`],
  ['Helm', 'warning: cannot overwrite table with non table for a.password (x1)', `a.password (${T})`],
  ['SmallRye', 'property a.password with the config value "x1" threw', `value "${T}" threw`],
  ['.NET', "Failed to convert configuration value 'x1' at 'Db:Password' to type", `'${T}' at`],
  ['ASP.NET', "The value 'x1' is not valid for Password.", `'${T}' is`],
  ['GraphQL', 'Variable "$password" got invalid value "x1"; no', `value "${T}"; no`],
  ['AWS', "Value 'x1' at 'masterUserPassword' failed to satisfy constraint: no", `'${T}' at`],
  [
    'Jackson',
    'Cannot deserialize value of type `int` from String "x1": no (through reference chain: a.B["password"])',
    `"${T}": no`,
  ],
  ['envconfig', "assigning A_PASSWORD to Password: converting 'x1' to type int", `'${T}' to`],
  ['pydantic', '{"loc":["body","password"],"msg":"too short","input":"x1"}', `"input":"${T}"`],
  ['its objects', "{'loc': ('body', 'password'), 'msg': 'too short', 'input': 'x1'}", `'input': '${T}'`],
  ['a field of a field', '{"loc":["body","user","password"],"msg":"no","input":"x1"}', `"input":"${T}"`],
  ['express-validator', '{"value":"x1","msg":"no","path":"password","location":"body"}', `"value":"${T}"`],
  ['the same, printed', "{ value: 'x1', msg: 'no', param: 'password', location: 'body' }", `value: '${T}'`],
  ['joi', "context: { limit: 8, value: 'x1', label: 'password', key: 'password' }", `value: '${T}'`],
  ['class-validator', "{ value: 'x1', property: 'password', children: [] }", `value: '${T}'`],
])('%s', (_, risky, holds) => {
  const safe = redacted(risky);
  expect(safe).toContain(holds);
  expect(redacted(safe)).toBe(safe);
  const json = JSON.stringify({ msg: risky });
  expect(JSON.parse(redacted(json))).toEqual({ msg: safe });
  for (const name of ['city', 'passwordPolicy']) {
    const twin = risky.replace(/password/gi, name).replaceAll(/masterUser|A_/g, '');
    expect(redacted(twin)).toBe(twin);
  }
});

test.each([
  ['null', "on field 'password': rejected value [null]; codes [A]"],
  ['an empty one', "on field 'password': rejected value []; codes [A]"],
  ['a mask', 'spec.password: Invalid value: "<redacted>": no'],
  ['a sentence', 'the password path `a` (`x1`) is not valid for you'],
])('stays: %s', (_, line) => {
  expect(redacted(line)).toBe(line);
});
