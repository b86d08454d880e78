// Re-derives the techniques C: into a pod that runs.
import { nameOf, kindOf, namespaceOf } from '../cluster.ts';
import { makersOf } from '../pods.ts';
import { listAt, textAt } from '../raw.ts';
import type { StepCase } from '../step-case.ts';
import { unless } from './rule.ts';
import type { RuleTable, TechniqueRule, Window } from './rule.ts';

/** Last minor version whose server lets a WebSocket upgrade pass with `get`. */
const LAST_GET_UPGRADE = '1.34';
/** First minor version whose node authorizer counts what ephemeral containers refer to. */
const EPHEMERAL_COUNTED = '1.33';

/** Pods that the position may have: those bound in the input by name, or none known. */
function podNames(step: StepCase, position: string): readonly string[] {
  return makersOf(step.cluster, position)
    .filter(({ object }) => kindOf(object) === 'Pod')
    .map(({ object }) => nameOf(object));
}

function enters(step: StepCase, verbs: readonly string[], subresource: string): readonly string[] {
  const makers = makersOf(step.cluster, step.step.to);
  const ask = { verbs, resource: 'pods', subresource, namespace: step.to.namespace };
  const known = podNames(step, step.step.to);
  const may =
    step.can(ask) || known.some((name) => step.can({ ...ask, name })) || (known.length === 0 && step.canSome(ask));
  return [
    ...unless(makers.length > 0, `${step.step.to} makes no pods`),
    ...unless(may, `may not ${verbs.join(' or ')} pods/${subresource} there`),
  ];
}

function connect(subresource: string, best: TechniqueRule['best']): TechniqueRule {
  return {
    best,
    window: (step): Window =>
      step.request?.verb === 'get' && subresource !== 'proxy' ? { until: LAST_GET_UPGRADE } : {},
    check: (step) =>
      enters(step, [step.request?.verb ?? 'create'], subresource).concat(
        unless(
          ['get', 'create', 'update', 'patch', 'delete'].includes(step.request?.verb ?? 'create'),
          'no verb of a connection',
        ),
      ),
  };
}

function debugs(step: StepCase): readonly string[] {
  const verbs = ['update', 'patch'];
  if (step.to.kind !== 'secret') return enters(step, verbs, 'ephemeralcontainers');
  const hasPod = step.cluster.given.some(
    (object) =>
      namespaceOf(object) === step.to.namespace &&
      makersOf(step.cluster, `${kindOf(object).toLowerCase()}:${namespaceOf(object)}/${nameOf(object)}`).length > 0,
  );
  return [
    ...unless(hasPod, 'the namespace has no pod to debug'),
    ...unless(
      step.canSome({ verbs, resource: 'pods', subresource: 'ephemeralcontainers', namespace: step.to.namespace }),
      'may not add ephemeral containers there',
    ),
  ];
}

/** The workload mounts the ConfigMap, or takes env from it, and the actor may write it. */
function writesConfig(step: StepCase): boolean {
  return makersOf(step.cluster, step.step.to).some(({ spec }) => {
    const names = listAt(spec, 'volumes').flatMap((volume) => [
      textAt(volume, 'configMap', 'name'),
      ...listAt(volume, 'projected', 'sources').map((source) => textAt(source, 'configMap', 'name')),
    ]);
    return names.some(
      (name) =>
        name !== '' &&
        step.can({ verbs: ['update', 'patch'], resource: 'configmaps', namespace: step.to.namespace, name }),
    );
  });
}

export const runningPods: RuleTable = {
  C1: connect('exec', 'certain'),
  C2: connect('attach', 'conditional'),
  C3: connect('portforward', 'conditional'),
  C4: {
    best: 'conditional',
    check: (step) =>
      unless(
        step.requestAllowed() && step.request?.subresource === 'proxy' && step.request.namespace === step.to.namespace,
        'may not proxy there',
      ),
  },
  C5: {
    best: 'conditional',
    window: (step): Window => (step.to.startsWith('secret:') ? { since: EPHEMERAL_COUNTED } : {}),
    check: debugs,
  },
  C6: { best: 'conditional', check: (step) => enters(step, ['update', 'patch'], '') },
  C7: {
    best: 'certain',
    check: (step) => [
      ...unless(makersOf(step.cluster, step.step.to).length > 0, `${step.step.to} makes no pods`),
      ...unless(
        step.canSome({ verbs: ['get', 'create'], resource: 'nodes', subresource: 'proxy' }),
        'may not proxy to nodes',
      ),
    ],
  },
  C11: {
    best: 'assumed',
    check: (step) =>
      unless(step.step.certainty === 'assumed' || writesConfig(step), `writes nothing that ${step.step.to} runs`),
  },
};
