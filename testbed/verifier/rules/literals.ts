// Re-derives L1, L2 and L3: who is answered with an object that holds a credential in plain text.
import { kindOf, nameOf, namespaceOf, plainId, splitId } from '../cluster.ts';
import type { Cluster } from '../cluster.ts';
import { requestName } from '../path.ts';
import type { PathStep } from '../path.ts';
import { containersOf, makersOf, mountedVolumes } from '../pods.ts';
import type { PodMaker } from '../pods.ts';
import { isRaw, listAt, resolve, textAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import type { StepCase } from '../step-case.ts';
import { unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

/** `KIND:NS/NAME#KEY`, taken apart; a ConfigMap is meant as a whole. */
interface Target {
  readonly object: string;
  readonly key: string;
}

function targetOf(step: StepCase): Target {
  const hash = step.step.to.indexOf('#');
  return hash < 0
    ? { object: step.step.to, key: '' }
    : { object: step.step.to.slice(0, hash), key: step.step.to.slice(hash + 1) };
}

/** The plural of every kind that is looked at here; of others, what English gives. */
function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  return /(?:s|x|z|ch|sh)$/.test(name) ? `${name}es` : /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** A text that stands there itself: no reference, and not empty. */
function isLiteral(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isLiteral);
  return typeof value === 'string' && value !== '' && !/^\$[({]/.test(value);
}

/** The object itself, or a pod that it is the topmost controller of. */
function belongsTo(cluster: Cluster, object: Raw, id: string): boolean {
  const wanted = splitId(id);
  let at: Raw | undefined = object;
  const isPod = kindOf(object) === 'Pod';
  for (let up = 0; up < 8 && at !== undefined; up++) {
    const { kind, namespace, name } = splitId(plainId(at));
    if (kind === wanted.kind && namespace === wanted.namespace && name === wanted.name) return true;
    if (!isPod) return false;
    const owner: unknown = listAt(at, 'metadata', 'ownerReferences').find(
      (one) => isRaw(one) && one['controller'] === true,
    );
    at = cluster.find(`${textAt(owner, 'kind').toLowerCase()}:${namespaceOf(at)}/${textAt(owner, 'name')}`);
  }
  return false;
}

/** What the key names at the pointer: a variable or a header by its name, an entry of a map by its key, a command line by its field. */
function isCalled(object: Raw, pointer: string, key: string): boolean {
  const entry = resolve(object, pointer.replace(/\/value$/, ''));
  if (pointer.endsWith('/value') && textAt(entry, 'name') === key) return true;
  const annotation = /^\/metadata\/annotations\/(.+)$/.exec(pointer)?.[1];
  if (annotation?.endsWith('last-applied-configuration') === true) return true;
  const last = (pointer.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
  return last === key || pointer.endsWith(key) || new RegExp(`/(?:command|args)(?:/\\d+)?$`).test(pointer);
}

/** Some cited object holds a literal under the key, at the cited place. */
function holds(step: StepCase, objects: (object: Raw) => boolean): boolean {
  const { object: id, key } = targetOf(step);
  return step.step.evidence.some(({ object, pointer = '' }) => {
    const raw = step.cluster.find(object);
    if (raw === undefined || !objects(raw) || !belongsTo(step.cluster, raw, id)) return false;
    if (id.startsWith('configmap:')) return pointer === '' || isLiteral(resolve(raw, pointer));
    return isLiteral(resolve(raw, pointer)) && isCalled(raw, pointer, key);
  });
}

/** Subresources that answer with the whole object, and the verbs that ask them. */
const WHOLE: Readonly<Record<string, readonly string[]>> = {
  '': ['get', 'list', 'watch', 'patch', 'delete', 'deletecollection'],
  status: ['get', 'patch'],
  ephemeralcontainers: ['get', 'patch'],
};
const HAVE_STATUS = new Set([
  'pods',
  'replicationcontrollers',
  'deployments',
  'replicasets',
  'statefulsets',
  'daemonsets',
  'jobs',
  'cronjobs',
]);

function asksFor(step: StepCase): (object: Raw) => boolean {
  const { request } = step;
  return (object) => {
    if (request === undefined) return step.isMaster;
    const subresource = request.subresource ?? '';
    const isServed =
      subresource === '' ||
      (subresource === 'status' && HAVE_STATUS.has(request.resource)) ||
      (subresource === 'ephemeralcontainers' && request.resource === 'pods');
    const version = textAt(object, 'apiVersion');
    const group = version.includes('/') ? version.slice(0, version.indexOf('/')) : '';
    const name = requestName(request);
    return (
      isServed &&
      (WHOLE[subresource] ?? []).includes(request.verb) &&
      request.resource === pluralOf(kindOf(object)) &&
      (request.group ?? '') === group &&
      (name === '' ? ['list', 'watch', 'deletecollection'].includes(request.verb) : name === nameOf(object)) &&
      ((request.namespace ?? '') === namespaceOf(object) || ((request.namespace ?? '') === '' && name === ''))
    );
  };
}

function dryRunProblems(step: StepCase): readonly string[] {
  const { verb = '', query = '' } = step.request ?? {};
  const changes = ['patch', 'delete', 'deletecollection'].includes(verb);
  return unless(!changes || query.split('&').includes('dryRun=All'), 'would change the object');
}

/** A ConfigMap of any content may be asked about; whether it holds a credential is not re-derived. */
function readsConfigMap(step: StepCase): boolean {
  const map = step.cluster.find(targetOf(step).object);
  return map !== undefined && asksFor(step)(map);
}

function envReferences(spec: Raw, name: string): boolean {
  return containersOf(spec).some(
    (container) =>
      listAt(container, 'env').some((one) => textAt(one, 'valueFrom', 'configMapKeyRef', 'name') === name) ||
      listAt(container, 'envFrom').some((one) => textAt(one, 'configMapRef', 'name') === name),
  );
}

/** `isMounted`: a container has to mount the volume; the kubelet is given it all the same. */
function refersTo({ object, spec }: PodMaker, id: string, isMounted: boolean): boolean {
  const { namespace, name } = splitId(id);
  if (namespaceOf(object) !== namespace) return false;
  const mounted = mountedVolumes(spec);
  const inVolume = listAt(spec, 'volumes').some(
    (volume) =>
      (!isMounted || mounted.has(textAt(volume, 'name'))) &&
      (textAt(volume, 'configMap', 'name') === name ||
        listAt(volume, 'projected', 'sources').some((source) => textAt(source, 'configMap', 'name') === name)),
  );
  return inVolume || envReferences(spec, name);
}

function showsConfigMap(step: StepCase): boolean {
  return makersOf(step.cluster, step.step.from).some((maker) => refersTo(maker, step.step.to, true));
}

/** The pod spec of the cited object holds the literal, and the object is the workload itself or one of its pods. */
function showsLiteral(step: StepCase): boolean {
  const { object: id } = targetOf(step);
  return (
    step.step.from === id && holds(step, (object) => kindOf(object) === 'Pod' || belongsTo(step.cluster, object, id))
  );
}

function runsOn(step: StepCase, object: Raw): boolean {
  const node = textAt(object, 'spec', 'nodeName');
  return step.from.name === '*' ? node === '' : node === step.from.name;
}

/** The node runs a cited pod (or, of an unknown node, what makes pods) that holds or refers to it. */
function nodeIsGiven(step: StepCase): boolean {
  if (!step.step.to.startsWith('configmap:')) return holds(step, (object) => runsOn(step, object));
  return step.step.evidence.some(({ object }) => {
    const raw = step.cluster.find(object);
    return (
      raw !== undefined &&
      runsOn(step, raw) &&
      makersOf(step.cluster, object).some((maker) => refersTo(maker, step.step.to, false))
    );
  });
}

function listsPods(step: StepCase): boolean {
  return holds(step, (object) => kindOf(object) === 'Pod');
}

const saysEveryPod = (step: PathStep): boolean => step.because.includes('list every pod');

export const literals: RuleTable = {
  L1: {
    best: 'certain',
    check: (step) => [
      ...dryRunProblems(step),
      ...unless(
        step.step.to.startsWith('configmap:') ? readsConfigMap(step) : holds(step, asksFor(step)),
        `the request answers with no object that holds ${step.step.to}`,
      ),
    ],
  },
  L2: {
    best: 'certain',
    relation: true,
    check: (step) =>
      unless(
        step.step.to.startsWith('configmap:') ? showsConfigMap(step) : showsLiteral(step),
        `no container of ${step.step.from} shows ${step.step.to}`,
      ),
  },
  L3: {
    best: 'certain',
    relation: true,
    window: (step) => (saysEveryPod(step) ? { until: '1.31' } : {}),
    check: (step) => [
      ...unless(step.from.kind === 'node', `starts at ${step.step.from}, expected a node`),
      ...unless(
        saysEveryPod(step.step) ? listsPods(step) : nodeIsGiven(step),
        `the Node authorizer does not give ${step.step.to} to ${step.step.from}`,
      ),
    ],
  },
};
