// Re-derives the techniques B that are neither impersonation nor roles: tokens, certificates, missing accounts, cloud identities.
import { annotation } from '../rbac.ts';
import { listAt, mapAt, textAt } from '../raw.ts';
import type { StepCase } from '../step-case.ts';
import { namespaceOf } from '../cluster.ts';
import { endsAt, unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

const CERTIFICATES = 'certificates.k8s.io';
const READS = ['get', 'list', 'watch', 'patch', 'delete', 'deletecollection'];

/** The input holds the account, or the namespace's `default`, which a controller makes. */
function accountStands(step: StepCase): boolean {
  return (
    step.to.name === 'default' ||
    step.cluster.given.some(
      (object) =>
        object['kind'] === 'ServiceAccount' &&
        namespaceOf(object) === step.to.namespace &&
        textAt(object, 'metadata', 'name') === step.to.name,
    )
  );
}

/** Creates a token Secret of a name that it may then read: any name, or one that is free. */
function makesTokenSecret(step: StepCase): boolean {
  const secrets = { resource: 'secrets', namespace: step.to.namespace };
  const isFree = (name: string): boolean =>
    name !== '' && step.cluster.find(`secret:${step.to.namespace}/${name}`) === undefined;
  const free = [...step.namesOf({ ...secrets, verbs: READS })].filter(isFree);
  const readsAny = step.can({ ...secrets, verbs: READS }) || step.namesOf({ ...secrets, verbs: READS }).has('');
  const creates = step.can({ ...secrets, verbs: ['create'] });
  const applies = free.some(
    (name) => step.can({ ...secrets, verbs: ['create'], name }) && step.can({ ...secrets, verbs: ['patch'], name }),
  );
  return (creates && (readsAny || free.length > 0)) || applies;
}

function tokenOf(step: StepCase): boolean {
  const secret = step.cluster.find(step.step.from);
  return (
    textAt(secret, 'type') === 'kubernetes.io/service-account-token' &&
    step.step.to === `serviceaccount:${step.from.namespace}/${annotation(secret, 'kubernetes.io/service-account.name')}`
  );
}

/** A bootstrap token in kube-system: its holder is in the group of all bootstrappers, and in those that its key names. */
function bootstrapTokenOf(step: StepCase): boolean {
  const secret = step.cluster.find(step.step.from);
  const keys = new Set([...mapAt(secret, 'data').keys(), ...mapAt(secret, 'stringData').keys()]);
  const isToken = textAt(secret, 'type') === 'bootstrap.kubernetes.io/token' && step.from.namespace === 'kube-system';
  const isGroup =
    step.to.kind === 'group' &&
    (step.to.name === 'system:bootstrappers' ||
      (step.to.name.startsWith('system:bootstrappers:') && keys.has('auth-extra-groups')));
  return isToken && isGroup && keys.has('usage-bootstrap-authentication');
}

/** The account is bound, missing, and the actor may create it and then use it. */
function squats(step: StepCase): readonly string[] {
  const { namespace, name } = step.to;
  const bound = [...step.cluster.all('RoleBinding'), ...step.cluster.all('ClusterRoleBinding')].some((binding) =>
    listAt(binding, 'subjects').some(
      (subject) =>
        (textAt(subject, 'kind') === 'ServiceAccount' &&
          textAt(subject, 'name') === name &&
          (textAt(subject, 'namespace') || namespaceOf(binding)) === namespace) ||
        (textAt(subject, 'kind') === 'User' &&
          textAt(subject, 'name') === `system:serviceaccount:${namespace}:${name}`),
    ),
  );
  const uses =
    step.can({ verbs: ['create'], resource: 'serviceaccounts', subresource: 'token', namespace, name }) ||
    step.can({ verbs: ['create'], resource: 'pods', namespace });
  return [
    ...endsAt(step, 'serviceaccount'),
    ...unless(bound && !accountStands(step), `${step.step.to} is no dangling subject`),
    ...unless(
      step.can({ verbs: ['create'], resource: 'serviceaccounts', namespace }) && uses,
      'may not create the account and use it',
    ),
  ];
}

/** Creates a certificate request and reads it: the certificate comes back in its status. */
function asksAndReads(step: StepCase): boolean {
  const requests = { group: CERTIFICATES, resource: 'certificatesigningrequests' };
  return step.can({ ...requests, verbs: ['create'] }) && step.canSome({ ...requests, verbs: READS });
}

function forges(step: StepCase): readonly string[] {
  const csr = { group: CERTIFICATES, resource: 'certificatesigningrequests' };
  const signer = (name: string): boolean =>
    step.can({ verbs: ['approve'], group: CERTIFICATES, resource: 'signers', name });
  return [
    ...unless(asksAndReads(step), 'may not create a certificate request and read it'),
    ...unless(
      step.canSome({ ...csr, subresource: 'approval', verbs: ['update', 'patch'] }),
      'may not write the approval',
    ),
    ...unless(
      signer('kubernetes.io/kube-apiserver-client') || signer('kubernetes.io/*'),
      'may not approve for the signer',
    ),
    ...unless(step.step.to !== 'group:system:masters', 'the signer refuses system:masters'),
  ];
}

const CLOUD = ['eks.amazonaws.com/role-arn', 'iam.gke.io/gcp-service-account', 'azure.workload.identity/client-id'];

export const identities: RuleTable = {
  B6: {
    best: (step) => (accountStands(step) ? 'certain' : 'conditional'),
    check: (step) => [
      ...endsAt(step, 'serviceaccount'),
      ...unless(
        step.can({
          verbs: ['create'],
          resource: 'serviceaccounts',
          subresource: 'token',
          namespace: step.to.namespace,
          name: step.to.name,
        }),
        'may not create the token',
      ),
    ],
  },
  B7: {
    best: (step) => (accountStands(step) ? 'certain' : 'conditional'),
    check: (step) => [
      ...endsAt(step, 'serviceaccount'),
      ...unless(makesTokenSecret(step), 'may not create and read a token Secret'),
    ],
  },
  B8: {
    best: 'certain',
    relation: true,
    check: (step) => unless(tokenOf(step), `${step.step.from} is no token of ${step.step.to}`),
  },
  M3: {
    best: 'conditional',
    relation: true,
    check: (step) => unless(bootstrapTokenOf(step), `${step.step.from} is no bootstrap token of ${step.step.to}`),
  },
  B13: { best: 'conditional', check: squats },
  B14: { best: 'conditional', check: forges },
  B16: {
    best: 'conditional',
    check: (step) => [
      ...endsAt(step, 'node'),
      ...unless(asksAndReads(step), 'may not create a certificate request and read it'),
      ...unless(
        step.can({
          verbs: ['create'],
          group: CERTIFICATES,
          resource: 'certificatesigningrequests',
          subresource: 'nodeclient',
        }),
        'may not ask for a node certificate',
      ),
    ],
  },
  B17: {
    best: 'assumed',
    check: (step) => [
      ...unless(step.cluster.find('configmap:kube-system/aws-auth') !== undefined, 'the cluster has no aws-auth'),
      ...unless(
        step.can({ verbs: ['update', 'patch'], resource: 'configmaps', namespace: 'kube-system', name: 'aws-auth' }),
        'may not write aws-auth',
      ),
    ],
  },
  B18: {
    best: 'assumed',
    relation: true,
    check: (step) => {
      const annotations = mapAt(step.cluster.find(step.step.from), 'metadata', 'annotations');
      const identity = step.step.to.replace(/^cloud:[^/]+\//, '');
      return unless(
        CLOUD.some((key) => annotations.get(key) === identity),
        'the account has no such cloud identity',
      );
    },
  },
};
