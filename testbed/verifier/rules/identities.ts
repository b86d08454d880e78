// Re-derives the techniques B: one identity becomes another.
import { callerOf } from '../identities.ts';
import { annotation, isBoundTo } from '../rbac.ts';
import { listAt, mapAt, textAt } from '../raw.ts';
import type { StepCase } from '../step-case.ts';
import { namespaceOf } from '../cluster.ts';
import { createsSome } from './free-names.ts';
import { endsAt, unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

const RBAC = 'rbac.authorization.k8s.io';
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

function impersonatesSomebody(step: StepCase): boolean {
  const accounts = step.cluster.given.map(namespaceOf).concat('kube-system', '');
  return (
    step.canSome({ verbs: ['impersonate'], resource: 'users' }) ||
    [...new Set(accounts)].some((namespace) =>
      step.canSome({ verbs: ['impersonate'], resource: 'serviceaccounts', namespace }),
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

/** Creates a binding, or changes the subjects of one that refers to this role already: `roleRef` never changes. */
function writesBinding(step: StepCase, resource: string, namespace: string): boolean {
  const ask = { group: RBAC, resource, namespace };
  const kind = resource === 'rolebindings' ? 'rolebinding' : 'clusterrolebinding';
  if (namespace === '' ? step.can({ ...ask, verbs: ['create'] }) : createsSome(step, { ...ask, kind })) return true;
  return step.cluster.all(kind === 'rolebinding' ? 'RoleBinding' : 'ClusterRoleBinding').some((binding) => {
    const refers =
      textAt(binding, 'roleRef', 'kind').toLowerCase() === step.to.kind &&
      textAt(binding, 'roleRef', 'name') === step.to.name;
    return (
      refers &&
      namespaceOf(binding) === namespace &&
      step.can({ ...ask, verbs: ['update', 'patch'], name: textAt(binding, 'metadata', 'name') })
    );
  });
}

function binds(step: StepCase): readonly string[] {
  const namespace = step.request?.namespace ?? '';
  const resource = step.to.kind === 'role' ? 'roles' : 'clusterroles';
  const bindings = namespace === '' ? 'clusterrolebindings' : 'rolebindings';
  return [
    ...endsAt(step, 'role', 'clusterrole'),
    ...unless(
      step.can({ verbs: ['bind'], group: RBAC, resource, namespace, name: step.to.name }),
      `may not bind ${step.step.to}`,
    ),
    ...unless(writesBinding(step, bindings, namespace), `may not write a binding of it`),
  ];
}

/** Some role that the actor is bound to may be changed with escalate. */
function escalates(step: StepCase): boolean {
  const caller = callerOf(step.step.from);
  return [...step.cluster.all('Role'), ...step.cluster.all('ClusterRole')].some((role) => {
    const kind = textAt(role, 'kind');
    const namespace = kind === 'Role' ? namespaceOf(role) : '';
    const ask = {
      group: RBAC,
      resource: kind === 'Role' ? 'roles' : 'clusterroles',
      namespace,
      name: textAt(role, 'metadata', 'name'),
    };
    const isHeld = caller !== undefined && isBoundTo(step.cluster, caller, role);
    return isHeld && step.can({ ...ask, verbs: ['escalate'] }) && step.can({ ...ask, verbs: ['update', 'patch'] });
  });
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
  B1: {
    best: 'certain',
    check: (step) => [
      ...endsAt(step, 'serviceaccount'),
      ...unless(
        step.can({
          verbs: ['impersonate'],
          resource: 'serviceaccounts',
          namespace: step.to.namespace,
          name: step.to.name,
        }),
        'may not impersonate the account',
      ),
    ],
  },
  B2: {
    best: 'certain',
    check: (step) => [
      ...endsAt(step, 'user'),
      ...unless(
        step.can({ verbs: ['impersonate'], resource: 'users', name: step.to.name }),
        'may not impersonate the user',
      ),
    ],
  },
  B3: {
    best: 'certain',
    check: (step) => [
      ...endsAt(step, 'group'),
      ...unless(
        step.can({ verbs: ['impersonate'], resource: 'groups', name: step.to.name }),
        'may not impersonate the group',
      ),
      ...unless(impersonatesSomebody(step), 'may impersonate no user or account beside the group'),
    ],
  },
  B5: {
    best: 'conditional',
    window: () => ({ since: '1.35' }),
    check: (step) => unless(step.requestAllowed(), 'its request is not allowed'),
  },
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
  B9: { best: 'certain', check: binds },
  B11: {
    best: 'certain',
    check: (step) => [
      ...endsAt(step, 'role', 'clusterrole'),
      ...unless(escalates(step), 'may not change and escalate a role that it is bound to'),
    ],
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
