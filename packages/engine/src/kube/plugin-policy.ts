// Policies of Cilium and Calico: whom they select, as far as that can be told; what they allow is not evaluated.
import type { LabelSelector } from '../facts/object.ts';
import type { PluginPolicyFact } from '../facts/tier.ts';
import { isObject, listOf, objectOf, textOf } from './json.ts';
import { PolicyReading } from './policy-reading.ts';
import { readSelector } from './policy-selector.ts';
import type { Reading } from './reading.ts';

/** Kinds that enforce something: Calico's staged ones do not. */
const KINDS: Readonly<Record<string, PluginPolicyFact['plugin']>> = {
  'crd.projectcalico.org/NetworkPolicy': 'calico',
  'crd.projectcalico.org/GlobalNetworkPolicy': 'calico',
  'projectcalico.org/NetworkPolicy': 'calico',
  'projectcalico.org/GlobalNetworkPolicy': 'calico',
};

/** Sources of labels that Cilium knows for those of a pod. */
const POD_LABEL = /^(?:k8s:|any:)?(?!io\.kubernetes\.|io\.cilium\.|reserved[:.]|cidr[:.])([^:]+)$/;

/** Undefined where the selector asks for more than a pod's own labels. */
function ciliumSelector(value: unknown, reading: Reading): LabelSelector | undefined {
  if (!isObject(value)) return undefined;
  const { selector, isValid } = readSelector(value, '', new PolicyReading(reading.strings));
  const keys = [...selector.matchLabels.keys(), ...selector.matchExpressions.map(({ key }) => key)];
  return isValid && keys.every((key) => POD_LABEL.test(key)) ? selector : undefined;
}

/** Terms that are joined by `&&`; the rest of Calico's language is not read. */
const TERM = /^\s*([A-Za-z0-9_./-]+)\s*==\s*(?:'([^']*)'|"([^"]*)")\s*$/;

function calicoSelector(text: string): LabelSelector | undefined {
  if (/^\s*(?:all\(\)\s*)?$/.test(text)) return { matchLabels: new Map(), matchExpressions: [] };
  const terms = text.split('&&').map((term) => TERM.exec(term));
  if (terms.some((term) => term === null)) return undefined;
  const labels = terms.map((term): [string, string] => [term?.[1] ?? '', term?.[2] ?? term?.[3] ?? '']);
  return { matchLabels: new Map(labels), matchExpressions: [] };
}

/** False for kinds that are no policies of these plugins. */
export function readPluginPolicy(reading: Reading): boolean {
  const { group, kind } = reading.identity;
  const plugin = KINDS[`${group}/${kind}`];
  if (plugin === undefined) return false;
  const { object } = reading;
  const specs = [objectOf(object.spec), ...listOf(object.specs).map(objectOf)];
  const own = specs.length === 1 ? specs[0] : undefined;
  const selector =
    own === undefined
      ? undefined
      : plugin === 'cilium'
        ? ciliumSelector(own.endpointSelector, reading)
        : calicoSelector(textOf(own.selector));
  reading.facts.pluginPolicies.push({
    ...reading.base,
    kind: 'pluginPolicy',
    plugin,
    ...(selector !== undefined && { selector }),
  });
  return true;
}
