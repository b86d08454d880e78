// What a text says of its connections: one row each, and twins that say something else or nothing.
import { describe, expect, test } from 'vitest';
import { saidBy } from './connection-setting.ts';

/** `SETTING SAYS [HOST[:PORT]] [credential] [login]`, in the order found. */
function told(text: string, name = 'X'): string[] {
  return saidBy(name, text).map(({ setting, says, host, port, credential, login }) =>
    [
      setting,
      says,
      ...(host === undefined ? [] : [port === undefined ? host : `${host}:${port}`]),
      ...(credential === true ? ['credential'] : []),
      ...(login === true ? ['login'] : []),
    ].join(' '),
  );
}

describe('URLs', () => {
  test.each([
    ['http://api:8080/login', ['http:// plain api:8080']],
    ['https://api:8443/login', ['https:// tls api:8443']],
    ['HTTP://API.Shop.svc', ['http:// plain api.shop.svc:80']],
    ['http://user:not-a-password@api/', ['http:// plain api:80 credential']],
    ['http://user@api/', ['http:// plain api:80']],
    ['redis://:$(REDIS_PASSWORD)@cache:6379/0', ['redis:// plain cache:6379 credential login']],
    ['rediss://:$(REDIS_PASSWORD)@cache:6379/0', ['rediss:// tls cache:6379 credential']],
    ['amqp://guest:guest@queue', ['amqp:// plain queue:5672 credential login']],
    ['amqps://guest:guest@queue', ['amqps:// tls queue:5671 credential']],
    ['ldap://dir.example', ['ldap:// plain dir.example:389 login']],
    ['ws://[fd00::1]:81/x', ['ws:// plain fd00::1:81']],
    ['--a=http://one --b=https://two', ['http:// plain one:80', 'https:// tls two:443']],
    ['http://etcd-0:2379,http://etcd-1:2379', ['http:// plain etcd-0:2379', 'http:// plain etcd-1:2379']],
    ['see tcp://api:1, nats://bus:4222 and grpc://x', []],
    ['xhttp://api, svn+http://api', []],
    ['http://localhost:8080, http://127.0.0.1:1, http://[::1]:2', []],
    ['http://localhost.example', ['http:// plain localhost.example:80']],
    ['http://$(HOST):8080/', ['http:// plain']],
    ['http:/api', []],
  ])('%s', (text, said) => expect(told(text)).toEqual(said));
});

describe('a password is never taken for a host', () => {
  test.each([
    ['redis://u:12/34@cache', ['redis:// plain login']],
    ['redis://u:12?34@cache', ['redis:// plain login']],
    ['redis://u:1@2@cache:1', ['redis:// plain cache:1 credential login']],
    ['redis://not-a-password/x@cache', ['redis:// plain login']],
    ['redis://u:1@cache/x@y', ['redis:// plain credential login']],
    ['redis://u:1@cache/0?client=a@b', ['redis:// plain cache:6379 credential login']],
    ['redis://cache/0?client=a@b', ['redis:// plain login']],
  ])('%s', (text, said) => expect(told(text)).toEqual(said));
});

describe('databases', () => {
  test.each([
    ['postgres://u:p@db/x?sslmode=disable', ['sslmode=disable plain db:5432 credential login']],
    ['postgresql+psycopg2://u:p@db:1/x?sslmode=prefer', ['sslmode=prefer optional db:1 credential login']],
    ['postgres://u:p@db/x?sslmode=require', ['sslmode=require unverified db:5432 credential login']],
    ['postgres://u:p@db/x?sslmode=verify-full', ['sslmode=verify-full tls db:5432 credential login']],
    ['postgres://u:p@db/x', []],
    ['postgres://u:p@localhost/x?sslmode=disable', []],
    ['jdbc:postgresql://db/x?user=u&password=p&ssl=false', ['ssl=false plain db:5432 credential login']],
    ['jdbc:mysql://db/x?useSSL=false', ['useSSL=false plain db:3306 login']],
    ['jdbc:mysql://db/x?useSSL=false&sslMode=VERIFY_CA', ['sslMode=VERIFY_CA tls db:3306 login']],
    ['mysql://db/x?ssl-mode=PREFERRED', ['ssl-mode=PREFERRED optional db:3306 login']],
    [
      'jdbc:sqlserver://db:1433;databaseName=x;encrypt=false;password=p',
      ['encrypt=false plain db:1433 credential login'],
    ],
    [
      'jdbc:sqlserver://db;encrypt=true;trustServerCertificate=true',
      ['trustServerCertificate=true unverified db:1433 login'],
    ],
    ['jdbc:sqlserver://db;encrypt=true', []],
    ['mongodb://u:p@a:1,b:2/x?replicaSet=r', ['mongodb:// without tls=true plain a:1 credential login']],
    ['mongodb://u:p@a:1,b:2/x?replicaSet=r&tls=true', ['tls=true tls a:1 credential login']],
    [
      'mongodb://a/?tls=true&tlsAllowInvalidCertificates=true',
      ['tlsAllowInvalidCertificates=true unverified a:27017 login'],
    ],
    ['mongodb+srv://u:p@a.example/x', ['mongodb+srv:// tls a.example credential login']],
    ['host=db port=5433 user=u password=p sslmode=disable', ['sslmode=disable plain db:5433 credential login']],
    ['host=db user=u sslmode=disable', ['sslmode=disable plain db:5432 login']],
    ['host=/var/run/postgresql sslmode=disable', []],
    ['host=127.0.0.1 sslmode=disable', []],
    ['host=db sslmode=verify-ca', ['sslmode=verify-ca tls db:5432 login']],
    ['u:p@tcp(db:3306)/x?tls=false', ['tls=false plain db:3306 credential login']],
    ['u:p@tcp(db:3306)/x?tls=skip-verify', ['tls=skip-verify unverified db:3306 credential login']],
    ['u:p@tcp(db:3306)/x?parseTime=true', []],
    ['Server=db,1433;Database=x;User Id=sa;Password=p;Encrypt=False', ['Encrypt=False plain db:1433 credential login']],
    ['Server=tcp:db;Database=x;TrustServerCertificate=True;', ['TrustServerCertificate=True unverified db:1433 login']],
    ['Server=db;Database=x;Encrypt=True;', []],
  ])('%s', (text, said) => expect(told(text)).toEqual(said));
});

describe('variables', () => {
  test.each([
    ['PGSSLMODE', 'disable', ['PGSSLMODE=disable plain login']],
    ['PGSSLMODE', 'verify-full', ['PGSSLMODE=verify-full tls login']],
    ['PGSSLMODE', '$(MODE)', []],
    ['MY_PGSSLMODE', 'disable', []],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0', ['NODE_TLS_REJECT_UNAUTHORIZED=0 unverified']],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '1', []],
    ['GIT_SSL_NO_VERIFY', 'true', ['GIT_SSL_NO_VERIFY=true unverified']],
    ['GIT_SSL_NO_VERIFY', 'false', []],
    ['PYTHONHTTPSVERIFY', '0', ['PYTHONHTTPSVERIFY=0 unverified']],
    ['OTEL_EXPORTER_OTLP_INSECURE', 'true', ['OTEL_EXPORTER_OTLP_INSECURE=true plain']],
    ['KAFKA_SECURITY_PROTOCOL', 'PLAINTEXT', ['KAFKA_SECURITY_PROTOCOL=PLAINTEXT plain']],
    ['KAFKA_SECURITY_PROTOCOL', 'SASL_PLAINTEXT', ['KAFKA_SECURITY_PROTOCOL=SASL_PLAINTEXT plain login']],
    ['KAFKA_SECURITY_PROTOCOL', 'SASL_SSL', ['KAFKA_SECURITY_PROTOCOL=SASL_SSL tls login']],
    ['KAFKA_PROTOCOL', 'PLAINTEXT', []],
  ])('%s=%s', (name, text, said) => expect(told(text, name)).toEqual(said));
});

describe('settings in texts', () => {
  test.each([
    ['--insecure-skip-tls-verify', ['--insecure-skip-tls-verify unverified']],
    ['--insecure-skip-tls-verify=true', ['insecure-skip-tls-verify=true unverified']],
    ['--insecure-skip-tls-verify=false', []],
    ['insecureSkipVerify: true', ['insecureSkipVerify=true unverified']],
    ['insecure_skip_verify: false', []],
    ['never set insecureSkipVerify in production', []],
    ['--kubelet-insecure-tls', ['--kubelet-insecure-tls unverified']],
    ['ssl_verify = off', ['ssl_verify=false unverified']],
    ['ssl_verify = on', []],
    ['rejectUnauthorized: false', ['rejectUnauthorized=false unverified']],
    ['curl -fsSk https://x', ['https:// tls x:443', 'curl -fsSk unverified']],
    ['curl -fsS https://x -o key', ['https:// tls x:443']],
    ['curl https://x && tar -xk', ['https:// tls x:443']],
    ['curl --insecure https://x', ['https:// tls x:443', 'curl --insecure unverified']],
    ['security.protocol=SASL_PLAINTEXT', ['security.protocol=SASL_PLAINTEXT plain login']],
    ['security.protocol=SASL_SSL', ['security.protocol=SASL_SSL tls login']],
  ])('%s', (text, said) => expect(told(text, 'args')).toEqual(said));
});

test('a long text is looked at in time that grows with its length', () => {
  for (const part of ['http://', 'curl -a ', 'sslmode=', 'a:b@tcp(', 'http://a@', 'server=', '--insecure-skip-'])
    expect(saidBy('x', part.repeat(30_000)).length).toBeLessThanOrEqual(50);
});
