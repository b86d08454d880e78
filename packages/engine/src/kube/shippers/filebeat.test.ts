// What Filebeat's settings send where, case by case, beside a twin that differs in one setting.
import { describe, expect, test } from 'vitest';
import { outputsOf, shownWithProgram } from './test-outputs.ts';

const read = (text: string): string[] => outputsOf({ key: text }).map(shownWithProgram);

describe('Filebeat', () => {
  const filebeat = (output: string, inputs = '[{ type: container, paths: [/var/log/containers/*.log] }]'): string[] =>
    read(`filebeat.inputs: ${inputs}\n${output}\n`);
  test.each([
    ['output.elasticsearch: { hosts: ["es:9200"] }', 'elasticsearch | plain | http:// | es:9200'],
    ['output.elasticsearch: { hosts: ["https://es:9200"] }', 'elasticsearch | tls | https:// | es:9200'],
    ['output.elasticsearch: { hosts: ["es"], protocol: https }', 'elasticsearch | tls | https:// | es:9200'],
    [
      'output.elasticsearch: { hosts: ["es"], protocol: https, ssl.verification_mode: none }',
      'elasticsearch | unverified | ssl.verification_mode none | es:9200',
    ],
    [
      'output.elasticsearch: { hosts: ["es"], protocol: https, ssl: { verification_mode: full } }',
      'elasticsearch | tls | https:// | es:9200',
    ],
    ['output.elasticsearch:\n  hosts: ["${ES_HOST}:9200"]', 'elasticsearch | unknown | an address by a variable | ?:?'],
    ['output.elasticsearch:\n  hosts: ["${ES_HOST}:9200"]\n  protocol: http', 'elasticsearch | plain | http:// | ?:?'],
    ['output.logstash: { hosts: ["ls:5044"] }', 'logstash | plain | no ssl | ls:5044'],
    ['output.logstash: { hosts: ["ls:5044"], ssl.certificate_authorities: [/ca] }', 'logstash | tls | ssl | ls:5044'],
    ['output.logstash: { hosts: ["ls:5044"], ssl: { enabled: false } }', 'logstash | plain | no ssl | ls:5044'],
    ['output: { kafka: { hosts: ["k:9092"] } }', 'kafka | plain | no ssl | k:9092'],
    ['output: { redis: { hosts: ["rediss://r:6379"] } }', 'redis | tls | ssl | r:6379'],
  ])('%s', (output, expected) => {
    expect(filebeat(output)).toEqual([`Filebeat | ${expected} | every-pod`]);
  });
  test.each([
    'output.console: { pretty: true }',
    'output.elasticsearch: { hosts: ["localhost:9200"] }',
    'output.logstash: { enabled: false, hosts: ["ls"] }',
  ])('nothing leaves: %s', (output) => {
    expect(filebeat(output)).toEqual([]);
  });
  test.each([
    ['[{ type: filestream, paths: [/var/log/containers/*_shop_*.log] }]', 'some-pods'],
    ['[{ type: log, enabled: false, paths: [/var/log/containers/*.log] }]', 'unknown'],
    ['[{ type: log, paths: [/var/log/nginx/*.log] }]', 'logs'],
    [
      '[{ type: container, paths: [/var/log/containers/*.log], processors: [{ drop_event: {} }] }]',
      'every-pod drop_event',
    ],
    [
      '[{ type: container, paths: [/var/log/containers/*.log], processors: [{ add_kubernetes_metadata: {} }] }]',
      'every-pod',
    ],
  ])('inputs %s: %s', (inputs, expected) => {
    expect(filebeat('output.logstash: { hosts: ["ls"] }', inputs)[0]?.split(' | ').slice(5).join(' ')).toBe(expected);
  });
  test('autodiscovery by hints reads all pods, unless they have to ask', () => {
    const hints = (more: string): string | undefined =>
      read(
        `filebeat.autodiscover: { providers: [{ type: kubernetes, hints.enabled: true${more} }] }\noutput.logstash: { hosts: ["ls"] }`,
      )[0]?.split(' | ')[5];
    expect(hints('')).toBe('every-pod');
    expect(hints(', hints.default_config.enabled: false')).toBe('some-pods');
    expect(hints(', namespace: shop')).toBe('some-pods');
  });
});
