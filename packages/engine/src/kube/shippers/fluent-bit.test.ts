// What Fluent Bit's settings send where, case by case, beside a twin that differs in one setting.
import { describe, expect, test } from 'vitest';
import { shipperSettings } from '../log-outputs.ts';
import { StringPool } from '../string-pool.ts';
import { outputsOf, shown } from './test-outputs.ts';

const conf = (...lines: readonly string[]): string[] => outputsOf({ 'fluent-bit.conf': lines.join('\n') }).map(shown);

const TAIL = ['[INPUT]', '  Name tail', '  Tag kube.*', '  Path /var/log/containers/*.log'];
const out = (...settings: readonly string[]): string[] => ['[OUTPUT]', ...settings.map((setting) => `  ${setting}`)];
const ES = ['Name es', 'Match kube.*', 'Host es.logging', 'Port 9200'];

describe('protection', () => {
  test.each<[string, string[], string]>([
    ['nothing said', ES, 'es | plain | no tls | es.logging:9200 | every-pod'],
    ['off', [...ES, 'tls Off'], 'es | plain | tls off | es.logging:9200 | every-pod'],
    ['on', [...ES, 'tls On'], 'es | unverified | no tls.verify_hostname | es.logging:9200 | every-pod'],
    [
      'on, and the name verified',
      [...ES, 'tls On', 'tls.verify_hostname On'],
      'es | tls | tls on | es.logging:9200 | every-pod',
    ],
    ['on, for a name', [...ES, 'tls On', 'tls.vhost es.example'], 'es | tls | tls on | es.logging:9200 | every-pod'],
    [
      'on, and the name not verified',
      [...ES, 'tls On', 'tls.verify_hostname Off'],
      'es | unverified | tls.verify_hostname off | es.logging:9200 | every-pod',
    ],
    [
      'on, and the name by a variable',
      [...ES, 'tls On', 'tls.verify_hostname ${V}'],
      'es | unknown | tls.verify_hostname by a variable | es.logging:9200 | every-pod',
    ],
    [
      'not verified',
      [...ES, 'tls On', 'tls.verify Off'],
      'es | unverified | tls.verify off | es.logging:9200 | every-pod',
    ],
    [
      'verified',
      [...ES, 'tls On', 'tls.verify On', 'tls.verify_hostname On'],
      'es | tls | tls on | es.logging:9200 | every-pod',
    ],
    ['verification without TLS', [...ES, 'tls.verify Off'], 'es | plain | no tls | es.logging:9200 | every-pod'],
    ['a variable', [...ES, 'TLS ${ES_TLS}'], 'es | unknown | tls by a variable | es.logging:9200 | every-pod'],
    [
      'names in capitals',
      ['NAME es', 'MATCH *', 'HOST es', 'TLS on', 'TLS.VERIFY_HOSTNAME on'],
      'es | tls | tls on | es:9200 | every-pod',
    ],
    ['a host by a variable', ['Name es', 'Match *', 'Host ${ES}'], 'es | plain | no tls | ?:? | every-pod'],
    ['SkyWalking', ['Name skywalking', 'Match *', 'Host s'], 'skywalking | plain | no tls | s:12800 | every-pod'],
    ['UDP', ['Name gelf', 'Match *', 'Host g'], 'gelf | plain | no tls | g:12201 | every-pod'],
    ['GELF over TLS', ['Name gelf', 'Match *', 'Host g', 'Mode tls'], 'gelf | tls | mode tls | g:12201 | every-pod'],
    [
      'a cloud’s service',
      ['Name cloudwatch_logs', 'Match *'],
      'cloudwatch_logs | tls | the service’s own | ?:? | every-pod',
    ],
    ['Datadog as it comes', ['Name datadog', 'Match *'], 'datadog | plain | no tls | ?:? | every-pod'],
    [
      'Kafka as it comes',
      ['Name kafka', 'Match *', 'Brokers k1:9092,k2:9092'],
      'kafka | plain | rdkafka.security.protocol plaintext | k1:9092 | every-pod',
    ],
    [
      'Kafka with TLS',
      ['Name kafka', 'Match *', 'Brokers k1:9093', 'rdkafka.security.protocol SASL_SSL'],
      'kafka | tls | rdkafka.security.protocol sasl_ssl | k1:9093 | every-pod',
    ],
    [
      'an unknown plugin',
      ['Name my-plugin', 'Match *', 'Host h'],
      'another plugin | unknown | a plugin that this reader does not know | ?:? | every-pod',
    ],
    [
      'an upstream file',
      ['Name forward', 'Match *', 'Upstream up.conf'],
      'forward | unknown | upstream, in another file | ?:? | every-pod',
    ],
  ])('%s', (_name, settings, expected) => {
    expect(conf(...TAIL, ...out(...settings))).toEqual([expected]);
  });

  test.each<[string, string[]]>([
    ['the pod’s own host by default', ['Name es', 'Match *']],
    ['the pod’s own host', ['Name es', 'Match *', 'Host 127.0.0.1']],
    ['standard output', ['Name stdout', 'Match *']],
    ['a file', ['Name file', 'Match *', 'Path /out']],
    ['a socket', ['Name forward', 'Match *', 'Unix_Path /run/f.sock']],
    ['a tag of nothing', ['Name es', 'Match audit.*', 'Host es']],
    ['no match at all', ['Name es', 'Host es']],
    ['a comment', ['#Name es', '#Match *', '#Host es']],
  ])('nothing leaves: %s', (_name, settings) => {
    expect(conf(...TAIL, ...out(...settings))).toEqual([]);
  });
});

describe('what is carried', () => {
  const carried = (path: string, tag = 'kube.*', match = 'kube.*'): string | undefined =>
    outputsOf({
      c: ['[INPUT]', 'Name tail', `Tag ${tag}`, `Path ${path}`, ...out('Name es', `Match ${match}`, 'Host es')].join(
        '\n',
      ),
    })[0]?.carries;
  test.each([
    ['/var/log/containers/*.log', 'every-pod'],
    ['/var/log/pods/*/*/*.log', 'every-pod'],
    ['/var/log/pods/**/*.log', 'every-pod'],
    ['/var/lib/docker/containers/*/*-json.log', 'every-pod'],
    ['/var/log/containers/*_shop_*.log', 'some-pods'],
    ['/var/log/pods/shop_*/*/*.log', 'some-pods'],
    ['/var/log/containers/web-*.log', 'some-pods'],
    ['/var/log/audit/audit.log', 'logs'],
    ['/var/log/syslog,/var/log/containers/*.log', 'every-pod'],
    ['${LOGS}', 'unknown'],
  ])('%s: %s', (path, expected) => {
    expect(carried(path)).toBe(expected);
  });
  test.each([
    ['kube.*', 'kube.*', 'every-pod'],
    ['kube.*', '*', 'every-pod'],
    ['kube.*', 'kube.var.log.containers.*', 'some-pods'],
    ['kube.*', 'kube.*_shop_*', 'some-pods'],
    ['kube.*', 'host.*', undefined],
    ['kube', 'kube', 'every-pod'],
    ['kube', 'kube.*', undefined],
    ['k8s.*', 'kube.*', undefined],
  ])('tag %s, match %s: %s', (tag, match, expected) => {
    expect(carried('/var/log/containers/*.log', tag, match)).toBe(expected);
  });
  test('metrics are no logs; what another shipper sends is', () => {
    expect(conf('[INPUT]', 'Name cpu', ...out('Name http', 'Match *', 'Host h'))).toEqual([]);
    expect(conf('[INPUT]', 'Name forward', ...out('Name http', 'Match *', 'Host h'))).toEqual([
      'http | plain | no tls | h:80 | logs',
    ]);
  });
  test('an output alone: its input stands elsewhere', () => {
    expect(conf(...out('Name http', 'Match *', 'Host h'))).toEqual(['http | plain | no tls | h:80 | unknown']);
  });
});

describe('steps on the way', () => {
  const steps = (...filter: readonly string[]): string[] =>
    conf(...TAIL, '[FILTER]', ...filter, ...out(...ES)).map((line) => line.split(' | ').slice(5).join(' '));
  test.each([
    ['it only adds', ['Name kubernetes', 'Match kube.*'], ''],
    ['it runs a script', ['Name lua', 'Match kube.*'], 'lua'],
    ['a script for other tags', ['Name lua', 'Match host.*'], ''],
    ['by a regular expression', ['Name modify', 'Match_Regex ^kube'], 'modify'],
    ['made to mask', ['Name nightfall', 'Match *'], 'nightfall masks'],
    ['unknown', ['Name constructor', 'Match *'], 'another filter'],
  ])('%s', (_name, filter, expected) => {
    expect(steps(...filter)).toEqual([expected]);
  });
});

describe('the API server', () => {
  const asked = (...settings: readonly string[]): string[] =>
    conf('[FILTER]', 'Name kubernetes', 'Match *', ...settings);
  test('its certificate is verified unless told', () => {
    expect(asked()).toEqual([]);
    expect(asked('tls.verify On')).toEqual([]);
    expect(asked('tls.verify Off')).toEqual([
      'kubernetes | unverified | tls.verify off | kubernetes.default.svc:443 | token',
    ]);
  });
  test('the token in clear', () => {
    expect(asked('Kube_URL http://kube-api:8080')).toEqual([
      'kubernetes | plain | kube_url http:// | kube-api:8080 | token',
    ]);
    expect(asked('Kube_URL http://127.0.0.1:8001')).toEqual([]);
  });
});

describe('files', () => {
  const input = TAIL.join('\n');
  const output = out(...ES).join('\n');
  test('a pipeline over several keys, each output where it stands', () => {
    const settings = shipperSettings(
      { 'fluent-bit.conf': '@INCLUDE in.conf\n@INCLUDE out-*.conf', 'in.conf': input, 'out-es.conf': output },
      new StringPool(),
    );
    expect(settings?.outputs.map(({ pointer, carries }) => `${pointer} ${carries}`)).toEqual([
      '/data/out-es.conf every-pod',
    ]);
    expect(settings?.unread).toEqual([]);
  });
  test('a file that is none of the keys', () => {
    const settings = shipperSettings({ 'fluent-bit.conf': `${input}\n@INCLUDE /etc/out-*.conf` }, new StringPool());
    expect(settings?.unread.map(({ program, pointer }) => `${program} ${pointer}`)).toEqual([
      'Fluent Bit /data/fluent-bit.conf',
    ]);
  });
  test('YAML says the same', () => {
    const text = `
pipeline:
  inputs:
    - name: tail
      tag: kube.*
      path: /var/log/containers/*.log
      processors:
        logs:
          - name: content_modifier
            action: hash
            key: password
  outputs:
    - name: loki
      match: '*'
      host: loki.logging.svc
      tls: off
`;
    expect(outputsOf({ 'fluent-bit.yaml': text }).map(shown)).toEqual([
      'loki | plain | tls off | loki.logging.svc:3100 | every-pod | content_modifier',
    ]);
    expect(outputsOf({ 'fluent-bit.yaml': text.replace('tls: off', 'tls: on') })[0]?.says).toBe('unverified');
    expect(
      outputsOf({ 'fluent-bit.yaml': '{"pipeline": {"outputs": [{"name": "http", "host": "h", "match": "*"}]}}' }).map(
        shown,
      ),
    ).toEqual(['http | plain | no tls | h:80 | unknown']);
  });
  test('what is none of it is left alone', () => {
    expect(
      shipperSettings({ 'app.conf': '[database]\nhost = db', 'app.yaml': 'pipeline: build' }, new StringPool()),
    ).toBeUndefined();
    expect(shipperSettings(['[OUTPUT]'], new StringPool())).toBeUndefined();
  });
});
