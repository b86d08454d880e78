// Re-derives the techniques E: what the kubelet's identity reads, and root on the node takes.
import { accountOf, makersOf, makersOn, nodesOf, podMakers, positionOf, runningMakersOf } from '../pods.ts';
import type { PodMaker } from '../pods.ts';
import { kindOf, nameOf, namespaceOf } from '../cluster.ts';
import { callerOf } from '../identities.ts';
import { mapAt, textAt } from '../raw.ts';
import { rbacAllows } from '../rbac.ts';
import { debuggedSecrets, kubeletSecrets, volumeSecrets } from '../references.ts';
import type { StepCase } from '../step-case.ts';
import { createsSome } from './free-names.ts';
import { refersToToken } from './mounts.ts';
import { endsAt, startsAt, unless } from './rule.ts';
import type { RuleTable } from './rule.ts';
import { EPHEMERAL_COUNTED } from './running-pods.ts';

const minorOf = (version: string): number => Number(version.split('.')[1] ?? 0);

/** First minor version whose NodeRestriction limits the audiences that a kubelet may ask for. */
const AUDIENCES_LIMITED = 33;

function mayMint({ cluster }: StepCase, maker: PodMaker): boolean {
  return minorOf(cluster.version) < AUDIENCES_LIMITED || refersToToken(cluster, maker);
}

/** What API servers take tokens for, unless they are told otherwise; none asked for means the server's own. */
const SERVER_AUDIENCES = [
  '',
  'https://kubernetes.default',
  'https://kubernetes.default.svc',
  'https://kubernetes.default.svc.cluster.local',
];

/** RBAC lets the node ask for an audience that no volume names. */
function mayAskFor({ cluster, step }: StepCase, namespace: string, name: string): boolean {
  const caller = callerOf(step.from);
  const ask = { verb: 'request-serviceaccounts-token-audience', group: '', subresource: '', namespace, name };
  return caller !== undefined && SERVER_AUDIENCES.some((resource) => rbacAllows(cluster, caller, { ...ask, resource }));
}

function refersTo(step: StepCase): boolean {
  const { kind, namespace, name } = step.to;
  return makersOn(step.cluster, step.from.name).some((maker) => {
    const own = namespaceOf(maker.object) === namespace;
    if (kind === 'serviceaccount')
      return own && accountOf(maker.spec) === name && (mayMint(step, maker) || mayAskFor(step, namespace, name));
    return (
      (own && kubeletSecrets(maker.spec).has(name)) || volumeSecrets(step.cluster, maker).has(`${namespace}/${name}`)
    );
  });
}

/** Refers to it by nothing but containers that were added to pods while they ran. */
function onlyDebugged(step: StepCase): boolean {
  const { kind, namespace, name } = step.to;
  return (
    kind === 'secret' &&
    makersOn(step.cluster, step.from.name).every((maker) => {
      const own = namespaceOf(maker.object) === namespace && kubeletSecrets(maker.spec).has(name);
      const byVolume = volumeSecrets(step.cluster, maker).has(`${namespace}/${name}`);
      return !byVolume && (!own || debuggedSecrets(maker.spec).has(name));
    })
  );
}

function volumeNames(step: StepCase): boolean {
  return makersOn(step.cluster, step.from.name).some((maker) =>
    volumeSecrets(step.cluster, maker).has(`${step.to.namespace}/${step.to.name}`),
  );
}

const STATIC = 'kubernetes.io/config.mirror';

/** A pod that is not bound yet, or a template of which the input holds no pods. */
function isWaiting(step: StepCase, { object }: PodMaker): boolean {
  if (kindOf(object) === 'Pod')
    return (
      textAt(object, 'spec', 'nodeName') === '' &&
      !['Succeeded', 'Failed'].includes(textAt(object, 'status', 'phase')) &&
      !mapAt(object, 'metadata', 'annotations').has(STATIC)
    );
  const position = positionOf(step.cluster, object);
  return makersOf(step.cluster, position).every((maker) => kindOf(maker.object) !== 'Pod');
}

/** The names that a waiting pod has, or may have: a StatefulSet numbers its pods, other controllers add what nobody knows. */
function isCalled({ object }: PodMaker, name: string): boolean {
  if (kindOf(object) === 'Pod') return nameOf(object) === name;
  return kindOf(object) === 'StatefulSet' && name.replace(/-\d+$/, '') === nameOf(object);
}

/** `pods/binding` carries the pod's name, `bindings` none. */
function bindsWaiting(step: StepCase): boolean {
  const { namespace, kind, name } = step.to;
  const ask = { verbs: ['create'], resource: 'pods', subresource: 'binding', namespace };
  const any = step.can(ask) || step.can({ verbs: ['create'], resource: 'bindings', namespace });
  const names = [...step.namesOf(ask)].filter((one) => one !== '');
  return podMakers(step.cluster).some((maker) => {
    if (namespaceOf(maker.object) !== namespace || !isWaiting(step, maker)) return false;
    const refers =
      kind === 'secret' ? kubeletSecrets(maker.spec).has(name) : accountOf(maker.spec) === name && mayMint(step, maker);
    return refers && (any || names.some((one) => isCalled(maker, one)));
  });
}

export const nodes: RuleTable = {
  E1: {
    best: (step) =>
      minorOf(step.cluster.version) < minorOf(EPHEMERAL_COUNTED) && onlyDebugged(step) ? 'conditional' : 'certain',
    relation: true,
    check: (step) => [
      ...startsAt(step, 'node'),
      ...endsAt(step, 'secret', 'serviceaccount'),
      ...unless(refersTo(step), `no pod on ${step.step.from} refers to ${step.step.to}`),
    ],
  },
  E2: {
    best: 'conditional',
    join: true,
    check: (step) => [
      ...endsAt(step, 'secret'),
      ...unless(
        volumeNames(step) ||
          createsSome(step, { resource: 'persistentvolumes', namespace: '', kind: 'persistentvolume' }),
        'no volume there names the Secret, and none can be made',
      ),
    ],
  },
  E3: {
    best: 'conditional',
    join: true,
    check: (step) => [
      ...endsAt(step, 'secret', 'serviceaccount'),
      ...unless(bindsWaiting(step), 'may bind no waiting pod that refers to it'),
      ...unless(
        [step.step.from, ...step.before.map(({ to }) => to)].some((id) => id.startsWith('node:')),
        'acts as no node',
      ),
    ],
  },
  E4: {
    best: 'assumed',
    relation: true,
    check: (step) =>
      unless(
        runningMakersOf(step.cluster, step.step.to).length > 0 &&
          nodesOf(step.cluster, step.step.to).has(step.from.name),
        `${step.step.to} does not run on ${step.step.from}`,
      ),
  },
  E6: { best: 'certain', check: (step) => unless(step.requestAllowed(), 'its request is not allowed') },
};
