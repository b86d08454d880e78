// Programs that read the node's container logs and send them over a connection without TLS.
import type { Container, PodSpec } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { deploymentManifest } from './example-manifests.ts';
import { containerName, podFailures, type PodHit } from './pod-check.ts';

/** The folders that hold containers' logs, or hold those folders. */
const LOGS = /^\/(?:var(?:\/log(?:\/(?:pods|containers)(?:\/.*)?)?)?)?\/?$|^\/var\/lib\/docker\/containers/;
/** `http://HOST`, `tcp://HOST`, `udp://HOST`, `syslog://HOST`, also inside of an argument. */
const PLAIN = /(?:^|[=\s"'])(?:http|tcp|udp|syslog):\/\/(\[[0-9a-f:.]+\]|[\w.-]+)/gi;
const LOCAL = /^(?:localhost|127\.|\[::1\]|unix)/i;

function readsLogs({ volumes }: PodSpec, { mounts }: Container): boolean {
  const folders = new Set(volumes.filter(({ hostPath = '-' }) => LOGS.test(hostPath)).map(({ name }) => name));
  return mounts.some(({ volume }) => folders.has(volume));
}

/** Hosts that the container is told to send to without TLS; what a configuration file says is not known. */
function plainHosts({ env, args, command }: Container): { readonly host: string; readonly pointer: string }[] {
  const found = env.map(({ endpoint = '', pointer }) => ({ text: endpoint, pointer }));
  const words = [...command, ...args].map((text) => ({ text, pointer: args.length > 0 ? '/args' : '/command' }));
  return [...found, ...words].flatMap(({ text, pointer }) =>
    [...text.matchAll(PLAIN)].flatMap(([, host = '']) => (LOCAL.test(host) ? [] : [{ host, pointer }])),
  );
}

function judge(spec: PodSpec): PodHit[] {
  return spec.containers.flatMap((container): PodHit[] => {
    if (!readsLogs(spec, container)) return [];
    return plainHosts(container).map(({ host, pointer }) => ({
      pointer: pointer.startsWith(container.pointer) ? pointer : `${container.pointer}${pointer}`,
      what: `${containerName(container)} reads the node’s logs and sends to ${host} without TLS`,
      severity: 'medium',
    }));
  });
}

const shipper = (setting: string, path = '/var/log'): string => `
containers:
- name: shipper
  image: registry.example/shipper:1
  ${setting}
  volumeMounts: [{ name: logs, mountPath: /logs, readOnly: true }]
volumes:
- name: logs
  hostPath: { path: ${path} }`;
const output = (url: string): string => `env: [{ name: OUTPUT, value: "${url}" }]`;

export const logShipperPlaintext: Check = {
  id: 'log-shipper-plaintext',
  title: 'A log shipper sends the node’s logs without TLS',
  why: 'The node’s /var/log/pods holds the output of every container on it, and with it whatever programs print: tokens, headers, stack traces with connection strings. Sent in plain text, all of it is read by whoever is on the path. Only the environment and arguments are looked at: what a configuration file says is not known.',
  severity: 'medium',
  maps: {
    nsa: ['Audit logging'],
    attack: ['T1040', 'T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K05'],
  },
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/logging/#using-a-node-logging-agent'],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'The output of every container on the node is readable on the way.',
      fix: 'Send to an https:// or TLS endpoint and verify its certificate; redact the stream before it leaves the node.',
    }),
  examples: {
    exposed: [
      { name: 'by http', manifests: deploymentManifest(shipper(output('http://logs.example:3100/push'))) },
      {
        name: 'an argument',
        manifests: deploymentManifest(shipper('args: ["--output=tcp://logs.example:5170"]', '/var/log/pods')),
      },
    ],
    safe: [
      { name: 'by https', manifests: deploymentManifest(shipper(output('https://logs.example:3100/push'))) },
      { name: 'to the same pod', manifests: deploymentManifest(shipper(output('http://127.0.0.1:3100/push'))) },
      {
        name: 'another folder',
        manifests: deploymentManifest(shipper('args: ["--output=tcp://logs.example:5170"]', '/var/cache')),
      },
    ],
  },
};
