// Namespaces in which pods take connections from anybody, or may connect to anything: what no policy isolates, by direction.
import type { Direction } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { compiledOf } from '../reach/compile.ts';
import type { Compiled } from '../reach/compile.ts';
import type { Check, Failure } from './check.ts';
import { documents } from './example-manifests.ts';

/** Workloads named in one message; more are counted. */
const SHOWN = 3;
/** Its pods are mostly on the network of their hosts, which no policy holds, and closing it wrongly stops the cluster. */
const OWN_NAMESPACES: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/** Running pods that some policy could isolate in the direction, and none does. */
function openPods({ pods: { pods, classOf, classes }, profiles }: Compiled, direction: Direction): WorkloadFact[] {
  const { of, policies } = profiles[direction];
  return pods.filter((_, number) => {
    const place = classOf[number] as number;
    return classes[place]?.hostNetwork !== true && policies[of[place] as number]?.length === 0;
  });
}

function listed(pods: readonly WorkloadFact[]): string {
  const names = pods.slice(0, SHOWN).map(objectId).join(', ');
  return pods.length > SHOWN ? `${names} and ${pods.length - SHOWN} more` : names;
}

const SAYS: Readonly<Record<Direction, string>> = {
  ingress: 'take connections from anybody in the cluster',
  egress: 'may connect to anything',
};

function failureOf(
  namespace: string,
  open: Readonly<Record<Direction, readonly WorkloadFact[]>>,
  known: ObjectFact | undefined,
): Failure {
  const directions = (['ingress', 'egress'] as const).filter((direction) => open[direction].length > 0);
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

const pod = (name: string, more = ''): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec: {${more}containers: [{name: c, image: c}]}`;
const policy = (selector: string, types: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: ${selector}, policyTypes: [${types}]}`;
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
    const compiled = compiledOf(facts);
    const ingress = Map.groupBy(openPods(compiled, 'ingress'), ({ namespace }) => namespace);
    const egress = Map.groupBy(openPods(compiled, 'egress'), ({ namespace }) => namespace);
    const known = new Map(facts.namespaces.map((one) => [one.name, one]));
    for (const namespace of compiled.pods.namespaces) {
      const open = { ingress: ingress.get(namespace) ?? [], egress: egress.get(namespace) ?? [] };
      if (open.ingress.length + open.egress.length > 0) yield failureOf(namespace, open, known.get(namespace));
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
    ],
    safe: [
      { name: 'both directions', manifests: documents(NAMESPACE, pod('web'), policy('{}', 'Ingress, Egress')) },
      { name: 'a pod that has ended', manifests: documents(NAMESPACE, `${pod('web')}\nstatus: {phase: Succeeded}`) },
      {
        name: 'on its host’s network, where no policy holds',
        manifests: documents(NAMESPACE, pod('web', 'hostNetwork: true, ')),
      },
    ],
  },
};
