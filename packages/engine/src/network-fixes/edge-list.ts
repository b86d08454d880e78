// Connections of one kind: all are counted, by the namespaces that they belong to, and the first of each are kept to be named.
import type { Verdict } from '../reach/judge.ts';

/** A connection of two ends, as the verdicts before the fix and after it say. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
  readonly before: Verdict;
  readonly after: Verdict;
}

/** Connections of one namespace and verdict that are kept. */
const MOST_NAMED = 100;

interface Listed {
  count: number;
  readonly named: Edge[];
}

export class EdgeList {
  readonly #byVerdict: Readonly<Record<Verdict, Map<string, Listed>>> = {
    allow: new Map(),
    deny: new Map(),
    undefined: new Map(),
  };

  /** `own` and `other`: the namespaces of the two ends, as far as they belong to a fix. Called for each pair: makes nothing that is not kept. */
  add(own: string | undefined, other: string | undefined, after: Verdict, make: () => Edge): void {
    const byNamespace = this.#byVerdict[after];
    if (own !== undefined) addTo(byNamespace, own, make);
    if (other !== undefined && other !== own) addTo(byNamespace, other, make);
  }

  /** Of the verdict after the fix. */
  count(namespace: string, after: Verdict): number {
    return this.#byVerdict[after].get(namespace)?.count ?? 0;
  }

  named(namespace: string, after: Verdict): readonly Edge[] {
    return this.#byVerdict[after].get(namespace)?.named ?? [];
  }
}

function addTo(byNamespace: Map<string, Listed>, namespace: string, make: () => Edge): void {
  let listed = byNamespace.get(namespace);
  if (listed === undefined) byNamespace.set(namespace, (listed = { count: 0, named: [] }));
  if (listed.count++ < MOST_NAMED) listed.named.push(make());
}

/** A port that no program is known for: what it may do is what rules without ports let through. https://www.rfc-editor.org/rfc/rfc863 */
export const UNNAMED = { port: 9, protocol: 'TCP' };

export function edgeText({ from, to, port, protocol }: Edge): string {
  const isUnnamed = port === UNNAMED.port && protocol === UNNAMED.protocol;
  return `${from} → ${to} ${isUnnamed ? 'ports that nothing names' : `${port}/${protocol}`}`;
}
