// Pods that hold an API token although nothing in the input gives their ServiceAccount a right.
import type { Facts } from '../facts/facts.ts';
import type { PodSpec, WorkloadFact } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { deploymentManifest, documents, podManifest } from './example-manifests.ts';
import { podFailures, type PodHit, type PodJudge } from './pod-check.ts';

interface Accounts {
  /** `NS/NAME` → `automountServiceAccountToken` of the account. */
  readonly automount: ReadonlyMap<string, boolean | undefined>;
  /** `NS/NAME` of accounts that some binding names, and `NS/` where one names the namespace's group. */
  readonly bound: ReadonlySet<string>;
  /** False when the input holds no binding at all, so that rights cannot be judged. */
  readonly anyBinding: boolean;
}

const NAMESPACE_GROUP = 'system:serviceaccounts:';

function accountsOf({ serviceAccounts, bindings }: Facts): Accounts {
  const own = bindings.filter(({ expected }) => expected !== true);
  const bound = own.flatMap(({ subjects }) =>
    subjects.flatMap(({ kind, namespace, name }) => {
      if (kind === 'ServiceAccount') return [`${namespace}/${name}`];
      return kind === 'Group' && name.startsWith(NAMESPACE_GROUP) ? [`${name.slice(NAMESPACE_GROUP.length)}/`] : [];
    }),
  );
  return {
    automount: new Map(
      serviceAccounts.map(({ namespace, name, automountToken }) => [`${namespace}/${name}`, automountToken]),
    ),
    bound: new Set(bound),
    anyBinding: own.length > 0,
  };
}

/** The pod's field stands over the account's; where neither is written the token is mounted. */
function judgeWith(accounts: Accounts): PodJudge {
  return (spec: PodSpec, { namespace, mirror }: WorkloadFact): PodHit[] => {
    const account = `${namespace}/${spec.serviceAccount}`;
    const mounted = spec.automountToken ?? accounts.automount.get(account) ?? true;
    if (!mounted || mirror || accounts.bound.has(account) || accounts.bound.has(`${namespace}/`)) return [];
    const change = [{ op: 'add', path: '/automountServiceAccountToken', value: false }] as const;
    const pointer = spec.automountToken === undefined ? '/serviceAccountName' : '/automountServiceAccountToken';
    const token = `the token of ServiceAccount ${spec.serviceAccount} is mounted`;
    return accounts.anyBinding
      ? [
          {
            pointer,
            what: `${token}, and no binding gives that account anything to do with it`,
            severity: 'low',
            change,
          },
        ]
      : [
          {
            pointer,
            what: `${token}, and the input holds no RBAC to tell whether it is needed`,
            severity: 'low',
            unknown: true,
            change,
          },
        ];
  };
}

const pod = (setting: string): string => `
serviceAccountName: web
${setting}
containers:
- name: app
  image: registry.example/app:1`;

const account = (setting: string): string => `apiVersion: v1
kind: ServiceAccount
metadata: {name: web, namespace: shop}
${setting}`;

const binding = (name: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: web, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: web}
subjects:
- {kind: ServiceAccount, name: ${name}, namespace: shop}`;

export const serviceAccountAutomount: Check = {
  id: 'service-account-automount',
  title: 'A pod holds an API token that it has no use for',
  why: 'Every pod gets a token of its ServiceAccount unless the pod or the account says otherwise. Whoever breaks into the pod is that account: today with the rights of every authenticated caller, tomorrow with whatever someone binds. Where the account has rights the paths of this report say what the token reaches; this check names pods whose account has none.',
  severity: 'low',
  maps: {
    cis: ['5.1.6'],
    nsa: ['Authentication and authorization'],
    attack: ['T1528', 'T1552.007'],
    stride: ['spoofing', 'elevation of privilege'],
    owasp: ['K03', 'K06'],
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#reducing-exposure',
  ],
  find: (facts) =>
    podFailures(facts, judgeWith(accountsOf(facts)), {
      consequence: 'Whoever breaks into the pod calls the API as that account.',
      fix: 'Set `automountServiceAccountToken: false` in the pod, or in the ServiceAccount for all its pods.',
      show: '.automountServiceAccountToken',
    }),
  examples: {
    exposed: [
      {
        name: 'mounted by default, RBAC binds another account',
        manifests: documents(deploymentManifest(pod('automountServiceAccountToken: true')), binding('other')),
      },
      { name: 'no RBAC in the input', manifests: podManifest(pod('enableServiceLinks: false')) },
      {
        name: 'the pod overrules its account',
        manifests: documents(
          podManifest(pod('automountServiceAccountToken: true')),
          account('automountServiceAccountToken: false'),
          binding('other'),
        ),
      },
    ],
    safe: [
      {
        name: 'not mounted',
        manifests: documents(deploymentManifest(pod('automountServiceAccountToken: false')), binding('other')),
      },
      {
        name: 'the account has rights',
        manifests: documents(deploymentManifest(pod('automountServiceAccountToken: true')), binding('web')),
      },
      {
        name: 'the account says no',
        manifests: documents(
          podManifest(pod('enableServiceLinks: false')),
          account('automountServiceAccountToken: false'),
          binding('other'),
        ),
      },
    ],
  },
};
