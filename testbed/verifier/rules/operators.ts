// Re-derives the techniques I: an operator's controller acts for whoever writes its objects.
import { groupOf, kindOf, namespaceOf, nameOf } from '../cluster.ts';
import { callerOf } from '../identities.ts';
import { mapAt, textAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import { rbacAllows } from '../rbac.ts';
import type { StepCase } from '../step-case.ts';
import { controllers, isInReach, isInstalled, runsController, writes } from './controllers.ts';
import { asksStore, sendsElsewhere, storeHolds } from './external-secrets.ts';
import { createsSome, mayNamed, maySome } from './free-names.ts';
import { endsAt, unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

const READS = ['get', 'list', 'watch', 'patch', 'delete', 'deletecollection'];
const SEALED = 'bitnami.com';
const VELERO = 'velero.io';
const SEALING_KEY = 'sealedsecrets.bitnami.com/sealed-secrets-key';

function unseals(step: StepCase): readonly string[] {
  const { namespace, name } = step.to;
  const isKey = (id: string): boolean => mapAt(step.cluster.find(id), 'metadata', 'labels').has(SEALING_KEY);
  const sealed = step.cluster.given.filter(
    (object) =>
      groupOf(object) === SEALED &&
      kindOf(object) === 'SealedSecret' &&
      namespaceOf(object) === namespace &&
      (textAt(object, 'spec', 'template', 'metadata', 'name') || nameOf(object)) === name,
  );
  const ask = { group: SEALED, resource: 'sealedsecrets', namespace };
  const reads = (object: Raw): boolean =>
    mayNamed(step, { ...ask, verbs: READS }, nameOf(object)) ||
    step.can({ ...ask, subresource: 'status', verbs: ['get', 'update', 'patch'], name: nameOf(object) });
  return [
    ...endsAt(step, 'secret'),
    ...unless(sealed.length > 0, 'no SealedSecret gives this Secret'),
    ...unless([step.step.from, ...step.before.map(({ to }) => to)].some(isKey), 'holds no sealing key'),
    ...unless(sealed.some(reads), 'may not read the SealedSecret'),
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

/** Creates a restore, or a backup and a request to download it, whose answer it reads. */
function ordersVelero(step: StepCase, namespace: string): boolean {
  const creates = (kind: string): boolean =>
    createsSome(step, { group: VELERO, resource: `${kind}s`, namespace, kind });
  const fetches = { group: VELERO, resource: 'downloadrequests', namespace, verbs: READS };
  return step.request?.resource === 'restores'
    ? creates('restore')
    : creates('backup') && creates('downloadrequest') && maySome(step, fetches);
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
    step.request?.group === VELERO && ['restores', 'backups', 'downloadrequests'].includes(step.request.resource);
  return (
    isRequest &&
    step.requestAllowed() &&
    ordersVelero(step, step.request?.namespace ?? '') &&
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
