// Re-derives the techniques B that are neither impersonation nor roles: tokens, certificates, missing accounts, cloud identities.
import { annotation } from '../rbac.ts';
import { listAt, mapAt, textAt } from '../raw.ts';
import type { StepCase } from '../step-case.ts';
import { namespaceOf } from '../cluster.ts';
import { createsNamed, createsSome, mayNamed, maySome, namesCreated } from './free-names.ts';
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

/** Creates a token Secret of a name that it may then read: any name, or one that is free. Server-side apply answers with the Secret. */
function makesTokenSecret(step: StepCase): boolean {
  const secrets = { resource: 'secrets', namespace: step.to.namespace };
  const isFree = (name: string): boolean =>
    name !== '' && step.cluster.find(`secret:${step.to.namespace}/${name}`) === undefined;
  const reads = { ...secrets, verbs: READS };
  const free = [...step.namesOf(reads)].filter((name) => isFree(name) && mayNamed(step, reads, name));
  const creates = step.can({ ...secrets, verbs: ['create'] });
  return (
    (creates && (step.can(reads) || free.length > 0)) || namesCreated(step, { ...secrets, kind: 'secret' }).length > 0
  );
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
    createsSome(step, { resource: 'pods', namespace, kind: 'pod' });
  return [
    ...endsAt(step, 'serviceaccount'),
    ...unless(bound && !accountStands(step), `${step.step.to} is no dangling subject`),
    ...unless(
      createsNamed(step, { resource: 'serviceaccounts', namespace, kind: 'serviceaccount' }, name) && uses,
      'may not create the account and use it',
    ),
  ];
}

const REQUESTS = { group: CERTIFICATES, resource: 'certificatesigningrequests', namespace: '' };
const CREATED = { ...REQUESTS, kind: 'certificatesigningrequest' };

/** Creates a certificate request and reads it: the certificate comes back in its status, by any request that answers with the object. */
function asksAndReads(step: StepCase): boolean {
  const parts = ['status', 'approval'].some((subresource) =>
    step.canSome({ ...REQUESTS, subresource, verbs: ['get', 'update', 'patch'] }),
  );
  return createsSome(step, CREATED) && (maySome(step, { ...REQUESTS, verbs: READS }) || parts);
}

/** Creates a request and writes its approval, which answers with the object: a request of any name, or one of a name that both rights take. */
function asksAndApproves(step: StepCase): boolean {
  const approval = { ...REQUESTS, subresource: 'approval', verbs: ['update', 'patch'] };
  return step.can({ ...REQUESTS, verbs: ['create'] })
    ? step.canSome(approval)
    : namesCreated(step, CREATED).some((name) => step.can({ ...approval, name }));
}

function forges(step: StepCase): readonly string[] {
  const signer = (name: string): boolean =>
    step.can({ verbs: ['approve'], group: CERTIFICATES, resource: 'signers', name });
  return [
    ...unless(asksAndApproves(step), 'may not create a certificate request and write its approval'),
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
