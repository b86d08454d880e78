// What a node is called in results, and what it stands for.
import { objectId } from '../facts/object-id.ts';
import type { ExposureGraph } from './exposure-graph.ts';
import { NodeKind } from './graph.ts';
import { EVERYWHERE } from './nodes.ts';

/** An entity that a step can start from or lead to. */
export interface Named {
  readonly id: string;
  /** Empty where it has none. */
  readonly namespace: string;
  readonly name: string;
  readonly kind: number;
}

/** The node's entity; `undefined` for nodes that only hold the graph together. */
export function nameNode({ graph, nodes, world }: ExposureGraph, node: number): Named | undefined {
  const kind = graph.kinds[node] as number;
  const ref = graph.refs[node] as number;
  switch (kind) {
    case NodeKind.identity:
    case NodeKind.nodeIdentity: {
      const principal = world.principals[ref];
      return principal && { id: principal.id, namespace: principal.namespace, name: principal.name, kind };
    }
    case NodeKind.workload: {
      const workload = world.workloads[ref];
      return workload && { id: workload.id, namespace: workload.namespace, name: workload.root.name, kind };
    }
    case NodeKind.nodeRoot: {
      const name = world.nodes[ref] as string;
      return { id: `node:${name}`, namespace: '', name, kind };
    }
    case NodeKind.podOf: {
      const namespace = world.namespaces[ref] as string;
      return { id: `pod:${namespace}/*`, namespace, name: '*', kind };
    }
    case NodeKind.secret:
      return asNamed(world.secrets.items[ref], kind);
    case NodeKind.configMap:
      return asNamed(world.configMaps.items[ref], kind);
    case NodeKind.claim:
      return asNamed(world.claims.items[ref], kind);
    case NodeKind.credential:
      return asNamed(world.credentials.assets[ref], kind);
    case NodeKind.cloud:
      return { id: nodes.clouds[ref] as string, namespace: '', name: nodes.clouds[ref] as string, kind };
    case NodeKind.place:
      return { id: nodes.places[ref] as string, namespace: '', name: nodes.places[ref] as string, kind };
    case NodeKind.grant: {
      const grant = nodes.grants[ref];
      if (grant === undefined) return undefined;
      const namespace = grant.namespace === EVERYWHERE ? '' : grant.namespace;
      return { id: objectId(grant.role), namespace, name: grant.role.name, kind };
    }
    default:
      return undefined;
  }
}

function asNamed(
  entity: { readonly id: string; readonly namespace: string; readonly name: string } | undefined,
  kind: number,
): Named | undefined {
  return entity && { id: entity.id, namespace: entity.namespace, name: entity.name, kind };
}
