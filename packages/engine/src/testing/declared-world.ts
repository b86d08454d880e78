// A drawn cluster as raw objects, and every connection of it that has to stay or to go: worked out from what was drawn, not from the objects.
import type { RawObject } from '../../../../testbed/naive-reach/raw.ts';
import { CLUSTER, SERVER } from './bare-cluster.ts';
import type { DrawnNeeds } from './random-needs.ts';

export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
}

const DNS = 'kube-system/dns';
const PORTS = [8080, 8081, 80, 9];
const IDENTITY: readonly (readonly [string, number])[] = [
  ['169.254.169.254', 80],
  ['169.254.169.252', 988],
];
const PUBLIC = { v4: '8.8.8.8', v6: '2001:4860:4860::8888' };
/** What no pod of these clusters needs. */
const NEVER: readonly (readonly [string, number])[] = [
  ['ip:fd00:ec2::254', 80],
  ['ip:fd20:ce::254', 80],
  ['ip:100.100.100.200', 80],
  [`ip:${PUBLIC.v4}`, 22],
  [`ip:${PUBLIC.v6}`, 22],
  ['node:n8', 6443],
  ['node:n8', 10_250],
  [`node:${SERVER.node}`, 10_250],
];

export class Declared {
  readonly objects: RawObject[];
  readonly #drawn: DrawnNeeds;

  constructor(drawn: DrawnNeeds) {
    this.#drawn = drawn;
    this.objects = this.#all() as RawObject[];
  }

  /** Every connection that has to be let through. */
  wanted(): Flow[] {
    return this.#flows().flatMap(({ isNeeded, ...flow }) => (isNeeded ? [flow] : []));
  }

  /** Every other one that is looked at. */
  unwanted(): Flow[] {
    return this.#flows().flatMap(({ isNeeded, ...flow }) => (isNeeded ? [] : [flow]));
  }

  #flows(): (Flow & { readonly isNeeded: boolean })[] {
    const all = this.#drawn.pods.map((_, index) => index);
    return all.flatMap((to) => [...this.#into(to, all), ...this.#outOf(to)]);
  }

  #into(to: number, all: readonly number[]): (Flow & { readonly isNeeded: boolean })[] {
    return PORTS.flatMap((port) => {
      const isOpen = this.#drawn.services.some((one, at) => one.isOpen && this.#leads(at, to, port));
      const isHooked = this.#drawn.hooks.some((hook) => this.#leads(hook, to, port));
      const flow = (from: string, isNeeded: boolean): Flow & { readonly isNeeded: boolean } => ({
        from,
        to: this.#id(to),
        port,
        protocol: 'TCP',
        isNeeded,
      });
      return [
        ...all.filter((from) => from !== to).map((from) => flow(this.#id(from), this.#isCalled(from, to, port))),
        // What is open to everyone is open to those whose own policies do not stop them.
        flow(DNS, isOpen),
        flow(`node:${SERVER.node}`, isOpen || isHooked),
        flow('node:n8', isOpen),
        flow(`ip:${PUBLIC.v4}`, isOpen),
      ];
    });
  }

  #outOf(pod: number): (Flow & { readonly isNeeded: boolean })[] {
    const { world, accounts, identities, pods } = this.#drawn;
    const isIn = (list: readonly number[]): boolean => list.some((one) => this.#isSame(one, pod));
    const flow = (
      to: string,
      port: number,
      isNeeded: boolean,
      protocol = 'TCP',
    ): Flow & { readonly isNeeded: boolean } => ({
      from: this.#id(pod),
      to,
      port,
      protocol,
      isNeeded,
    });
    return [
      ...['TCP', 'UDP'].map((protocol) => flow(DNS, 53, true, protocol)),
      flow(DNS, 9153, false),
      flow(`node:${SERVER.node}`, 6443, isIn(accounts)),
      flow(`ip:${PUBLIC.v4}`, 443, isIn(world)),
      flow(`ip:${PUBLIC.v6}`, 443, isIn(world) && pods[pod]?.isDual === true),
      ...IDENTITY.map(([address, port]) => flow(`ip:${address}`, port, isIn(identities))),
      ...NEVER.map(([to, port]) => flow(to, port, false)),
    ];
  }

  /** Pods that labels do not tell apart are one. */
  #isSame(one: number, other: number): boolean {
    return kindOf(this.#pod(one)) === kindOf(this.#pod(other));
  }

  #isCalled(from: number, to: number, port: number): boolean {
    return this.#drawn.calls.some((call) => this.#isSame(call.from, from) && this.#leads(call.to, to, port));
  }

  /** The Service selects the pod, and its port is the pod's. */
  #leads(service: number, to: number, port: number): boolean {
    const { selects, targetPort } = this.#drawn.services[service] as DrawnNeeds['services'][number];
    const [wanted, own] = [this.#pod(selects), this.#pod(to)];
    const isSelected =
      wanted.namespace === own.namespace &&
      Object.entries(selectorOf(wanted)).every(([key, value]) => labelsOf(own)[key] === value);
    return isSelected && (targetPort === 'http' ? own.http : targetPort) === port;
  }

  #pod(index: number): DrawnNeeds['pods'][number] {
    return this.#drawn.pods[index] as DrawnNeeds['pods'][number];
  }

  #id(index: number): string {
    return `${this.#pod(index).namespace}/p${index}`;
  }

  #all(): object[] {
    const { services, hooks, pods } = this.#drawn;
    return [
      ...CLUSTER,
      ...pods.flatMap((_, index) => [this.#podObject(index), ...this.#accountObjects(index)]),
      ...services.map((one, index) => this.#serviceObject(one, index)),
      ...hooks.map((hook, at) => this.#hookObject(hook, at)),
    ];
  }

  #podObject(index: number): object {
    const { calls, world, accounts } = this.#drawn;
    const { namespace, isDual, http } = this.#pod(index);
    const named = calls.filter(({ from }) => from === index).map(({ to }) => `http://s${to}.${this.#namespaceOf(to)}`);
    const urls = [...named, ...(world.includes(index) ? ['https://pay.example.com'] : [])];
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace, name: `p${index}`, labels: labelsOf(this.#pod(index)) },
      spec: {
        nodeName: `n${index % 2}`,
        serviceAccountName: `p${index}`,
        automountServiceAccountToken: accounts.includes(index),
        containers: [
          {
            name: 'c',
            ports: [{ name: 'http', containerPort: http }],
            env: urls.map((value, at) => ({ name: `URL_${at}`, value })),
          },
        ],
      },
      status: {
        phase: 'Running',
        podIPs: [{ ip: `10.0.0.${index + 1}` }, ...(isDual ? [{ ip: `fd00::${index + 1}` }] : [])],
      },
    };
  }

  #accountObjects(index: number): object[] {
    const { namespace } = this.#pod(index);
    const isCloud = this.#drawn.identities.includes(index);
    const annotations = isCloud ? { 'iam.gke.io/gcp-service-account': 'a@p.iam.gserviceaccount.com' } : {};
    const metadata = { namespace, name: `p${index}` };
    return [
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...metadata, annotations } },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' },
        subjects: [{ kind: 'ServiceAccount', name: `p${index}` }],
      },
    ];
  }

  #serviceObject({ selects, targetPort, isOpen }: DrawnNeeds['services'][number], index: number): object {
    const target = this.#pod(selects);
    return {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: target.namespace, name: `s${index}` },
      spec: {
        type: isOpen ? 'NodePort' : 'ClusterIP',
        selector: selectorOf(target),
        ports: [{ port: 80, targetPort }],
      },
    };
  }

  #hookObject(service: number, at: number): object {
    const reference = { namespace: this.#namespaceOf(service), name: `s${service}`, port: 80 };
    return {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: `h${at}` },
      webhooks: [{ name: `h${at}.example.com`, clientConfig: { service: reference } }],
    };
  }

  #namespaceOf(service: number): string {
    return this.#pod(this.#drawn.services[service]?.selects ?? 0).namespace;
  }
}

/** Each pod has a label, so that a Service can select it. */
function labelsOf({ labels }: DrawnNeeds['pods'][number]): Record<string, string> {
  return { app: 'app', ...labels };
}

const selectorOf = labelsOf;

function kindOf(pod: DrawnNeeds['pods'][number]): string {
  return `${pod.namespace} ${JSON.stringify(Object.entries(labelsOf(pod)).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;
}
