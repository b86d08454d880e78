// Volumes that workloads of different ServiceAccounts write together.
import type { ClaimFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import type { Check, Failure } from './check.ts';
import { deploymentManifest, documents, podManifest } from './example-manifests.ts';
import { kubectlShow } from './shell-command.ts';
import { podSpecOf, workloadRoots } from './workload-roots.ts';

const SHARED: ReadonlySet<string> = new Set(['ReadWriteMany', 'ReadOnlyMany']);

interface Users {
  readonly accounts: Set<string>;
  readonly workloads: Set<string>;
}

/** `NS/CLAIM` → who mounts it. */
function usersOf(facts: Facts): Map<string, Users> {
  const users = new Map<string, Users>();
  for (const { members } of workloadRoots(facts)) {
    for (const member of members) {
      const spec = podSpecOf(facts, member);
      for (const { name } of spec.claims) {
        const key = `${member.namespace}/${name}`;
        const found = users.get(key) ?? { accounts: new Set(), workloads: new Set() };
        found.accounts.add(spec.serviceAccount);
        found.workloads.add(member.name);
        users.set(key, found);
      }
    }
  }
  return users;
}

function failureOf(claim: ClaimFact, mode: string, { accounts }: Users): Failure {
  const show = kubectlShow(claim, '/spec/accessModes');
  return {
    result: 'fail',
    object: claim,
    pointer: '/spec/accessModes',
    message: `Claim ${claim.name} is ${mode} and mounted by pods of the ServiceAccounts ${[...accounts].toSorted().join(', ')}: what one of them writes there, the others read, whatever their rights in the API.`,
    fix: {
      summary:
        "Give each program a claim of its own with ReadWriteOncePod, and hand over data through a service that checks its callers; a claim's modes cannot be changed in place.",
      ...(show === undefined ? {} : { commands: [show] }),
    },
  };
}

const claim = (mode: string): string => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: shop}
spec:
  accessModes: [${mode}]
  resources: {requests: {storage: 1Gi}}
`;

const mounting = (account: string, claimName = 'data'): string => `
serviceAccountName: ${account}
containers:
- name: app
  image: registry.example/app:1
  volumeMounts:
  - {name: data, mountPath: /data}
volumes:
- name: data
  persistentVolumeClaim: {claimName: ${claimName}}`;

const shared = (mode: string, second: string): string =>
  documents(claim(mode), deploymentManifest(mounting('web')), podManifest(second));

export const claimAccessMode: Check = {
  id: 'claim-access-mode',
  title: 'A volume is shared across identities',
  why: 'RBAC keeps two ServiceAccounts apart, a shared volume joins them again: with ReadWriteMany or ReadOnlyMany, what one program stores (exports, sessions, copied Secrets) is read by every pod that mounts the claim, on any node, and whoever may create pods in the namespace mounts it as well.',
  severity: 'medium',
  maps: {
    nsa: ['Pod security'],
    attack: ['T1005', 'T1039'],
    stride: ['information disclosure', 'tampering'],
    owasp: ['K01'],
  },
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes'],
  *find(facts) {
    const users = usersOf(facts);
    for (const fact of facts.claims) {
      const mode = fact.accessModes.find((written) => SHARED.has(written));
      const found = users.get(`${fact.namespace}/${fact.name}`);
      if (mode !== undefined && found !== undefined && found.accounts.size > 1) yield failureOf(fact, mode, found);
    }
  },
  examples: {
    exposed: [
      { name: 'written and read by two identities', manifests: shared('ReadWriteMany', mounting('report')) },
      { name: 'read by two identities', manifests: shared('ReadOnlyMany', mounting('report')) },
    ],
    safe: [
      { name: 'one node at a time', manifests: shared('ReadWriteOnce', mounting('report')) },
      { name: 'one identity', manifests: shared('ReadWriteMany', mounting('web')) },
      { name: 'another claim', manifests: shared('ReadWriteMany', mounting('report', 'other')) },
    ],
  },
};
