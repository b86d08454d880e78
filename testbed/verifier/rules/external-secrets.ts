// Re-derives what External Secrets gives: what a store holds, and what is sent to a store of one's own.
import { kindOf, nameOf, namespaceOf } from '../cluster.ts';
import { callerOf } from '../identities.ts';
import { at, listAt, textAt, textsAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import { rbacAllows, selects } from '../rbac.ts';
import type { StepCase } from '../step-case.ts';
import { isInReach, isInstalled, writes } from './controllers.ts';

const READS = ['get', 'list', 'watch', 'patch', 'delete', 'deletecollection'];
const EXTERNAL = 'external-secrets.io';

/** A store of one's own sends a Secret, or a token, of its namespace to a server that its author names. */
export function sendsElsewhere(step: StepCase): boolean {
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
export function asksStore(step: StepCase): boolean {
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
export function storeHolds(step: StepCase): boolean {
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
