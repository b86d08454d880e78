// Log shippers that send what every container prints, with no step that could take a secret out of it.
import type { LogOutput } from '../facts/log-output.ts';
import type { Check } from './check.ts';
import { configMapManifest } from './example-manifests.ts';
import { outputFailures, sentWords, type OutputHit } from './shipper-outputs.ts';

function judge(output: LogOutput): OutputHit | undefined {
  const { program, plugin, carries, steps, masks } = output;
  if (carries !== 'every-pod' || masks === true) return undefined;
  const sent = `${program} sends ${sentWords(output)} (${plugin})`;
  if (steps.length === 0) return { what: `${sent} with no step that changes or drops a record`, severity: 'low' };
  const which = `${steps.length === 1 ? 'step' : 'steps'} ${steps.join(', ')}`;
  return {
    what: `${sent}, and whether ${which} on the way masks secrets is not known`,
    severity: 'info',
    unknown: true,
  };
}

const fluentBit = (filter: string, path = '/var/log/containers/*.log', host = 'search.logging.svc'): string =>
  configMapManifest('fluent-bit.conf', [
    '[INPUT]',
    '    Name tail',
    '    Tag  kube.*',
    `    Path ${path}`,
    '[FILTER]',
    `    Name  ${filter}`,
    '    Match kube.*',
    '[OUTPUT]',
    '    Name  es',
    '    Match kube.*',
    `    Host  ${host}`,
    '    tls   On',
    '    tls.verify_hostname On',
  ]);

export const logShipperUnmasked: Check = {
  id: 'log-shipper-unmasked',
  title: 'A log shipper sends every container’s output as it is',
  why: 'Programs print tokens, headers and connection strings, most of all when they fail. A shipper that reads the folder of all containers’ logs takes what those of every namespace print to one store, whose readers are no subjects of this cluster’s RBAC: who they are is not known from here. Nobody who may not read a namespace’s Secrets should find them there. Steps that add, join or tag leave a record as it is; of others it is not known what they take out, but for those that are made to mask.',
  severity: 'low',
  maps: {
    nsa: ['Audit logging'],
    attack: ['T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K05', 'K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/cluster-administration/logging/#using-a-node-logging-agent',
    'https://docs.fluentbit.io/manual/concepts/data-pipeline/router',
    'https://docs.fluentd.org/configuration/routing-examples',
    'https://vector.dev/docs/reference/configuration/transforms/',
    'https://grafana.com/docs/loki/latest/send-data/promtail/stages/',
    'https://grafana.com/docs/alloy/latest/reference/components/loki/loki.secretfilter/',
    'https://opentelemetry.io/docs/collector/configuration/#processors',
    'https://www.elastic.co/docs/reference/beats/filebeat/filtering-enhancing-data',
  ],
  find: (facts) =>
    outputFailures(facts, judge, {
      consequence: 'Who may read what is stored there is not in the cluster’s objects, and not known.',
      fix: 'Let a step mask credentials before the output: watertight redact as a sidecar or proxy, or rules of the shipper’s own (watertight redact export writes them for Fluent Bit, Vector and the OpenTelemetry Collector); give namespaces of different owners different stores.',
    }),
  examples: {
    exposed: [
      { name: 'a filter that only adds', manifests: fluentBit('kubernetes') },
      { name: 'a script that may do anything', manifests: fluentBit('lua') },
      { name: 'the folder of the pods', manifests: fluentBit('kubernetes', '/var/log/pods/*/*/*.log') },
    ],
    safe: [
      { name: 'a filter that is made to mask', manifests: fluentBit('nightfall') },
      {
        name: 'the logs of one namespace',
        manifests: fluentBit('kubernetes', '/var/log/containers/*_shop_*.log'),
      },
      { name: 'another log', manifests: fluentBit('kubernetes', '/var/log/audit/audit.log') },
      { name: 'to the same pod', manifests: fluentBit('kubernetes', '/var/log/containers/*.log', '127.0.0.1') },
    ],
  },
};
