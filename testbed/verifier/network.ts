// Reach over raw objects: pods that makers would make, asked of the naive evaluator, and the ways in from the internet.
import { naiveConnects } from '../naive-reach/connects.ts';
import type { RawObject } from '../naive-reach/raw.ts';
import { kindOf, nameOf, namespaceOf } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { containersOf, isSelected, podMakers, runningMakersOf } from './pods.ts';
import type { PodMaker } from './pods.ts';
import { at, isRaw, listAt, textAt } from './raw.ts';
import type { Raw } from './raw.ts';
import type { StepCase } from './step-case.ts';
import { seenPort } from './tunnels.ts';

const CNIS = ['generic', 'calico', 'cilium', 'ovn'] as const;
const KINDS: ReadonlySet<string> = new Set([
  'Namespace',
  'Node',
  'NetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ClusterNetworkPolicy',
]);
/** An address of the internet that no example names. */
const SOMEWHERE = 'ip:198.41.0.4';

const nameOfPod = ({ object }: PodMaker): string => `${kindOf(object).toLowerCase()}-${nameOf(object)}`;

/** The pod that the maker is or makes. */
function podOf(maker: PodMaker): RawObject {
  const { object, spec, metadata } = maker;
  const labels = at(metadata, 'labels');
  return {
    kind: 'Pod',
    metadata: {
      name: nameOfPod(maker),
      namespace: namespaceOf(object),
      ...(isRaw(labels) && { labels: labels as Record<string, string> }),
    },
    spec,
    ...(kindOf(object) === 'Pod' && { status: at(object, 'status') as NonNullable<RawObject['status']> }),
  };
}

function world(cluster: Cluster): RawObject[] {
  const others = cluster.given
    .filter((object) => KINDS.has(kindOf(object)))
    .map((object) => {
      const namespace = namespaceOf(object);
      const metadata = { ...(at(object, 'metadata') as Raw), ...(namespace !== '' && { namespace }) };
      return { ...object, metadata } as unknown as RawObject;
    });
  return [...others, { kind: 'Node', metadata: { name: 'some-node' } }, ...podMakers(cluster).map(podOf)];
}

interface End {
  /** The naive evaluator's. */
  readonly id: string;
  readonly maker?: PodMaker;
}

function endsOf(cluster: Cluster, id: string): readonly End[] {
  if (id.startsWith('ip:') || id.startsWith('node:')) return [{ id }];
  if (id === 'network:nodes')
    return ['some-node', ...cluster.all('Node').map(nameOf)].map((name) => ({ id: `node:${name}` }));
  const workload = id.startsWith('network:') ? id.slice('network:'.length) : id;
  return runningMakersOf(cluster, workload).map((maker) => ({
    id: `${namespaceOf(maker.object)}/${nameOfPod(maker)}`,
    maker,
  }));
}

/** Under some plugin, some pair is let through. A step that is `assumed` may rest on an answer that the plugin or the input leaves open. */
export function reaches({ cluster, step }: Pick<StepCase, 'cluster' | 'step'>, to: string, port: number): boolean {
  const { from, certainty } = step;
  if (from === 'network:internet') return internetReaches(cluster, to, port);
  const objects = world(cluster);
  return endsOf(cluster, from).some((source) =>
    endsOf(cluster, to).some((target) =>
      CNIS.some((cni) => {
        const seen = seenPort(cluster, [source.maker, target.maker], port);
        const asked = { from: source.id, to: target.id, port: seen, protocol: 'TCP' } as const;
        const verdict = naiveConnects(objects, asked, cni);
        return verdict === 'allow' || (certainty === 'assumed' && verdict === 'undefined');
      }),
    ),
  );
}

/** Numbers that a Service's port comes to on a pod. */
function targetPorts(servicePort: unknown, { spec }: PodMaker): readonly number[] {
  const target = at(servicePort, 'targetPort') ?? at(servicePort, 'port');
  if (typeof target === 'number') return [target];
  return containersOf(spec)
    .flatMap((container) => listAt(container, 'ports'))
    .filter((port) => at(port, 'name') === target)
    .map((port) => Number(at(port, 'containerPort')));
}

function isOutside(service: Raw): boolean {
  const type = textAt(service, 'spec', 'type');
  return type === 'LoadBalancer' || type === 'NodePort' || listAt(service, 'spec', 'externalIPs').length > 0;
}

/** Names of Services in objects that lead requests on to them. */
function isLedTo(cluster: Cluster, service: Raw): boolean {
  return cluster.given.some((object) => {
    const leads = kindOf(object) === 'Ingress' || kindOf(object).endsWith('Route');
    return leads && JSON.stringify(at(object, 'spec') ?? {}).includes(JSON.stringify(nameOf(service)));
  });
}

/** Over a Service with an address outside, to the port of a pod that lets an address outside in; or over something that names the Service. */
export function internetReaches(cluster: Cluster, workload: string, port?: number): boolean {
  const objects = world(cluster);
  return runningMakersOf(cluster, workload).some((maker) =>
    cluster
      .all('Service')
      .filter((service) => isSelected(service, maker) && (isOutside(service) || isLedTo(cluster, service)))
      .flatMap((service) => listAt(service, 'spec', 'ports').map((one) => ({ service, one })))
      .some(({ service, one }) =>
        targetPorts(one, maker).some((target) => {
          if (port !== undefined && port !== target) return false;
          const to = `${namespaceOf(maker.object)}/${nameOfPod(maker)}`;
          // Whoever serves an Ingress or a route, and is not in the input, may be anybody whom some rule lets in.
          if (!isOutside(service) && pods(objects).length === 0) return true;
          const sources = isOutside(service)
            ? [SOMEWHERE]
            : [SOMEWHERE, ...endsOf(cluster, 'network:nodes').map(({ id }) => id), ...pods(objects)];
          return sources.some((from) =>
            CNIS.some((cni) => naiveConnects(objects, { from, to, port: target, protocol: 'TCP' }, cni) === 'allow'),
          );
        }),
      ),
  );
}

function pods(objects: readonly RawObject[]): string[] {
  return objects
    .filter(({ kind, metadata }) => kind === 'Pod' && /ingress|gateway|edge/.test(metadata.namespace ?? ''))
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
}
