// Privileged containers, as they run and as whoever may create pods can make them.
import type { Container, PodSpec } from '../../facts/workload.ts';
import { EVERYWHERE } from '../nodes.ts';
import { admitsPrivileged, ENFORCE_LABEL, namespaceFact } from '../pod-security.ts';
import type { Citation } from '../rule-types.ts';
import type { World } from '../world.ts';
import { escapeRelation, nodeNameOf, perSpec } from './escape.ts';
import type { Escape } from './escape.ts';
import type { Relation } from './relation.ts';
import { isSandboxed, sandboxDoubts } from './sandbox.ts';

function privilegedContainer({ privileged, hostProcess }: Container): boolean {
  return privileged || hostProcess;
}

/** In a user namespace of its own, a privileged container is root over nothing of the host. */
function privileges(spec: PodSpec): Escape | undefined {
  if (!spec.hostUsers || isSandboxed(spec)) return undefined;
  const container = spec.containers.find(privilegedContainer);
  if (container === undefined) return undefined;
  const setting = container.privileged ? '/securityContext/privileged' : '';
  const what = container.privileged ? 'is privileged' : 'is a host process';
  return {
    pointers: [`${container.pointer}${setting}`],
    detail: `container ${container.name} ${what}`,
    doubts: sandboxDoubts(spec),
  };
}

export const privilegedTakesNode = escapeRelation('privilegedTakesNode', perSpec(privileges));

/** What shows that the node is there: its object, or a pod that stands for it. */
export function nodeEvidence(world: World, node: string): Citation[] {
  const fact = world.facts.nodes.find(({ name }) => name === node);
  if (fact !== undefined) return [{ object: fact }];
  const member = world.workloads.find(({ nodes }) => nodes.has(node))?.nodes.get(node);
  return member === undefined ? [] : [{ object: member, ...(member.node !== '' && { pointer: '/spec/nodeName' }) }];
}

/** A pod of one's own design can be privileged and name its node, where the namespace's label does not forbid it. */
export const designedPodTakesNode: Relation = {
  name: 'designedPodTakesNode',
  pairs(nodes, emit) {
    const { world } = nodes;
    const everyNode = nodes.hub('nodeRoot', EVERYWHERE);
    world.namespaces.forEach((namespace, index) => {
      if (admitsPrivileged(world, namespace)) emit(nodes.podOf[index], everyNode);
    });
  },
  cite(world, { from, to }) {
    const namespace = /^pod:([^/]+)\/\*$/.exec(from)?.[1] ?? '';
    if (!admitsPrivileged(world, namespace)) return undefined;
    const object = namespaceFact(world, namespace);
    const pointer =
      object?.labels.has(ENFORCE_LABEL) === true ? '/metadata/labels/pod-security.kubernetes.io~1enforce' : '';
    const shown = object === undefined ? [] : [{ object, ...(pointer !== '' && { pointer }) }];
    return {
      evidence: [...shown, ...nodeEvidence(world, nodeNameOf(to))],
      objects: object === undefined ? [] : [object],
      namespace,
    };
  },
};
