// What Fluentd's settings send where, case by case, beside a twin that differs in one setting.
import { describe, expect, test } from 'vitest';
import { shipperSettings } from '../log-outputs.ts';
import { StringPool } from '../string-pool.ts';
import { outputsOf, shown } from './test-outputs.ts';

const conf = (text: string): string[] => outputsOf({ 'fluent.conf': text }).map(shown);

const TAIL = `
<source>
  @type tail
  path /var/log/containers/*.log   # all of them
  tag kubernetes.*
  <parse>
    @type json
  </parse>
</source>
`;
const match = (pattern: string, ...settings: readonly string[]): string =>
  `<match ${pattern}>\n${settings.map((setting) => `  ${setting}`).join('\n')}\n</match>\n`;
const SERVER = '<server>\n host agg.logging\n </server>';

describe('protection', () => {
  test.each<[string, string[], string]>([
    ['forward', ['@type forward', SERVER], 'forward | plain | no transport tls | agg.logging:24224 | every-pod'],
    [
      'forward by TLS',
      ['@type forward', 'transport tls', SERVER],
      'forward | tls | transport tls | agg.logging:24224 | every-pod',
    ],
    [
      'forward, not verified',
      ['@type forward', 'transport tls', 'tls_insecure_mode true', SERVER],
      'forward | unverified | tls_insecure_mode true | agg.logging:24224 | every-pod',
    ],
    [
      'forward, its name not compared',
      ['@type forward', 'transport tls', 'tls_verify_hostname false', SERVER],
      'forward | unverified | tls_verify_hostname false | agg.logging:24224 | every-pod',
    ],
    ['Elasticsearch', ['@type elasticsearch', 'host es'], 'elasticsearch | plain | http:// | es:9200 | every-pod'],
    [
      'Elasticsearch by TLS',
      ['@type elasticsearch', 'host es', 'scheme https'],
      'elasticsearch | tls | https:// | es:9200 | every-pod',
    ],
    [
      'Elasticsearch, not verified',
      ['@type elasticsearch', 'host es', 'scheme https', 'ssl_verify false'],
      'elasticsearch | unverified | ssl_verify false | es:9200 | every-pod',
    ],
    [
      'hosts as URLs',
      ['@type opensearch', 'hosts https://a:9200,http://b:9200', 'scheme http'],
      'opensearch | tls | https:// | a:9200 | every-pod',
    ],
    [
      'a scheme by a variable',
      ['@type elasticsearch', `host "#{ENV['ES_HOST']}"`, `scheme "#{ENV['ES_SCHEME'] || 'http'}"`],
      'elasticsearch | unknown | a scheme by a variable | ?:? | every-pod',
    ],
    [
      'http',
      ['@type http', 'endpoint http://logs.example:9880/x'],
      'http | plain | http:// | logs.example:9880 | every-pod',
    ],
    ['https', ['@type http', 'endpoint https://logs.example/x'], 'http | tls | https:// | logs.example:? | every-pod'],
    [
      'https, not verified',
      ['@type http', 'endpoint https://logs.example/x', 'tls_verify_mode none'],
      'http | unverified | tls_verify_mode none | logs.example:? | every-pod',
    ],
    ['Kafka', ['@type kafka2', 'brokers k1:9092,k2:9092'], 'kafka2 | plain | no ssl_ca_cert | k1:9092 | every-pod'],
    [
      'Kafka by TLS',
      ['@type kafka2', 'brokers k1:9093', 'ssl_ca_cert /ca.crt'],
      'kafka2 | tls | ssl_ca_cert | k1:9093 | every-pod',
    ],
    [
      'Kafka by TLS, its name not compared',
      ['@type kafka_buffered', 'brokers k1:9093', 'ssl_ca_cert /ca.crt', 'ssl_verify_hostname false'],
      'kafka_buffered | unverified | ssl_verify_hostname false | k1:9093 | every-pod',
    ],
    [
      'Kafka without TLS, whatever it compares',
      ['@type kafka2', 'brokers k1:9093', 'ssl_verify_hostname false'],
      'kafka2 | plain | no ssl_ca_cert | k1:9093 | every-pod',
    ],
    ['Loki', ['@type loki', 'url "http://loki:3100"'], 'loki | plain | http:// | loki:3100 | every-pod'],
    [
      'Loki, unverified',
      ['@type loki', 'url https://loki:3100', 'insecure_tls true'],
      'loki | unverified | insecure_tls true | loki:3100 | every-pod',
    ],
    [
      'Loki, where nothing is said',
      ['@type loki'],
      'loki | tls | https:// | logs-prod-us-central1.grafana.net:? | every-pod',
    ],
    ['Splunk', ['@type splunk_hec', 'hec_host s'], 'splunk_hec | tls | https:// | s:8088 | every-pod'],
    [
      'Splunk in clear',
      ['@type splunk_hec', 'hec_host s', 'protocol http'],
      'splunk_hec | plain | http:// | s:8088 | every-pod',
    ],
    [
      'an unknown plugin',
      ['@type constructor', 'host h'],
      'another plugin | unknown | a plugin that this reader does not know | ?:? | every-pod',
    ],
  ])('%s', (_name, settings, expected) => {
    expect(conf(TAIL + match('**', ...settings))[0]).toBe(expected);
  });
  test.each<[string, string[]]>([
    ['the pod’s own host by default', ['@type elasticsearch']],
    ['a file', ['@type file', 'path /out']],
    ['standard output', ['@type stdout']],
  ])('nothing leaves: %s', (_name, settings) => {
    expect(conf(TAIL + match('**', ...settings))).toEqual([]);
  });
});

describe('routes', () => {
  const ES = ['@type elasticsearch', 'host es'];
  const carried = (text: string): string[] => conf(text).map((line) => line.split(' | ').slice(3).join(' '));
  test.each<[string, string, string[]]>([
    ['all', match('**', ...ES), ['es:9200 every-pod']],
    ['their tag', match('kubernetes.**', ...ES), ['es:9200 every-pod']],
    ['one part is not the path', match('kubernetes.*', ...ES), []],
    ['another tag', match('audit.**', ...ES), []],
    ['one of several', match('{audit,kubernetes}.**', ...ES), ['es:9200 every-pod']],
    ['parts that are none, in the middle', match('kubernetes.**.var.log.containers.**', ...ES), ['es:9200 every-pod']],
    ['alternatives without end', match('{a,b}'.repeat(30), ...ES), ['es:9200 some-pods']],
    ['wildcards without end', match('*a'.repeat(90), ...ES), []],
    ['one pod’s', match('kubernetes.var.log.containers.web-**', ...ES), ['es:9200 some-pods']],
    ['taken before', match('kubernetes.**', '@type null') + match('**', ...ES), []],
    ['another tag taken before', match('fluent.**', '@type null') + match('**', ...ES), ['es:9200 every-pod']],
    [
      'some taken before',
      match('kubernetes.var.log.containers.web-**', '@type null') + match('**', ...ES),
      ['es:9200 every-pod'],
    ],
    [
      'a copy',
      match('**', '@type copy', '<store>', ...ES, '</store>', '<store>', '@type stdout', '</store>'),
      ['es:9200 every-pod'],
    ],
    [
      'through a label',
      `${match('**', '@type relabel', '@label @OUT')}<label @OUT>\n${match('**', ...ES)}</label>`,
      ['es:9200 every-pod'],
    ],
    ['a label that nothing goes to', `${match('**', '@type stdout')}<label @OUT>\n${match('**', ...ES)}</label>`, []],
    [
      'a label in a circle',
      `${match('**', '@type relabel', '@label @OUT')}<label @OUT>\n${match('**', '@type relabel', '@label @OUT')}</label>`,
      [],
    ],
    [
      'another tag again',
      match('kubernetes.**', '@type rewrite_tag_filter') + match('app.**', ...ES),
      ['es:9200 unknown'],
    ],
    [
      'a filter above',
      `<filter kubernetes.**>\n@type grep\n</filter>\n${match('**', ...ES)}`,
      ['es:9200 every-pod grep'],
    ],
    [
      'a filter that only adds',
      `<filter **>\n@type kubernetes_metadata\n</filter>\n${match('**', ...ES)}`,
      ['es:9200 every-pod'],
    ],
    ['a filter below', `${match('**', ...ES)}<filter **>\n@type grep\n</filter>`, ['es:9200 every-pod']],
    [
      'a filter of another tag',
      `<filter audit.**>\n@type grep\n</filter>\n${match('**', ...ES)}`,
      ['es:9200 every-pod'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(carried(TAIL + text)).toEqual(expected);
  });
  test('a source that goes to a label, and one of metrics', () => {
    const label = `<label @OUT>\n${match('**', ...ES)}</label>`;
    expect(carried(TAIL.replace('tag ', '@label @OUT\n  tag ') + label)).toEqual(['es:9200 every-pod']);
    expect(carried(`<source>\n@type prometheus\n</source>\n${match('**', ...ES)}`)).toEqual([]);
    expect(carried(`<source>\n@type forward\n</source>\n${match('**', ...ES)}`)).toEqual(['es:9200 logs']);
    expect(carried(match('**', ...ES))).toEqual(['es:9200 unknown']);
  });
});

test('files: what is included and is no key is told', () => {
  const settings = (data: Readonly<Record<string, string>>): string[] =>
    (shipperSettings(data, new StringPool())?.unread ?? []).map(({ pointer }) => pointer);
  const main = `@include conf.d/out.conf\n${TAIL}`;
  expect(settings({ 'fluent.conf': main, 'out.conf': match('**', '@type stdout') })).toEqual([]);
  expect(settings({ 'fluent.conf': main })).toEqual(['/data/fluent.conf']);
});
