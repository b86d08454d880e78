// Reads flows that were seen, one JSON document a line: requests as `can-connect` takes them, or what Hubble exports.
import { requestOf } from '../reach/request.ts';
import type { Refusal } from '../reach/request.ts';
import type { ConnectRequest } from '../results/can-connect.ts';

/** One flow. Ends that have several names have the best one first. */
export interface ObservedFlow {
  readonly line: number;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly port: number;
  readonly protocol: ConnectRequest['protocol'];
}

/** Undefined for a flow that says nothing of what is needed: a reply, or one that was dropped. */
export function observedFlow(
  text: string,
  line: number,
): ObservedFlow | (Refusal & { readonly line: number }) | undefined {
  const value = parsed(text);
  if (value === undefined) return { line, error: 'not a JSON object' };
  const inner = objectAt(value, 'flow') ?? value;
  if (objectAt(inner, 'l4') !== undefined || objectAt(inner, 'IP') !== undefined) return ofHubble(inner, line);
  const request = requestOf(value);
  if ('error' in request) return { line, error: request.error };
  const { from, to, port, protocol } = request;
  if (typeof port !== 'number') return { line, error: '`port` of a flow is a number' };
  return { line, from: [from], to: [to], port, protocol };
}

type Fields = Readonly<Record<string, unknown>>;

/** The parser's own message is not repeated: it quotes the line. */
function parsed(text: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
const objectAt = (of: Fields, key: string): Fields | undefined => fieldsOf(of[key]);
const textAt = (of: Fields | undefined, key: string): string => {
  const value = of?.[key];
  return typeof value === 'string' ? value : '';
};

/** https://docs.cilium.io/en/stable/_api/v1/flow/README/#flow */
function ofHubble(flow: Fields, line: number): ReturnType<typeof observedFlow> {
  const { verdict } = flow;
  if (flow['is_reply'] === true || (verdict !== undefined && verdict !== 'FORWARDED' && verdict !== 'AUDIT'))
    return undefined;
  const l4 = objectAt(flow, 'l4') ?? {};
  const [protocol] = (['TCP', 'UDP', 'SCTP'] as const).filter((one) => objectAt(l4, one) !== undefined);
  const port = protocol === undefined ? undefined : objectAt(l4, protocol)?.['destination_port'];
  if (protocol === undefined || typeof port !== 'number') return undefined;
  const address = objectAt(flow, 'IP');
  const from = endOf(objectAt(flow, 'source'), textAt(address, 'source'));
  const to = endOf(objectAt(flow, 'destination'), textAt(address, 'destination'));
  if (from.length === 0 || to.length === 0)
    return { line, error: 'an end of the flow has neither a pod nor an address' };
  return { line, from, to, port, protocol };
}

function endOf(end: Fields | undefined, address: string): string[] {
  const namespace = textAt(end, 'namespace');
  const pod = textAt(end, 'pod_name');
  const workloads = Array.isArray(end?.['workloads']) ? (end['workloads'] as readonly unknown[]).map(fieldsOf) : [];
  return [
    ...(pod === '' ? [] : [`pod:${namespace}/${pod}`]),
    ...workloads
      .filter((one) => textAt(one, 'name') !== '')
      .map((one) => `${textAt(one, 'kind').toLowerCase()}:${namespace}/${textAt(one, 'name')}`),
    ...(address === '' ? [] : [`ip:${address}`]),
  ];
}
