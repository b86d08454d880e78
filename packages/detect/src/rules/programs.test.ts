// What particular programs print beside a secret, each with a twin in which there is nothing to mask.
import { describe, expect, test } from 'vitest';
import { redacted } from '../testing/redacted.ts';

const T = '**********';

describe('what programs print', () => {
  test.each([
    [
      'arguments of a stack trace',
      "PDO->__construct('mysql:host=db', 'app', 's3cret', Array)",
      `PDO->__construct('mysql:host=db', 'app', '${T}', Array)`,
      "PDO->__construct('sqlite:/tmp/x.db')",
    ],
    [
      'a logon of Oracle',
      'jdbc:oracle:thin:app/x1@//db:1521/X',
      `jdbc:oracle:thin:app/${T}@//db:1521/X`,
      'jdbc:oracle:thin:@//db:1521/X',
    ],
    ['one of its client', 'sqlplus -s app/x1@db @init', `sqlplus -s app/${T}@db @init`, 'sqlplus -s /@db as sysdba'],
    [
      'a piped password',
      'echo "x1" | docker login -u ci --password-stdin r',
      `echo "${T}" | docker login -u ci --password-stdin r`,
      'echo "$CI_PASSWORD" | docker login -u ci --password-stdin r',
    ],
    [
      'one from a file',
      'echo x1 | helm registry login --password-stdin',
      `echo ${T} | helm registry login --password-stdin`,
      'echo ok; cat f | docker login --password-stdin',
    ],
    ['SASL', 'C: AUTH PLAIN AGFwcAB4MXkyejM=', `C: AUTH PLAIN ${T}`, 'S: 250-AUTH PLAIN LOGIN'],
    [
      'user and password',
      'basic.auth.user.info = app:x1',
      `basic.auth.user.info = app:${T}`,
      'basic.auth.user.info = [hidden]',
    ],
    ['a mask for a runner', '::add-mask::x1 y', `::add-mask::${T} y`, '::add-mask::***'],
    [
      'an output of a step',
      '::set-output name=token::x1y2',
      `::set-output name=token::${T}`,
      '::set-output name=digest::x1y2',
    ],
    [
      'a planned change',
      'admin_password = "x1" -> "y2" # forces',
      `admin_password = "${T}" -> "${T}" # forces`,
      'admin_password = (sensitive value) -> (sensitive value)',
    ],
    ['a setting of SSSD', 'ldap_default_authtok = x1', `ldap_default_authtok = ${T}`, 'ldap_default_authtok_type = x1'],
    ['a chart’s Secret', 'auth.secret=x1,a=b', `auth.secret=${T},a=b`, 'auth.existingSecret=db-creds,a=b'],
    [
      'a key that begins with a hyphen',
      '--api-key -QlQAy_KNL9yZviKLMYtq x',
      `--api-key ${T} x`,
      '--api-key -v --some-Other-option-2-of-it x',
    ],
    ['a slash in a connection string', 'UID=app;PWD=/x1', `UID=app;PWD=${T}`, 'USER=app PWD=/x1'],
    ['a URL that Go has masked', 'postgres://app:xxy@db/x', `postgres://app:${T}@db/x`, 'postgres://app:xxxxx@db/x'],
    [
      'an option of a list',
      '{"cmd": ["mysql", "-uroot", "-px1"], "rc": 1}',
      `{"cmd": ["mysql", "-uroot", "-p${T}"], "rc": 1}`,
      '{"cmd": ["mysql", "-uroot", "-p", "x1"], "rc": 1}',
    ],
    [
      'an argument after it',
      '["/usr/bin/sshpass","-p","x1","ssh","h"]',
      `["/usr/bin/sshpass","-p","${T}","ssh","h"]`,
      '["/usr/bin/sshpass","-f","x1","ssh","h"]',
    ],
    ['a list of Python', "['mysql', '-px1']", `['mysql', '-p${T}']`, "['mysql', 'mariadb', 'x-p']"],
    [
      'a list in a string',
      String.raw`{"a":"[\"redis-cli\", \"-a\", \"x1\"]"}`,
      String.raw`{"a":"[\"redis-cli\", \"-a\", \"${T}\"]"}`,
      String.raw`{"a":"[\"redis-cli\", \"-a\", \"$REDIS\"]"}`,
    ],
    ['a user and a password', '["curl","--user","a:x1"]', `["curl","--user","a:${T}"]`, '["curl","--user","a"]'],
    ['attached to it', '["curl","-s","-ua:x1"]', `["curl","-s","-ua:${T}"]`, '["curl","-s","http://a:8080"]'],
    ['a reference in a list', '["mysql","-px1"]', `["mysql","-p${T}"]`, '["mysql","-p$(DB_PASSWORD)"]'],
    ['an object is no list', '["mysql","-px1"]', `["mysql","-p${T}"]`, '{"db":"mysql","-p":"x1"}'],
    [
      'an option of Redis’ server',
      '["redis-server", "--requirepass", "x1y2"]',
      `["redis-server", "--requirepass", "${T}"]`,
      '["redis-server", "--requirepass", "$(REDIS_PASSWORD)"]',
    ],
    [
      'the same in a command',
      'redis-server --requirepass x1y2 --port 1',
      `redis-server --requirepass ${T} --port 1`,
      'redis-server --no-requirepass x1y2 --port 1',
    ],
    ['a phrase of two words', 'keyPassPhrase: "x1 y2"', `keyPassPhrase: "${T}"`, 'compass phrase: "x1 y2"'],
    [
      'Rails',
      '"user"=>{"pass_phrase"=>"x1 y2"}',
      `"user"=>{"pass_phrase"=>"${T}"}`,
      '"user"=>{"pass_phrases"=>"[FILTERED]"}',
    ],
    [
      'what Ansible hides',
      '"login_password": "x1y2"',
      `"login_password": "${T}"`,
      '"login_password": "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"',
    ],
    [
      'a function of SQL',
      'WHERE password = crypt2 AND n = 1',
      `WHERE password = ${T} AND n = 1`,
      'WHERE password = crypt($2, password) AND n = 1',
    ],
    [
      'arguments of Django, whose statement holds them as well',
      `UPDATE "u" SET "password" = 'a$1$b', "n" = 1 WHERE "id" = 7; args=('a$1$b', True, 7); alias=default`,
      `UPDATE "u" SET "password" = '${T}', "n" = 1 WHERE "id" = 7; args=('${T}', True, 7); alias=default`,
      `UPDATE "u" SET "name" = 'a$1$b', "n" = 1 WHERE "id" = 7; args=('a$1$b', True, 7); alias=default`,
    ],
    [
      'those of an insert',
      `INSERT INTO "u" ("name", "password") VALUES ('bob', 'x1'); args=('bob', 'x1'); alias=default`,
      `INSERT INTO "u" ("name", "password") VALUES ('bob', '${T}'); args=('bob', '${T}'); alias=default`,
      `INSERT INTO "u" ("name", "city") VALUES ('bob', 'x1'); args=('bob', 'x1'); alias=default`,
    ],
    [
      'an element with attributes',
      '<wsse:Password Type="PasswordText">x1</wsse:Password>',
      `<wsse:Password Type="PasswordText">${T}</wsse:Password>`,
      '<wsse:Password Type="PasswordText"/>',
    ],
    [
      'one in a string of JSON',
      String.raw`{"a":"<password enc=\"no\">x1 y2</password>"}`,
      String.raw`{"a":"<password enc=\"no\">${T}</password>"}`,
      String.raw`{"a":"<passwordPolicy enc=\"no\">x1 y2</passwordPolicy>"}`,
    ],
    [
      'a login of Vault',
      'vault login -method=userpass username=ann password=x1',
      `vault login -method=userpass username=ann password=${T}`,
      'vault login -method=userpass username=ann',
    ],
    ['a sentence behind a sign', 'msg=password x1y2! ok', `msg=password='${T}' ok`, 'msg=password user=x1y2 ok'],
    [
      'tools of LDAP',
      'ldapmodify -x -D cn=admin -w x1 -f a',
      `ldapmodify -x -D cn=admin -w ${T} -f a`,
      'ldapmodify -x -D cn=admin -W -f a',
    ],
    [
      'a login of Azure',
      'az login --service-principal -u app -p x1 -t y',
      `az login --service-principal -u app -p ${T} -t y`,
      'az login --service-principal -u app -t y',
    ],
    ['Redis in a sentence', 'requirepass x1', `requirepass ${T}`, 'requirepass is not set'],
  ])('%s', (_, risky, safe, twin) => {
    expect(redacted(risky)).toBe(safe);
    expect(redacted(twin)).toBe(twin);
  });
});
