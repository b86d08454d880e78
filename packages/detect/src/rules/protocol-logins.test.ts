// Logins of protocols, Redis' users, Erlang's terms: what is masked, and twins that stay.
import { expect, test } from 'vitest';
import { redacted } from '../testing/redacted.ts';

const T = '**********';

test.each([
  ['IMAP', 'a1 LOGIN bob x1y2', `a1 LOGIN bob ${T}`, 'a1 LOGIN bob failed'],
  ['quoted', 'C: A002 LOGIN "b o" "hunter"', `C: A002 LOGIN "b o" "${T}"`, 'C: A002 SELECT "b o" "hunter"'],
  ['no tag', 'a1 LOGIN bob x1y2', `a1 LOGIN bob ${T}`, 'CREATE LOGIN bob x1y2'],
  ['more words', "b'A1 LOGIN bob x1y2'", `b'A1 LOGIN bob ${T}'`, 'job7 LOGIN bob x1y2 took 3 ms'],
  [
    'Dovecot',
    'client in: AUTH\t1\tPLAIN\tresp=AGEAYjEy',
    `client in: AUTH\t1\tPLAIN\tresp=${T}`,
    'client out: resp=AGEAYjEy',
  ],
  [
    'FreeRADIUS',
    'Login OK: [bob/x1] (from client a)',
    `Login OK: [bob/${T}] (from client a)`,
    'Login OK: [bob] (from client a)',
  ],
  [
    'its hosts',
    'Login incorrect: [bob/x1] (from client a)',
    `Login incorrect: [bob/${T}] (from client a)`,
    'Login incorrect: [host/web1] (from client a)',
  ],
  ['IPsec', ': PSK "x1"', `: PSK "${T}"`, ': RSA "x1.pem"'],
  ['Redis', 'ACL SETUSER app on >x1 <y2 ~*', `ACL SETUSER app on >${T} <${T} ~*`, 'ACL SETUSER app on nopass ~*'],
  ['a redirection', 'ACL SETUSER app >x1', `ACL SETUSER app >${T}`, 'ACL SETUSER app on > /tmp/x1'],
  [
    'a pair of Erlang',
    '[{password,<<"x1">>},{n,<<"x1">>}]',
    `[{password,<<"${T}">>},{n,<<"x1">>}]`,
    '[{name,<<"x1">>}]',
  ],
  ['of binaries', '{<<"token">>,<<"x1">>}', `{<<"token">>,<<"${T}">>}`, '{<<"token">>,undefined}'],
  ['a map', '#{password => <<"x1">>,n => 1}', `#{password => <<"${T}">>,n => 1}`, '#{password => undefined,n => 1}'],
  ['LDIF', 'userPassword:: eEFEOHJn', `userPassword:: ${T}`, 'Auth::Password::Hash eEFEOHJn'],
  ['Cisco', 'username bob password 0 Zk39vQm2', `username bob password 0 ${T}`, 'wrong password 3 attempts left'],
  ['type 7', 'enable password 7 0822455D0A16', `enable password 7 ${T}`, 'password 7 characters-long'],
  ['a key of DNS', 'secret "K2tf3TRrmE7TJd+m2NPBuw==";', `secret "${T}";`, 'secret "db-credentials" synced'],
  [
    'HttpClient',
    '>> "Authorization: Basic YTpiMQ==[\\r][\\n]"',
    `>> "Authorization: Basic ${T}[\\r][\\n]"`,
    '>> "Accept: */*[\\r][\\n]"',
  ],
  [
    'a variable of Azure',
    '##vso[task.setvariable variable=a;issecret=true]x1y2',
    `##vso[task.setvariable variable=a;issecret=true]${T}`,
    '##vso[task.setvariable variable=a]x1y2',
  ],
  [
    'by its name',
    '##vso[task.setvariable variable=dbPassword]x1y2',
    `##vso[task.setvariable variable=dbPassword]${T}`,
    '##vso[task.setvariable variable=password_policy]x1y2',
  ],
  [
    'for somebody',
    'password for the elastic built-in superuser is : x1y2z3',
    `password for the elastic built-in superuser is : ${T}`,
    'password for the elastic built-in superuser is expired',
  ],
  [
    'for a session',
    'A temporary password is provided for this session: x1y2z3',
    `A temporary password is provided for this session: ${T}`,
    'A temporary password is provided for this session: none',
  ],
  [
    'a host',
    'A temporary password is generated for root@localhost: x1y2z3',
    `A temporary password is generated for root@localhost: ${T}`,
    'Failed password for bob from 10.0.0.7 port 51122: 3 left',
  ],
  ['a command’s option', 'set-password x1y2', "set-password='**********'", 'set-password --require-change'],
])('%s', (_, risky, safe, twin) => {
  expect(redacted(risky)).toBe(safe);
  expect(redacted(safe)).toBe(safe);
  expect(redacted(twin)).toBe(twin);
});
