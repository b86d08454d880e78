// Why a step without a request cannot be replayed: what it takes that no API request shows.

const KUBELET = 'it takes a kubelet: what a running container holds, no API request shows';
const NODE = 'it takes root on a node, which no API request shows';
const CONTENT = 'only the content of a Secret would show it, which is never read';
const VOLUME = 'it takes a kubelet that mounts the volume';
const OPERATOR = 'it takes the operator itself, which acts on its own';

/** By technique. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['A10', 'only the content of the copy would show it, which is never read'],
  ['B8', CONTENT],
  ['B18', 'it takes the cloud’s own access control'],
  ['C11', 'it takes what the registry serves'],
  ['E4', NODE],
  ['F8', 'it takes the network of the node'],
  ['G1', VOLUME],
  ['G6', VOLUME],
  ['H1', 'it takes the webhook itself, which is sent what others write'],
  ['M1', KUBELET],
  ['M2', KUBELET],
  ['M3', CONTENT],
]);

export function untestable(technique: string): string {
  const reason = REASONS.get(technique);
  if (reason !== undefined) return reason;
  if (technique.startsWith('F')) return NODE;
  return technique.startsWith('I') ? OPERATOR : 'no API request shows it';
}
