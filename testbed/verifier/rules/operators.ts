// Re-derives the techniques I: an operator's controller acts for whoever writes its objects.
import { groupOf, kindOf, namespaceOf, nameOf } from '../cluster.ts';
import { callerOf } from '../identities.ts';
import { accountOf, containersOf, podMakers } from '../pods.ts';
import { at, listAt, mapAt, textAt, textsAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import { rbacAllows, selects } from '../rbac.ts';
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

/** The input defines a kind of the group, holds an object of it, or runs a controller of this name. */
function isInstalled(step: StepCase, group: string, controller: string): boolean {
  const isOf = (object: Raw): boolean => groupOf(object) === group || textAt(object, 'spec', 'group') === group;
  return step.cluster.given.some(isOf) || controllers(step, [controller]).length > 0;
}

/** A store of one's own sends a Secret, or a token, of its namespace to a server that its author names. */
function sendsElsewhere(step: StepCase): boolean {
  const isCluster = step.request?.resource === 'clustersecretstores';
  const isTarget = step.to.kind === 'secret' || step.to.kind === 'serviceaccount';
  const written = writes(step, /^external-secrets\.io$/, ['secretstores', 'clustersecretstores']);
  return isTarget && (isCluster || isInReach(step)) && written && isInstalled(step, EXTERNAL, 'external-secrets');
}

/** `cloud:external-secrets/NAME` is a ClusterSecretStore, `…/NS/NAME` a SecretStore. */
function storeOf(step: StepCase, id: string): Raw | undefined {
  const [first = '', second] = id.replace('cloud:external-secrets/', '').split('/');
  return step.cluster.find(second === undefined ? `clustersecretstore:${first}` : `secretstore:${first}/${second}`);
}

function admits(step: StepCase, store: Raw, namespace: string): boolean {
  if (kindOf(store) === 'SecretStore') return namespaceOf(store) === namespace;
  const conditions = listAt(store, 'spec', 'conditions');
  const labels = new Map([...step.cluster.labelsOfNamespace(namespace), ['kubernetes.io/metadata.name', namespace]]);
  return (
    conditions.length === 0 ||
    conditions.some(
      (condition) =>
        textsAt(condition, 'namespaces').includes(namespace) ||
        (at(condition, 'namespaceSelector') !== undefined && selects(at(condition, 'namespaceSelector'), labels)),
    )
  );
}

/** Writes ExternalSecrets where it also reads Secrets, in a namespace that the store admits: what the store holds comes back to it. */
function asksStore(step: StepCase): boolean {
  const store = storeOf(step, step.step.to);
  const namespace = step.request?.namespace ?? '';
  const comesBack = READS.some((verb) => step.can({ verbs: [verb], resource: 'secrets', namespace }));
  return (
    store !== undefined &&
    admits(step, store, namespace) &&
    comesBack &&
    writes(step, /^external-secrets\.io$/, ['externalsecrets'])
  );
}

/** An ExternalSecret fills this Secret from the store, or the store reads it in this cluster as an account that may. */
function storeHolds(step: StepCase): boolean {
  const store = storeOf(step, step.step.from);
  if (store === undefined) return false;
  const { namespace, name } = step.to;
  const filled = step.cluster.given.some(
    (object) =>
      kindOf(object) === 'ExternalSecret' &&
      namespaceOf(object) === namespace &&
      textAt(object, 'spec', 'secretStoreRef', 'name') === nameOf(store) &&
      (textAt(object, 'spec', 'target', 'name') || nameOf(object)) === name,
  );
  const provider = at(store, 'spec', 'provider', 'kubernetes');
  const reader = at(provider, 'auth', 'serviceAccount');
  const caller = callerOf(
    `serviceaccount:${textAt(reader, 'namespace') || namespaceOf(store)}/${textAt(reader, 'name')}`,
  );
  const reads =
    caller !== undefined &&
    rbacAllows(step.cluster, caller, { verb: 'get', group: '', resource: 'secrets', subresource: '', namespace, name });
  return filled || (textAt(provider, 'remoteNamespace') === namespace && reads);
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
  if (!isInstalled(step, 'cert-manager.io', 'cert-manager')) return false;
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
        step.from.kind === 'cloud' ? storeHolds(step) : sendsElsewhere(step) || asksStore(step),
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
