// The labels of namespaces, as far as they are known: one table for each cluster, made once.
import type { Facts } from '../facts/facts.ts';
import { oncePer } from '../facts/once-per.ts';
import { NAMESPACE_NAME } from './label-truth.ts';
import type { Labels } from './label-truth.ts';

const knownLabels = oncePer(tableOf);

/** Without the namespace itself, only the label that the API server writes is known. */
export function labelsOfNamespace(facts: Facts, namespace: string): Labels {
  return knownLabels(facts).get(namespace) ?? { known: new Map([[NAMESPACE_NAME, namespace]]), isComplete: false };
}

function tableOf({ namespaces }: Facts): ReadonlyMap<string, Labels> {
  return new Map(
    namespaces.map(({ name, labels }) => [
      name,
      { known: new Map([...labels, [NAMESPACE_NAME, name]]), isComplete: true },
    ]),
  );
}
