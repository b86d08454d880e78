// The spec of a NetworkPolicy with the fields that stand one level off moved to where they belong: what its author most likely meant.
import { isObject, listOf } from './json.ts';
import type { JsonObject } from './json.ts';

const SELECTORS = ['podSelector', 'namespaceSelector'];
const SELECTOR_FIELDS = ['matchLabels', 'matchExpressions'];
const PEER_FIELDS = [...SELECTORS, 'ipBlock'];
const PORT_FIELDS = ['protocol', 'port', 'endPort'];
const BLOCK_FIELDS = ['cidr', 'except'];
const SECTIONS = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

type Fields = Record<string, unknown>;

/** The object's fields of these names, and the others. */
function split(object: JsonObject, names: readonly string[]): [named: Fields, others: Fields] {
  const entries = Object.entries(object);
  const isNamed = ([name, value]: [string, unknown]): boolean =>
    names.includes(name) && value !== undefined && value !== null;
  return [Object.fromEntries(entries.filter(isNamed)), Object.fromEntries(entries.filter((entry) => !isNamed(entry)))];
}

const isEmpty = (fields: Fields): boolean => Object.keys(fields).length === 0;
/** The fields as one item of a list; no item without any. */
const asItem = (fields: Fields): Fields[] => (isEmpty(fields) ? [] : [fields]);

/** Remembers whether it moved anything; never changes an object that it was given. */
class Mover {
  hasMoved = false;

  spec({ policyType, ports, ...spec }: JsonObject): JsonObject {
    const changed: Fields = this.#withLabels(spec);
    if (policyType !== undefined && spec.policyTypes === undefined) {
      changed.policyTypes = Array.isArray(policyType) ? policyType : [policyType];
      this.hasMoved = true;
    }
    for (const [section, peers] of SECTIONS)
      if (Array.isArray(spec[section]))
        changed[section] = listOf(spec[section]).map((rule) =>
          isObject(rule) ? this.#rule(rule, peers, ports) : rule,
        );
    return changed;
  }

  /** `outer`: ports under `spec`, meant for each rule that has none. */
  #rule(rule: JsonObject, list: 'from' | 'to', outer: unknown): JsonObject {
    const [port, withoutPort] = split(rule, PORT_FIELDS);
    const [peer, rest] = split(withoutPort, PEER_FIELDS);
    const peers = [...listOf(rest[list]), ...asItem(peer)].map((one) =>
      isObject(one) ? this.#peer(one) : { peer: one, ports: [] },
    );
    const own = [...listOf(rest.ports), ...asItem(port), ...peers.flatMap(({ ports }) => ports)];
    const ports = own.length > 0 ? own : listOf(outer);
    if (!isEmpty(peer) || !isEmpty(port) || (own.length === 0 && ports.length > 0)) this.hasMoved = true;
    return {
      ...rest,
      ...(peers.length > 0 && { [list]: peers.map((one) => one.peer) }),
      ...(ports.length > 0 && { ports }),
    };
  }

  #peer(whole: JsonObject): { readonly peer: JsonObject; readonly ports: readonly unknown[] } {
    const [port, withoutPort] = split(whole, PORT_FIELDS);
    const [{ ports }, withoutPorts] = split(withoutPort, ['ports']);
    const [block, peer] = split(withoutPorts, BLOCK_FIELDS);
    const moved = [...listOf(ports), ...asItem(port)];
    if (moved.length > 0) this.hasMoved = true;
    return { peer: this.#withBlock(this.#withLabels(peer), block), ports: moved };
  }

  #withBlock(peer: Fields, block: Fields): JsonObject {
    if (isEmpty(block) || !(isObject(peer.ipBlock) || block.cidr !== undefined)) return { ...peer, ...block };
    this.hasMoved = true;
    return { ...peer, ipBlock: { ...block, ...(isObject(peer.ipBlock) && peer.ipBlock) } };
  }

  /** `app: web` right under a selector was meant as a label. */
  #withLabels(holder: JsonObject): Fields {
    const selectors = SELECTORS.filter((name) => isObject(holder[name]));
    return { ...holder, ...Object.fromEntries(selectors.map((name) => [name, this.#selector(holder[name])])) };
  }

  #selector(value: unknown): JsonObject {
    const [known, others] = split(value as JsonObject, SELECTOR_FIELDS);
    const labels = Object.entries(others).filter(([, text]) => typeof text === 'string');
    if (labels.length === 0) return value as JsonObject;
    this.hasMoved = true;
    return { ...known, matchLabels: { ...Object.fromEntries(labels), ...(known.matchLabels as Fields | undefined) } };
  }
}

/** Undefined where nothing stands in a place from which it is clear where it belongs. */
export function withFieldsMoved(spec: JsonObject): JsonObject | undefined {
  const mover = new Mover();
  const moved = mover.spec(spec);
  return mover.hasMoved ? moved : undefined;
}
