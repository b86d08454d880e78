// What a step takes that no API request shows: why it cannot be replayed at all, or not to its end.

const KUBELET = 'it takes a kubelet: what a running container holds, no API request shows';
const NODE = 'it takes root on a node, which no API request shows';
const CONTENT = 'only the content of a Secret would show it, which is never read';
const VOLUME = 'it takes a kubelet that mounts the volume';
const OPERATOR = 'it takes the operator itself, which acts on its own';

const NETWORK = 'it takes a connection to the program itself, which is never made';

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
  ['J1', NETWORK],
  ['J2', NETWORK],
  ['J3', 'it takes the cloud’s metadata service'],
  ['J5', NETWORK],
  ['J7', 'it takes the network of the node'],
  ['J8', NETWORK],
  ['J9', NETWORK],
  ['L2', KUBELET],
  ['L3', 'it takes the kubelet’s own credential, with which it asks for the pods of its node'],
  ['L5', NODE],
  ['L6', KUBELET],
  ['L7', 'it takes a kubelet that pulls the image'],
  ['L8', NODE],
  ['L9', 'it takes the registry, which is not asked'],
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

const OPERATOR_ACTS = 'the server allows it; what the operator makes of it, no API request shows';

/** Steps that rest on more than their requests; without them, a replay would say more than the server did. */
const BEYOND: ReadonlyMap<string, string> = new Map([
  ['B17', 'the server allows it; what the cloud makes of the map, no API request shows'],
  ['C11', 'the server allows it; what the container executes, no API request shows'],
  ['D3', OPERATOR_ACTS],
  ['J6', 'the server allows it; what the client then sends to another address, no API request shows'],
  ['F4', 'the server allows it; the container that writes the node’s logs, no API request shows'],
]);

/** Why a step is not confirmed by its requests alone. */
export function beyondRequests(technique: string): string | undefined {
  return technique.startsWith('I') ? OPERATOR_ACTS : BEYOND.get(technique);
}
