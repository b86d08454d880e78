// How facts about log shippers' settings are written in a snapshot.
import type { LogOutput, ShipperSettings, UnreadSettings } from '../facts/log-output.ts';
import { integer, listOf, oneOf, optional, record, text } from './codec.ts';

const program = oneOf(
  'Fluent Bit',
  'Fluentd',
  'Vector',
  'Promtail',
  'Grafana Alloy',
  'OpenTelemetry Collector',
  'Filebeat',
);

export const shipper = record<ShipperSettings>({
  outputs: listOf(
    record<LogOutput>({
      program,
      plugin: text,
      says: oneOf('plain', 'optional', 'unverified', 'tls', 'unknown'),
      setting: text,
      host: optional(text),
      port: optional(integer),
      carries: oneOf('every-pod', 'some-pods', 'logs', 'token', 'unknown'),
      steps: listOf(text),
      masks: optional(oneOf(true)),
      name: text,
      pointer: text,
    }),
  ),
  unread: listOf(record<UnreadSettings>({ program, reason: text, pointer: text })),
});
