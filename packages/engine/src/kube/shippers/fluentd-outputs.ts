// What single output plugins of Fluentd say of their connection.
import type { LogOutput } from '../../facts/log-output.ts';
import { settingOf } from './section.ts';
import type { Section } from './section.ts';
import { addressOf, endOfParts, switchOf } from './setting-values.ts';
import type { Address, End } from './setting-values.ts';

export type Sent = Pick<LogOutput, 'says' | 'setting'> & End;

const isOn = (section: Section, name: string): boolean => switchOf(settingOf(section, name)) === true;
const isOff = (section: Section, name: string): boolean => switchOf(settingOf(section, name)) === false;

/** A setting that may be Ruby or a placeholder, so that only the running program knows it. */
const BY_VARIABLE = /#\{|\$\{/;

function byScheme(scheme: string, { host, port }: End, unverified: string | undefined): Sent {
  const end = { ...(host !== undefined && { host }), ...(port !== undefined && { port }) };
  if (scheme === 'http') return { says: 'plain', setting: 'http://', ...end };
  if (scheme !== 'https') return { says: 'unknown', setting: 'a scheme by a variable', ...end };
  return unverified === undefined
    ? { says: 'tls', setting: 'https://', ...end }
    : { says: 'unverified', setting: unverified, ...end };
}

/** https://docs.fluentd.org/output/forward: `transport` is tcp unless it is tls. */
function forward(section: Section): Sent[] {
  const transport = settingOf(section, 'transport');
  const ends = section.parts
    .filter(({ type }) => type === 'server')
    .map((server) => endOfParts(settingOf(server, 'host'), settingOf(server, 'port') ?? 24_224));
  const of = (sent: Pick<Sent, 'says' | 'setting'>): Sent[] =>
    ends.length === 0 ? [sent] : ends.map((end) => ({ ...sent, ...end }));
  if (transport === undefined || transport === 'tcp')
    return of({ says: 'plain', setting: transport === undefined ? 'no transport tls' : 'transport tcp' });
  if (transport !== 'tls') return of({ says: 'unknown', setting: 'transport by a variable' });
  const unverified = ['tls_insecure_mode', 'tls_allow_self_signed_cert'].find((name) => isOn(section, name));
  if (unverified !== undefined) return of({ says: 'unverified', setting: `${unverified} true` });
  if (isOff(section, 'tls_verify_hostname')) return of({ says: 'unverified', setting: 'tls_verify_hostname false' });
  return of({ says: 'tls', setting: 'transport tls' });
}

/** https://docs.fluentd.org/output/elasticsearch: `scheme` is http unless it is https; `hosts` may hold URLs. */
function search(section: Section): Sent[] {
  const scheme = settingOf(section, 'scheme')?.toLowerCase() ?? 'http';
  const hosts = settingOf(section, 'hosts');
  const unverified = isOff(section, 'ssl_verify') ? 'ssl_verify false' : undefined;
  const ends: Address[] =
    hosts === undefined
      ? [endOfParts(settingOf(section, 'host') ?? 'localhost', settingOf(section, 'port') ?? 9200)]
      : hosts.split(',').map(addressOf);
  return ends.map((end) => byScheme(end.scheme ?? scheme, end, unverified));
}

interface UrlSetting {
  readonly setting: string;
  /** Where the plugin sends when nothing is written. */
  readonly byDefault?: string;
}

function byUrl(section: Section, { setting, byDefault }: UrlSetting, unverified: string | undefined): Sent[] {
  const url = settingOf(section, setting) ?? byDefault;
  if (url === undefined) return [{ says: 'unknown', setting: `no ${setting}` }];
  const { scheme = BY_VARIABLE.test(url) ? '' : 'http', ...end } = addressOf(url);
  return [byScheme(scheme, end, unverified)];
}

/** https://github.com/fluent/fluent-plugin-kafka: TLS by any of the settings of a CA or a certificate. */
function kafka(section: Section): Sent[] {
  const hasTls = ['ssl_ca_cert', 'ssl_client_cert'].some((name) => settingOf(section, name) !== undefined);
  const end = addressOf(settingOf(section, 'brokers')?.split(',', 1)[0]);
  if (!hasTls && !isOn(section, 'ssl_ca_certs_from_system'))
    return [{ says: 'plain', setting: 'no ssl_ca_cert', ...end }];
  return isOff(section, 'ssl_verify_hostname')
    ? [{ says: 'unverified', setting: 'ssl_verify_hostname false', ...end }]
    : [{ says: 'tls', setting: 'ssl_ca_cert', ...end }];
}

/** https://github.com/splunk/fluent-plugin-splunk-hec: `protocol` is https unless told. */
function splunk(section: Section): Sent[] {
  const end = endOfParts(settingOf(section, 'hec_host'), settingOf(section, 'hec_port') ?? 8088);
  const unverified = isOn(section, 'insecure_ssl') ? 'insecure_ssl true' : undefined;
  return [byScheme(settingOf(section, 'protocol')?.toLowerCase() ?? 'https', end, unverified)];
}

/** https://grafana.com/docs/loki/latest/send-data/fluentd/: the vendor's cloud unless told. */
const LOKI: UrlSetting = { setting: 'url', byDefault: 'https://logs-prod-us-central1.grafana.net' };

const service = (): Sent[] => [{ says: 'tls', setting: 'the service’s own' }];

/** By the plugin's name. */
export const OUTPUTS: Readonly<Record<string, (section: Section) => Sent[]>> = {
  cloudwatch_logs: service,
  elasticsearch: search,
  elasticsearch_data_stream: search,
  elasticsearch_dynamic: search,
  forward,
  google_cloud: service,
  http: (section) =>
    byUrl(
      section,
      { setting: 'endpoint' },
      settingOf(section, 'tls_verify_mode') === 'none' ? 'tls_verify_mode none' : undefined,
    ),
  kafka,
  kafka2: kafka,
  kafka_buffered: kafka,
  kinesis_firehose: service,
  kinesis_streams: service,
  loki: (section) => byUrl(section, LOKI, isOn(section, 'insecure_tls') ? 'insecure_tls true' : undefined),
  opensearch: search,
  opensearch_data_stream: search,
  s3: service,
  splunk_hec: splunk,
};
