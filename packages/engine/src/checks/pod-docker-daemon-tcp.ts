// Docker daemons that listen on TCP without TLS: root on the node for whoever connects.
import type { ServiceFact } from '../facts/cluster.ts';
import type { Container, PodSpec } from '../facts/workload.ts';
import type { Check, Failure } from './check.ts';
import { commandText } from './command-text.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import { jsonPatch } from './patch.ts';
import { containerName, podFailures, type PodHit } from './pod-check.ts';

const PLAIN_PORT = 2375;
const LISTENS = /(?:^|\s)(?:-H|--host)(?:=|\s+)tcp:\/\/([^\s,"']*)/g;
const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::|$)/;
const VERIFIES = /--tlsverify(?!=false)/;
const IS_DAEMON = /(?:^|[\s/])dockerd(?:\s|$|-entrypoint)/;

/** Loopback inside the pod's own network is seen by its containers only. */
function listensOpenly(text: string, hostNetwork: boolean): boolean {
  return [...text.matchAll(LISTENS)].some(([, address = '']) => hostNetwork || !LOOPBACK.test(address));
}

function judgeContainer(container: Container, hostNetwork: boolean): PodHit[] {
  const text = commandText(container);
  const field = container.args.some((arg) => arg.includes('tcp://')) ? 'args' : 'command';
  const daemon = IS_DAEMON.test(text) || /(?:^|\/)docker:[^/]*dind/.test(container.image);
  if (daemon && listensOpenly(text, hostNetwork) && !VERIFIES.test(text)) {
    return [
      {
        pointer: `${container.pointer}/${field}`,
        what: `${containerName(container)} runs a Docker daemon that listens on TCP without TLS`,
        severity: 'critical',
      },
    ];
  }
  return container.env.flatMap(({ name, pointer, endpoint = '' }): PodHit[] =>
    name === 'DOCKER_HOST' && endpoint.startsWith('tcp://') && endpoint.endsWith(`:${PLAIN_PORT}`)
      ? [
          {
            pointer,
            what: `${containerName(container)} uses the Docker daemon at ${endpoint}, the port without TLS`,
            severity: 'high',
          },
        ]
      : [],
  );
}

function judge({ containers, hostNetwork }: PodSpec): PodHit[] {
  return containers.flatMap((container) => judgeContainer(container, hostNetwork));
}

function serviceFailures(service: ServiceFact): Failure[] {
  const port = (service.ports ?? []).find((each) => each.port === PLAIN_PORT || each.targetPort === String(PLAIN_PORT));
  if (port === undefined) return [];
  return [
    {
      result: 'fail',
      object: service,
      pointer: port.pointer,
      message: `Service ${service.name} opens port ${PLAIN_PORT}, on which a Docker daemon takes commands without TLS or credential.`,
      fix: {
        summary: 'Remove the port; build images with a rootless builder, or serve the daemon on 2376 with --tlsverify.',
        ...jsonPatch(service, [{ op: 'remove', path: port.pointer }]),
      },
    },
  ];
}

const daemon = (args: string): string => `
containers:
- name: dind
  image: docker:27-dind
  args: ${args}`;

const client = (host: string): string => `
containers:
- name: build
  image: registry.example/build:1
  env:
  - {name: DOCKER_HOST, value: '${host}'}`;

const service = (port: number): string => `apiVersion: v1
kind: Service
metadata: {name: docker, namespace: shop}
spec:
  selector: {app: docker}
  ports:
  - {name: docker, port: ${port}, protocol: TCP}
`;

export const podDockerDaemonTcp: Check = {
  id: 'pod-docker-daemon-tcp',
  title: 'A Docker daemon takes commands over plain TCP',
  why: 'The Docker API on port 2375 asks for no credential: whoever reaches it starts a privileged container, and so has the node (or, for Docker in Docker, every image, build secret and registry credential in it). It needs --tlsverify with client certificates on 2376, or better a Unix socket within one pod.',
  severity: 'critical',
  maps: {
    nsa: ['Pod security', 'Network separation and hardening'],
    attack: ['T1610', 'T1611', 'T1133'],
    stride: ['elevation of privilege', 'information disclosure'],
    owasp: ['K01', 'K09'],
  },
  references: [
    'https://docs.docker.com/engine/security/protect-access/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  *find(facts) {
    yield* podFailures(facts, judge, {
      consequence: 'Whoever reaches that port starts containers there without a credential.',
      fix: "Build images with a rootless builder, or share the daemon's Unix socket within the pod; otherwise --tlsverify on port 2376.",
      show: '.containers[*].args',
    });
    for (const fact of facts.services) yield* serviceFailures(fact);
  },
  examples: {
    exposed: [
      {
        name: 'a daemon on all addresses',
        manifests: deploymentManifest(daemon('[dockerd, --host=tcp://0.0.0.0:2375]')),
      },
      { name: 'the short option', manifests: podManifest(daemon('[dockerd, -H, "tcp://:2375"]')) },
      { name: 'a client of such a daemon', manifests: podManifest(client('tcp://docker:2375')) },
      { name: 'a Service', manifests: service(2375) },
    ],
    safe: [
      { name: 'within the pod', manifests: deploymentManifest(daemon('[dockerd, --host=tcp://127.0.0.1:2375]')) },
      {
        name: 'with client certificates',
        manifests: deploymentManifest(daemon('[dockerd, --host=tcp://0.0.0.0:2376, --tlsverify]')),
      },
      { name: 'a client with TLS', manifests: podManifest(client('tcp://docker:2376')) },
      { name: 'a Service of another port', manifests: service(2376) },
    ],
  },
};
