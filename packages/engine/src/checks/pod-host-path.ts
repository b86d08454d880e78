// Containers that see the node's files through a hostPath volume, by what stands there.
import type { Check } from './check.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import type { HostMount } from '../graph/host/host-mounts.ts';
import { type MountJudgement, mountHits } from './host-mounts.ts';
import { judgePlace } from '../graph/host/node-places.ts';
import { podFailures } from './pod-check.ts';
import { runtimeSocketAt } from '../graph/host/runtime-sockets.ts';

function judge({ path, readOnly }: HostMount): MountJudgement | undefined {
  if (runtimeSocketAt(path) !== undefined) return undefined;
  const place = judgePlace(path, readOnly);
  if (place === undefined) return undefined;
  const does = readOnly ? 'reads' : 'reads and writes';
  return {
    what: `${does} ${path} of the node${place.holds === '' ? '' : `, with ${place.holds}`}`,
    severity: place.severity,
  };
}

const mounted = (hostPath: string, mount = 'readOnly: true'): string => `
containers:
- name: app
  image: registry.example/app:1
  volumeMounts:
  - name: host
    mountPath: /host
    ${mount}
volumes:
- name: host
  hostPath:
    path: ${hostPath}`;

const SCRATCH = `
containers:
- name: app
  image: registry.example/app:1
  volumeMounts:
  - name: host
    mountPath: /host
    readOnly: true
volumes:
- name: host
  emptyDir: {}`;

export const podHostPath: Check = {
  id: 'pod-host-path',
  title: 'A container sees files of its node',
  why: "A hostPath volume shows the node's own files. The kubelet's directory holds the Secrets and tokens of every pod there, /etc/kubernetes and etcd's directory those of the whole cluster, and a writable system directory is root on the node. Read-only mounts still disclose. A subPath narrows what this container sees, not what the author of a pod may ask for.",
  severity: 'high',
  maps: {
    cis: ['5.2.11'],
    nsa: ['Pod security'],
    pss: ['baseline: HostPath volumes'],
    attack: ['T1611', 'T1552.001', 'T1005'],
    stride: ['information disclosure', 'elevation of privilege'],
    owasp: ['K01'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  find: (facts) =>
    podFailures(facts, (spec) => mountHits(spec, judge), {
      consequence: 'Code in the container has what stands there without asking the API server.',
      fix: "Remove the hostPath volume, or replace it by emptyDir, a claim, or a projected volume; if the node's file is needed, mount that one file read-only.",
      show: '.volumes[*].hostPath.path',
    }),
  examples: {
    exposed: [
      { name: 'the whole node', manifests: deploymentManifest(mounted('/')) },
      { name: "the kubelet's pods", manifests: podManifest(mounted('/var/lib/kubelet/pods')) },
      {
        name: "an upper directory of etcd's data, written with dots",
        manifests: podManifest(mounted('/var/lib/../lib/')),
      },
      { name: 'a writable system directory', manifests: podManifest(mounted('/usr/local', 'readOnly: false')) },
      { name: 'a directory of its own, writable', manifests: podManifest(mounted('/data/app', 'readOnly: false')) },
    ],
    safe: [
      { name: "the node's time zone", manifests: deploymentManifest(mounted('/etc/localtime')) },
      { name: 'a system directory, read-only', manifests: podManifest(mounted('/usr/local')) },
      { name: 'an emptyDir instead', manifests: podManifest(SCRATCH) },
      {
        name: 'a subPath that is public',
        manifests: podManifest(mounted('/etc', 'readOnly: true\n    subPath: localtime')),
      },
    ],
  },
};
