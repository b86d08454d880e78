// What a grant's target rests on beside the grant: which names a request for it carries, and what relates them to it.
import type { PersistentVolumeFact } from '../facts/cluster.ts';
import { executedConfigMaps } from './configmap-code.ts';
import type { GainGround } from './gain-ground.ts';
import { inSpec } from './relations/pods.ts';
import { admitsPrivileged } from './pod-security.ts';
import type { Named } from './names.ts';
import type { Nodes } from './nodes.ts';
import { remoteGrounds } from './remote-grounds.ts';
import type { Gain } from './rule-types.ts';
import { volumesOf } from './volumes.ts';
import type { Workload } from './workloads.ts';

/** Name of a target that is every object of its namespace. */
const ALL = '*';

/** Gains of something as a whole: a request for it names no single target. */
const NAMELESS: ReadonlySet<Gain['kind']> = new Set([
  'podOf',
  'content',
  'masters',
  'allSecrets',
  'allNodes',
  'everyPodOf',
  'everyNodeRoot',
  'pending',
  'nodePods',
  'anyRule',
]);
const REMOTE: ReadonlySet<Gain['kind']> = new Set([
  'copies',
  'credentials',
  'nodeLogs',
  'actsAs',
  'readBy',
  'secretsBeside',
  'sent',
]);
const THROUGH_PODS: ReadonlySet<Gain['kind']> = new Set(['pod', 'servicePods', 'configMapCode']);

/** All ways to the target, in the order to try. */
export function gainGrounds(nodes: Nodes, gain: Gain, to: Named): readonly GainGround[] {
  const { kind } = gain;
  if (NAMELESS.has(kind) || gain.any === true || to.name === ALL) return [{}];
  if (kind === 'volumeClaims') return [{ names: volumesBehind(nodes, gain, to) }];
  if (kind === 'namespaceSecrets') return podsIn(nodes, to.namespace);
  if (kind === 'podNodes') return podsOn(nodes, to.name);
  if (REMOTE.has(kind)) return remoteGrounds(nodes, gain, to);
  return THROUGH_PODS.has(kind) ? throughPods(nodes, kind, to) : [{ names: [to.name] }];
}

function volumesBehind({ world }: Nodes, { of = '' }: Gain, to: Named): string[] {
  const isBehind = (volume: PersistentVolumeFact): boolean =>
    volume.claimNamespace === to.namespace && volume.claimName === to.name;
  return volumesOf(world.facts, of)
    .filter(isBehind)
    .map(({ name }) => name);
}

function throughPods(nodes: Nodes, kind: Gain['kind'], to: Named): readonly GainGround[] {
  const { workloads } = nodes.world;
  const index = workloads.findIndex(({ id }) => id === to.id);
  const workload = workloads[index];
  if (workload === undefined) return [{}];
  if (kind === 'pod') return [{ names: podNames(workload) }, {}];
  return kind === 'servicePods' ? servicesOf(nodes, index, workload) : scriptsOf(nodes, workload);
}

function podNames({ podNames: names }: Workload): string[] {
  return [...names].toSorted();
}

/** Running pods of the namespace: by those whose names are known first. */
function podsIn({ world }: Nodes, namespace: string): GainGround[] {
  const running = world.workloads.filter((workload) => workload.running && workload.namespace === namespace);
  const shown = running.map((workload): GainGround => ({
    names: podNames(workload),
    evidence: [inSpec(workload.root, '')],
    detail: workload.id,
  }));
  return [
    ...shown,
    ...shown.map(({ evidence, detail }) => ({
      ...(evidence && { evidence }),
      ...(detail !== undefined && { detail }),
    })),
  ];
}

/** Running pods of the node, in namespaces that let them be privileged. */
function podsOn({ world }: Nodes, node: string): GainGround[] {
  return world.workloads.flatMap((workload): GainGround[] => {
    const member = workload.nodes.get(node);
    if (member === undefined || !workload.running || !admitsPrivileged(world, workload.namespace)) return [];
    const evidence = [inSpec(member, member.node === '' ? '' : '/nodeName')];
    const names = podNames(workload).length === 0 ? {} : { names: podNames(workload) };
    return [{ ...names, namespace: workload.namespace, evidence, detail: workload.id }];
  });
}

function servicesOf(nodes: Nodes, index: number, { namespace }: Workload): GainGround[] {
  const services = nodes.world.facts.services.filter((service) => service.namespace === namespace);
  return services
    .filter((service) => nodes.workloads.selectedBy(service).includes(index))
    .map((service) => ({
      names: [service.name],
      evidence: [{ object: service, pointer: '/spec/selector' }],
      detail: `service:${service.namespace}/${service.name}`,
    }));
}

/** ConfigMaps that the workload executes, with the mounts that show them to it. */
function scriptsOf({ world }: Nodes, { members }: Workload): GainGround[] {
  return members.flatMap((member) =>
    executedConfigMaps(world, member).map(({ configMap, mount, container }): GainGround => ({
      names: [configMap],
      evidence: [inSpec(member, mount.pointer)],
      detail: `container ${container.name} runs what configmap:${member.namespace}/${configMap} puts at ${mount.mountPath}`,
      doubts:
        mount.subPath === ''
          ? []
          : [
              {
                text: 'the pod is made anew: a file mounted by subPath is not updated',
                settledBy: 'a restart of the pod',
              },
            ],
    })),
  );
}
