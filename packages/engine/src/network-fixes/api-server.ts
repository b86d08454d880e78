// Where the API server is: the addresses that pods connect to, and those that its own connections come from.
import { hostBlock, parseAddress } from '../facts/address.ts';
import type { Facts } from '../facts/facts.ts';
import type { NeedEnd } from './need.ts';
import type { Target } from './service-ends.ts';

export interface ApiServer {
  /** The port as pods reach it behind the Service `kubernetes`. */
  readonly targets: readonly Target[];
  readonly source: NeedEnd;
}

const SECURE_PORT = 6443;
const ROLES = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];
const ID = 'apiserver';

/**
 * The endpoints of the Service `kubernetes`, else the static pods of kubeadm, else the nodes of the control plane.
 * https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/ https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/
 */
export function apiServerOf(facts: Facts): ApiServer | undefined {
  return byEndpoints(facts) ?? byPods(facts) ?? byNodes(facts);
}

function byEndpoints(facts: Facts): ApiServer | undefined {
  const own = facts.endpoints.filter(({ namespace, service }) => namespace === 'default' && service === 'kubernetes');
  const addresses = own.flatMap((one) => one.addresses);
  const [port] = own.flatMap(({ ports }) => ports.filter(({ protocol }) => protocol === 'TCP'));
  return serverAt(addresses, port?.port ?? SECURE_PORT, facts);
}

function byPods(facts: Facts): ApiServer | undefined {
  const { workloads, podSpecs } = facts;
  const own = workloads.filter(
    ({ namespace, podLabels }) => namespace === 'kube-system' && podLabels?.get('component') === 'kube-apiserver',
  );
  const words = own.flatMap(
    ({ spec }) => podSpecs[spec]?.containers.flatMap((one) => [...one.command, ...one.args]) ?? [],
  );
  const port = words.map((word) => /^--secure-port=(\d+)$/.exec(word)?.[1]).find((one) => one !== undefined);
  return serverAt(
    own.flatMap(({ addresses = [] }) => addresses),
    port === undefined ? SECURE_PORT : Number(port),
    facts,
  );
}

function byNodes(facts: Facts): ApiServer | undefined {
  const own = facts.nodes.filter(({ labels }) => ROLES.some((role) => labels.has(role)));
  const addresses = own.flatMap(({ addresses: all = [] }) => all.filter(({ type }) => type === 'InternalIP'));
  return serverAt(
    addresses.map(({ address }) => address),
    SECURE_PORT,
    facts,
  );
}

/** What connects from a node, Cilium knows as the API server's; what comes from a cloud's network need not be. */
function isOnNodes(cidrs: readonly string[], nodes: Facts['nodes']): boolean {
  const own = new Set(nodes.flatMap(({ addresses = [] }) => addresses.map(({ address }) => hostBlock(address))));
  return nodes.length === 0 || cidrs.some((one) => own.has(one));
}

function serverAt(addresses: readonly string[], port: number, { nodes }: Facts): ApiServer | undefined {
  const cidrs = [...new Set(addresses)]
    .filter((one) => parseAddress(one) !== undefined)
    .toSorted()
    .map(hostBlock);
  if (cidrs.length === 0) return undefined;
  const blocks: NeedEnd = { kind: 'blocks', id: ID, cidrs };
  const end: NeedEnd = { ...blocks, entity: 'kube-apiserver' };
  return { targets: [{ end, port, protocol: 'TCP' }], source: isOnNodes(cidrs, nodes) ? end : blocks };
}
