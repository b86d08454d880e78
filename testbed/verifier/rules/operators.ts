// Re-derives the techniques I: an operator's controller acts for whoever writes its objects.
import { groupOf, kindOf, namespaceOf, nameOf } from '../cluster.ts';
import { callerOf } from '../identities.ts';
import { accountOf, containersOf, podMakers } from '../pods.ts';
import { at, mapAt, textAt, textsAt } from '../raw.ts';
import { rbacAllows } from '../rbac.ts';
import type { StepCase } from '../step-case.ts';
import { endsAt, unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

const WRITES = ['create', 'update', 'patch'];
const READS = ['get', 'list', 'watch', 'patch', 'delete', 'deletecollection'];
const EXTERNAL = 'external-secrets.io';
const SEALED = 'bitnami.com';
const SEALING_KEY = 'sealedsecrets.bitnami.com/sealed-secrets-key';

/** The step's request writes one of the kinds, and RBAC allows it. */
function writes(step: StepCase, group: RegExp, resources: readonly string[]): boolean {
  const request = step.request;
  const isKind =
    request !== undefined &&
    group.test(request.group ?? '') &&
    resources.includes(request.resource) &&
    (request.subresource ?? '') === '';
  return isKind && WRITES.includes(request.verb) && step.requestAllowed();
}

/** Accounts of workloads of such a name, label or account, and that no argument tells to act as another. */
function controllers(step: StepCase, names: readonly string[], argument?: string): readonly string[] {
  return podMakers(step.cluster).flatMap(({ object, spec, metadata }) => {
    const labels = [...mapAt(metadata, 'labels').values(), ...mapAt(object, 'metadata', 'labels').values()];
    const known = [nameOf(object), accountOf(spec), ...labels].some((text) =>
      names.some((name) => text === name || text.endsWith(`-${name}`)),
    );
    const told =
      argument !== undefined &&
      containersOf(spec).some((container) =>
        [...textsAt(container, 'args'), ...textsAt(container, 'command')].some((text) => text.startsWith(argument)),
      );
    return known && !told ? [`serviceaccount:${namespaceOf(object)}/${accountOf(spec)}`] : [];
  });
}

const runsController = (step: StepCase, names: readonly string[], argument?: string): boolean =>
  controllers(step, names, argument).includes(step.step.to);

/** In the namespace of the request, or anywhere when that has none. */
function isInReach(step: StepCase): boolean {
  const namespace = step.request?.namespace ?? '';
  return namespace === '' || namespace === step.to.namespace;
}

function sendsElsewhere(step: StepCase): boolean {
  const isCluster = step.request?.resource === 'clustersecretstores';
  const isTarget = step.to.kind === 'secret' || step.to.kind === 'serviceaccount';
  return (
    isTarget &&
    (isCluster || isInReach(step)) &&
    writes(step, /^external-secrets\.io$/, ['secretstores', 'clustersecretstores'])
  );
}

/** Writes ExternalSecrets where it also reads Secrets: what the store holds comes back to it. */
function asksStore(step: StepCase): boolean {
  const namespaces = new Set(step.cluster.given.map(namespaceOf));
  return (
    step.to.kind.endsWith('secretstore') &&
    [...namespaces].some(
      (namespace) =>
        step.canSome({ verbs: WRITES, group: EXTERNAL, resource: 'externalsecrets', namespace }) &&
        step.canSome({ verbs: READS, resource: 'secrets', namespace }),
    )
  );
}

/** The store fills this Secret already, or its provider reads it where it is. */
function storeHolds(step: StepCase): boolean {
  const { kind, namespace, name } = step.from;
  const filled = step.cluster.given.some(
    (object) =>
      groupOf(object) === EXTERNAL &&
      kindOf(object) === 'ExternalSecret' &&
      textAt(object, 'spec', 'secretStoreRef', 'name') === name &&
      namespaceOf(object) === step.to.namespace &&
      (textAt(object, 'spec', 'target', 'name') || nameOf(object)) === step.to.name,
  );
  const store = step.cluster.given.find(
    (object) =>
      kindOf(object).toLowerCase() === kind &&
      nameOf(object) === name &&
      (namespace === '' || namespaceOf(object) === namespace),
  );
  const remote = at(store, 'spec', 'provider', 'kubernetes');
  return filled || (remote !== undefined && textAt(remote, 'remoteNamespace') === step.to.namespace);
}

function unseals(step: StepCase): readonly string[] {
  const { namespace, name } = step.to;
  const isKey = (id: string): boolean => mapAt(step.cluster.find(id), 'metadata', 'labels').has(SEALING_KEY);
  const isSealed = step.cluster.given.some(
    (object) =>
      groupOf(object) === SEALED &&
      kindOf(object) === 'SealedSecret' &&
      namespaceOf(object) === namespace &&
      (textAt(object, 'spec', 'template', 'metadata', 'name') || nameOf(object)) === name,
  );
  return [
    ...endsAt(step, 'secret'),
    ...unless(isSealed, 'no SealedSecret gives this Secret'),
    ...unless([step.step.from, ...step.before.map(({ to }) => to)].some(isKey), 'holds no sealing key'),
    ...unless(
      step.canSome({ verbs: READS, group: SEALED, resource: 'sealedsecrets', namespace }),
      'may not read the SealedSecret',
    ),
  ];
}

/** An Issuer sends Secrets of its namespace, a ClusterIssuer those beside cert-manager. */
function issuerSends(step: StepCase): boolean {
  if (step.to.kind !== 'secret' || !writes(step, /^cert-manager\.io$/, ['issuers', 'clusterissuers'])) return false;
  const beside = controllers(step, ['cert-manager']).some((account) =>
    account.startsWith(`serviceaccount:${step.to.namespace}/`),
  );
  return step.request?.resource === 'issuers' ? isInReach(step) : beside;
}

/** Velero's account, where the request is made, may read the Secret. */
function veleroReads(step: StepCase): boolean {
  const { namespace, name } = step.to;
  const account = controllers(step, ['velero', 'velero-server']).find((id) =>
    id.startsWith(`serviceaccount:${step.request?.namespace ?? ''}/`),
  );
  const caller = account === undefined ? undefined : callerOf(account);
  const ask = { verb: 'get', group: '', resource: 'secrets', subresource: '', namespace, name };
  const isRequest =
    step.request?.group === 'velero.io' && ['restores', 'backups', 'downloadrequests'].includes(step.request.resource);
  return (
    isRequest &&
    step.requestAllowed() &&
    caller !== undefined &&
    [ask, { ...ask, verb: 'list', name: '' }].some((one) => rbacAllows(step.cluster, caller, one))
  );
}

const allowsSnippets = (step: StepCase): boolean =>
  step.cluster.all('ConfigMap').some((map) => mapAt(map, 'data').get('allow-snippet-annotations') === 'true');

function fluxActs(step: StepCase): boolean {
  const isHelm = step.request?.group === 'helm.toolkit.fluxcd.io';
  if (!writes(step, /^(?:kustomize|helm)\.toolkit\.fluxcd\.io$/, ['kustomizations', 'helmreleases'])) return false;
  if (step.to.kind === 'secret') return isHelm && isInReach(step);
  const isController = runsController(
    step,
    [isHelm ? 'helm-controller' : 'kustomize-controller'],
    '--default-service-account',
  );
  return step.to.kind === 'serviceaccount' && (isController || isInReach(step));
}

export const operators: RuleTable = {
  I1: {
    best: 'conditional',
    join: true,
    check: (step) =>
      unless(
        step.from.kind.endsWith('secretstore') ? storeHolds(step) : sendsElsewhere(step) || asksStore(step),
        'External Secrets gives nothing here',
      ),
  },
  I2: { best: 'conditional', join: true, check: unseals },
  I5: {
    best: 'conditional',
    check: (step) =>
      unless(
        writes(step, /^argoproj\.io$/, ['applications', 'applicationsets']) &&
          isInReach(step) &&
          runsController(step, ['argocd-application-controller']),
        'may not write Applications where Argo CD reads them',
      ),
  },
  I6: { best: 'conditional', check: (step) => unless(fluxActs(step), 'Flux gives nothing here') },
  I4: { best: 'conditional', check: (step) => unless(issuerSends(step), 'cert-manager sends nothing for it') },
  I7: {
    best: 'conditional',
    check: (step) =>
      unless(
        writes(step, /^(?:policies\.)?kyverno\.io$/, ['clusterpolicies', 'generatingpolicies']) &&
          runsController(step, [
            'kyverno-background-controller',
            'kyverno-admission-controller',
            'background-controller',
            'admission-controller',
          ]),
        'may not write policies that Kyverno acts on',
      ),
  },
  I8: { best: 'conditional', check: (step) => unless(veleroReads(step), 'Velero reads nothing for it') },
  I9: {
    best: 'conditional',
    check: (step) =>
      unless(
        writes(step, /^networking\.k8s\.io$/, ['ingresses']) &&
          allowsSnippets(step) &&
          runsController(step, ['ingress-nginx', 'ingress-nginx-controller']),
        'no snippet runs in ingress-nginx',
      ),
  },
};
