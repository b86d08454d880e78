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
  readonly #byNamespace = new Map<string, Listed>();

  add(namespaces: Iterable<string>, after: Verdict, make: () => Edge): void {
    for (const namespace of namespaces) {
      const key = `${after} ${namespace}`;
      const listed = this.#byNamespace.get(key) ?? { count: 0, named: [] };
      this.#byNamespace.set(key, listed);
      if (listed.count++ < MOST_NAMED) listed.named.push(make());
    }
  }

  /** Of the verdict after the fix. */
  count(namespace: string, after: Verdict): number {
    return this.#byNamespace.get(`${after} ${namespace}`)?.count ?? 0;
  }

  named(namespace: string, after: Verdict): readonly Edge[] {
    return this.#byNamespace.get(`${after} ${namespace}`)?.named ?? [];
  }
}

/** A port that no program is known for: what it may do is what rules without ports let through. https://www.rfc-editor.org/rfc/rfc863 */
export const UNNAMED = { port: 9, protocol: 'TCP' };

export function edgeText({ from, to, port, protocol }: Edge): string {
  const isUnnamed = port === UNNAMED.port && protocol === UNNAMED.protocol;
  return `${from} → ${to} ${isUnnamed ? 'ports that nothing names' : `${port}/${protocol}`}`;
}
