// Re-derives the techniques C: into a pod that runs.
import { kindOf, nameOf, namespaceOf } from '../cluster.ts';
import {
  containersOf,
  isSelected,
  makersOf,
  nodesOf,
  positionOf,
  podMakers,
  isRunning,
  runningMakersOf,
} from '../pods.ts';
import { at, listAt, textAt, textsAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import type { StepCase } from '../step-case.ts';
import { admitsPrivileged } from './pod-creation.ts';
import { unless } from './rule.ts';
import type { RuleTable, TechniqueRule, Window } from './rule.ts';

/** Last minor version whose server lets a WebSocket upgrade pass with `get`. */
const LAST_GET_UPGRADE = '1.34';
/** First minor version whose node authorizer counts what ephemeral containers refer to. */
export const EPHEMERAL_COUNTED = '1.33';
const WRITES = ['update', 'patch'];

function enters(step: StepCase, verbs: readonly string[], subresource: string): readonly string[] {
  const makers = runningMakersOf(step.cluster, step.step.to);
  const known = makers.filter(({ object }) => kindOf(object) === 'Pod').map(({ object }) => nameOf(object));
  const ask = { verbs, resource: 'pods', subresource, namespace: step.to.namespace };
  const may =
    step.can(ask) || known.some((name) => step.can({ ...ask, name })) || (known.length === 0 && step.canSome(ask));
  return [
    ...unless(makers.length > 0, `${step.step.to} has no running pods`),
    ...unless(may, `may not ${verbs.join(' or ')} pods/${subresource} there`),
  ];
}

function connect(subresource: string, best: TechniqueRule['best']): TechniqueRule {
  return {
    best,
    window: (step): Window => (step.request?.verb === 'get' ? { until: LAST_GET_UPGRADE } : {}),
    check: (step) => [
      ...enters(step, [step.request?.verb ?? 'create'], subresource),
      ...unless(['get', 'create'].includes(step.request?.verb ?? 'create'), 'no verb of a connection'),
    ],
  };
}

/** `NAME`, `NAME:PORT` or `SCHEME:NAME:PORT`. */
function serviceIn(name: string): string {
  const parts = name.split(':');
  return (parts.length === 3 ? parts[1] : parts[0]) ?? '';
}

/** HTTP to the pod itself, or to a Service that selects it and that the request may name. */
function proxies(step: StepCase): readonly string[] {
  const { verb = '', resource = '' } = step.request ?? {};
  if (resource === 'pods') return enters(step, [verb], 'proxy');
  const makers = runningMakersOf(step.cluster, step.step.to);
  const through = step.cluster
    .all('Service')
    .filter((service) => makers.some((maker) => isSelected(service, maker)))
    .some((service) => {
      const ask = { verbs: [verb], resource: 'services', subresource: 'proxy', namespace: namespaceOf(service) };
      return step.can(ask) || [...step.namesOf(ask)].some((name) => serviceIn(name) === nameOf(service));
    });
  return unless(resource === 'services' && through, 'no Service that it may use selects the pods');
}

/** Into the pod; or, through env of the new container, any Secret; or, where it may be privileged, the pod's node. */
function debugs(step: StepCase): readonly string[] {
  if (step.to.kind !== 'secret' && step.to.kind !== 'node') return enters(step, WRITES, 'ephemeralcontainers');
  const ask = { verbs: WRITES, resource: 'pods', subresource: 'ephemeralcontainers' };
  const pods = podMakers(step.cluster)
    .filter(isRunning)
    .filter(({ object }) => {
      const namespace = namespaceOf(object);
      const may =
        step.can({ ...ask, namespace }) ||
        (kindOf(object) === 'Pod'
          ? step.can({ ...ask, namespace, name: nameOf(object) })
          : step.canSome({ ...ask, namespace }));
      const fits =
        step.to.kind === 'secret'
          ? namespace === step.to.namespace
          : admitsPrivileged(step, namespace) &&
            nodesOf(step.cluster, positionOf(step.cluster, object)).has(step.to.name);
      return may && fits;
    });
  return unless(pods.length > 0, 'no pod there to add a container to');
}

/** Some container runs what stands in the ConfigMap: its command names the mount, or the files are executable. */
function executes(spec: Raw, map: string): boolean {
  const volumes = listAt(spec, 'volumes').filter(
    (volume) =>
      textAt(volume, 'configMap', 'name') === map ||
      listAt(volume, 'projected', 'sources').some((source) => textAt(source, 'configMap', 'name') === map),
  );
  return containersOf(spec).some((container) =>
    listAt(container, 'volumeMounts').some((mount) => {
      const volume = volumes.find((candidate) => textAt(candidate, 'name') === textAt(mount, 'name'));
      const mode = Number(at(volume, 'configMap', 'defaultMode') ?? at(volume, 'projected', 'defaultMode') ?? 0);
      const words = [...textsAt(container, 'command'), ...textsAt(container, 'args')].flatMap((word) =>
        word.split(/[\s;&|()]+/),
      );
      return (
        volume !== undefined &&
        ((mode & 0o111) !== 0 || words.some((word) => word.startsWith(`${textAt(mount, 'mountPath')}/`)))
      );
    }),
  );
}

function writesScript(step: StepCase): boolean {
  return step.cluster
    .all('ConfigMap')
    .some(
      (map) =>
        namespaceOf(map) === step.to.namespace &&
        step.can({ verbs: WRITES, resource: 'configmaps', namespace: step.to.namespace, name: nameOf(map) }) &&
        makersOf(step.cluster, step.step.to).some(({ spec }) => executes(spec, nameOf(map))),
    );
}

/** The Secret is the registry credential that the workload pulls with. */
function pullsWith(step: StepCase): boolean {
  const type = textAt(step.cluster.find(step.step.from), 'type');
  const isCredential = type === 'kubernetes.io/dockerconfigjson' || type === 'kubernetes.io/dockercfg';
  return (
    isCredential &&
    makersOf(step.cluster, step.step.to).some(
      ({ object, spec }) =>
        namespaceOf(object) === step.from.namespace &&
        listAt(spec, 'imagePullSecrets').some((reference) => textAt(reference, 'name') === step.from.name),
    )
  );
}

export const runningPods: RuleTable = {
  C1: connect('exec', 'certain'),
  C2: connect('attach', 'conditional'),
  C3: connect('portforward', 'conditional'),
  C4: { best: 'conditional', check: proxies },
  C5: {
    best: (step) => (step.to.kind === 'node' ? 'assumed' : 'conditional'),
    window: (step): Window => (step.to.startsWith('secret:') ? { since: EPHEMERAL_COUNTED } : {}),
    check: debugs,
  },
  C6: { best: 'conditional', check: (step) => enters(step, WRITES, '') },
  C7: {
    best: 'certain',
    check: (step) => [
      ...unless(runningMakersOf(step.cluster, step.step.to).length > 0, `${step.step.to} has no running pods`),
      ...unless(
        step.canSome({ verbs: ['get', 'create'], resource: 'nodes', subresource: 'proxy' }),
        'may not proxy to nodes',
      ),
    ],
  },
  C11: {
    best: (step) => (step.from.kind === 'secret' ? 'assumed' : 'conditional'),
    served: true,
    check: (step) =>
      unless(
        step.from.kind === 'secret' ? pullsWith(step) : writesScript(step),
        `nothing that ${step.step.to} runs is in its hands`,
      ),
  },
};
