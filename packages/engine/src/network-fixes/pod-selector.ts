// The shortest selector that selects the pods of one group and no other pod of its namespace.
import type { StringMap } from '../facts/object.ts';

/** A label selector as a manifest has it. */
export interface SelectorManifest {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'DoesNotExist' | 'NotIn';
    readonly values?: readonly string[];
  }[];
}

const isIn = (labels: StringMap, wanted: readonly (readonly [string, string])[]): boolean =>
  wanted.every(([key, value]) => labels.get(key) === value);

/**
 * `shared`: labels that all pods of the group have; `own`: the label sets of its pods; `others`: those of the other pods, as stable labels.
 * Undefined where labels alone do not tell them apart.
 */
export function podSelector(
  shared: StringMap,
  own: readonly StringMap[],
  others: readonly StringMap[],
): SelectorManifest | undefined {
  const labels = [...shared];
  const choices = [...labels.map((one) => [one]), ...pairs(labels), labels];
  const enough = choices.find((wanted) => wanted.length > 0 && !others.some((other) => isIn(other, wanted)));
  if (enough !== undefined) return { matchLabels: Object.fromEntries(enough) };
  return without(
    labels,
    own,
    others.filter((other) => isIn(other, labels)),
  );
}

function pairs(labels: readonly (readonly [string, string])[]): (readonly [string, string])[][] {
  return labels.flatMap((one, at) => labels.slice(at + 1).map((other) => [one, other]));
}

/** Others have all labels of the group and more of their own: what they have more is ruled out, by key where that is enough. */
function without(
  labels: readonly (readonly [string, string])[],
  own: readonly StringMap[],
  others: readonly StringMap[],
): SelectorManifest | undefined {
  const ruledOut = new Map<string, Set<string>>();
  for (const other of others) {
    if ([...other].some(([key, value]) => ruledOut.get(key)?.has(value))) continue;
    const telling =
      [...other].find(([key]) => own.every((one) => !one.has(key))) ??
      [...other].find(([key, value]) => own.every((one) => one.get(key) !== value));
    if (telling === undefined) return undefined;
    const [key, value] = telling;
    ruledOut.set(key, (ruledOut.get(key) ?? new Set()).add(value));
  }
  const matchExpressions = [...ruledOut]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, values]) =>
      own.every((one) => !one.has(key))
        ? ({ key, operator: 'DoesNotExist' } as const)
        : ({ key, operator: 'NotIn', values: [...values].toSorted() } as const),
    );
  return {
    ...(labels.length > 0 && { matchLabels: Object.fromEntries(labels) }),
    ...(matchExpressions.length > 0 && { matchExpressions }),
  };
}
