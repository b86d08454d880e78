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
    ['Redis in a sentence', 'requirepass x1', `requirepass ${T}`, 'requirepass is not set'],
  ])('%s', (_, risky, safe, twin) => {
    expect(redacted(risky)).toBe(safe);
    expect(redacted(twin)).toBe(twin);
  });
});
