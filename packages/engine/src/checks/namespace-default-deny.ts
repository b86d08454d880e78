// Namespaces in which pods take connections from anybody, or may connect to anything: what no policy isolates, by direction.
import { DIRECTIONS } from '../facts/network.ts';
import type { Direction } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import type { ObjectFact } from '../facts/object.ts';
import { pushTo } from '../facts/push-to.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { compiledWithPlugins } from '../reach/compile.ts';
import type { Compiled } from '../reach/compile.ts';
import { either, MAYBE, NO, YES } from '../reach/truth.ts';
import type { Truth } from '../reach/truth.ts';
import type { Check, Failure } from './check.ts';
import { documents } from './example-manifests.ts';

/** Workloads named in one message; more are counted. */
const SHOWN = 3;
/** Its pods are mostly on the network of their hosts, which no policy holds, and closing it wrongly stops the cluster. */
const OWN_NAMESPACES: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/** How far policies isolate the pods of a class: those of Kubernetes, and those of the plugin's own kinds. */
function isolation({ profiles, plugin, open }: Compiled, podClass: number, direction: Direction): Truth {
  const { of, policies } = profiles[direction];
  if (policies[of[podClass] as number]?.length !== 0) return YES;
  const own = plugin?.isolates(podClass, direction) ?? NO;
  return open.some((other) => other.isolates(podClass, direction) !== NO) ? either(MAYBE, own) : own;
}

/** Running pods that some policy could isolate in the direction, by how far policies do. */
function podsByIsolation(compiled: Compiled, direction: Direction): ReadonlyMap<Truth, readonly WorkloadFact[]> {
  const { pods, classOf, classes } = compiled.pods;
  const isolated = classes.map((_, podClass) => isolation(compiled, podClass, direction));
  const found = new Map<Truth, WorkloadFact[]>();
  for (const [number, pod] of pods.entries()) {
    const podClass = classOf[number] as number;
    if (classes[podClass]?.hostNetwork !== true) pushTo(found, isolated[podClass] as Truth, pod);
  }
  return found;
}

type Open = Readonly<Record<Direction, readonly WorkloadFact[]>>;
type ByNamespace = Readonly<Record<Direction, ReadonlyMap<string, readonly WorkloadFact[]>>>;

type Found = Readonly<Record<Direction, ReturnType<typeof podsByIsolation>>>;

/** Those that policies isolate as far as this. */
function byNamespace(found: Found, isolated: Truth): ByNamespace {
  const of = (direction: Direction) => Map.groupBy(found[direction].get(isolated) ?? [], ({ namespace }) => namespace);
  return { ingress: of('ingress'), egress: of('egress') };
}

function listed(pods: readonly WorkloadFact[]): string {
  const names = pods.slice(0, SHOWN).map(objectId).join(', ');
  return pods.length > SHOWN ? `${names} and ${pods.length - SHOWN} more` : names;
}

function inNamespace({ ingress, egress }: ByNamespace, namespace: string): Open {
  return { ingress: ingress.get(namespace) ?? [], egress: egress.get(namespace) ?? [] };
}

const SAYS: Readonly<Record<Direction, string>> = {
  ingress: 'take connections from anybody in the cluster',
  egress: 'may connect to anything',
};

function failureOf(namespace: string, open: Open, known: ObjectFact | undefined): Failure {
  const directions = DIRECTIONS.filter((direction) => open[direction].length > 0);
  const [first] = open[directions[0] as Direction] as readonly [WorkloadFact];
  const says = directions.map((direction) => `${listed(open[direction])} ${SAYS[direction]}`).join('; ');
  const types = directions.map((direction) => (direction === 'ingress' ? 'Ingress' : 'Egress'));
  const object = known ?? first;
  return {
    result: 'fail',
    object,
    pointer: object === first ? '/metadata/namespace' : '/metadata/name',
    message: `In namespace ${namespace}, no policy isolates all pods: ${says}.`,
    severity: OWN_NAMESPACES.has(namespace) ? 'info' : 'medium',
    fix: {
      summary: `Create a NetworkPolicy with podSelector {} and policyTypes [${types.join(', ')}], after policies that allow what the pods need (DNS included).`,
    },
  };
}

/** Pods that only policies of a plugin's own kinds may isolate, where that plugin or what they select is not known. */
function undecided(namespace: string, open: Open, known: ObjectFact | undefined): Failure {
  const pods = [...new Set([...open.ingress, ...open.egress])];
  const [first] = pods as [WorkloadFact];
  const object = known ?? first;
  return {
    result: 'unknown',
    object,
    pointer: object === first ? '/metadata/namespace' : '/metadata/name',
    message: `In namespace ${namespace}, it is not known whether a policy isolates all pods: policies of a network plugin’s own kinds may isolate ${listed(pods)}.`,
    fix: {
      summary: 'Give the network plugin’s DaemonSet and settings in the input; can-connect says what leaves it open.',
    },
  };
}

const pod = (name: string, more = ''): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec: {${more}containers: [{name: c, image: c}]}`;
const policy = (selector: string, types: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: ${selector}, policyTypes: [${types}]}`;
const CILIUM = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: cilium, namespace: kube-system}
spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {hostNetwork: true, containers: [{name: c, image: c}]}}}`;
const ciliumPolicy = (spec: string): string => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {endpointSelector: {}, ${spec}}`;
const calicoPolicy = (spec: string): string => `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {${spec}}`;
const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata: {name: shop}`;

export const namespaceDefaultDeny: Check = {
  id: 'namespace-default-deny',
  title: 'No policy isolates every pod of a namespace',
  why: 'A pod that no NetworkPolicy selects takes connections from every other pod and may connect to anything: to databases, kubelets, the metadata address, the internet. A default deny for both directions makes each way a decision.',
  severity: 'medium',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    attack: ['T1046', 'T1048'],
    stride: ['information disclosure', 'elevation of privilege'],
    owasp: ['K07'],
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies'],
  *find(facts) {
    if (facts.workloads.length === 0) return;
    const compiled = compiledWithPlugins(facts);
    const found = { ingress: podsByIsolation(compiled, 'ingress'), egress: podsByIsolation(compiled, 'egress') };
    const open = byNamespace(found, NO);
    const maybe = byNamespace(found, MAYBE);
    const known = new Map(facts.namespaces.map((one) => [one.name, one]));
    for (const namespace of compiled.pods.namespaces) {
      const [surely, perhaps] = [inNamespace(open, namespace), inNamespace(maybe, namespace)];
      if (surely.ingress.length + surely.egress.length > 0) yield failureOf(namespace, surely, known.get(namespace));
      else if (perhaps.ingress.length + perhaps.egress.length > 0)
        yield undecided(namespace, perhaps, known.get(namespace));
    }
  },
  examples: {
    exposed: [
      { name: 'no policy', manifests: documents(NAMESPACE, pod('web')) },
      { name: 'a policy for one direction', manifests: documents(NAMESPACE, pod('web'), policy('{}', 'Ingress')) },
      {
        name: 'a policy for one of two pods',
        manifests: documents(pod('web'), pod('api'), policy('{matchLabels: {app: web}}', 'Ingress, Egress')),
      },
      {
        name: 'a policy of Cilium’s that isolates nothing',
        manifests: documents(
          CILIUM,
          pod('web'),
          ciliumPolicy('enableDefaultDeny: {ingress: false, egress: false}, ingress: [{}], egress: [{}]'),
        ),
      },
      {
        name: 'a policy of Calico’s where Cilium enforces',
        manifests: documents(CILIUM, pod('web'), calicoPolicy('selector: all(), types: [Ingress, Egress]')),
      },
    ],
    safe: [
      { name: 'both directions', manifests: documents(NAMESPACE, pod('web'), policy('{}', 'Ingress, Egress')) },
      {
        name: 'both directions, by Cilium’s own policy',
        manifests: documents(CILIUM, pod('web'), ciliumPolicy('ingress: [{}], egress: [{}]')),
      },
      {
        name: 'both directions, by Calico’s own policy',
        manifests: documents(
          CILIUM.replace('name: cilium', 'name: calico-node'),
          pod('web'),
          calicoPolicy('selector: all(), types: [Ingress, Egress]'),
        ),
      },
      { name: 'a pod that has ended', manifests: documents(NAMESPACE, `${pod('web')}\nstatus: {phase: Succeeded}`) },
      {
        name: 'on its host’s network, where no policy holds',
        manifests: documents(NAMESPACE, pod('web', 'hostNetwork: true, ')),
      },
    ],
  },
};
