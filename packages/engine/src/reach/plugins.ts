// The network plugins whose own policies are evaluated, and which of them hold.
import type { Facts } from '../facts/facts.ts';
import type { ObjectFact } from '../facts/object.ts';
import { askedByCalico } from './calico/compiled-policy.ts';
import { CalicoPolicies } from './calico/policies.ts';
import { askedByCilium } from './cilium/asked.ts';
import { CiliumPolicies } from './cilium/policies.ts';
import { settingsOf } from './cilium/settings.ts';
import type { Labels } from './label-truth.ts';
import type { PluginPolicies } from './plugin.ts';
import type { Asked, Pods } from './pods.ts';
import type { Cni } from './reading.ts';

interface Plugin {
  readonly cni: Cni;
  readonly name: string;
  readonly policies: (facts: Facts) => readonly ObjectFact[];
  readonly isIdle: (facts: Facts) => boolean;
  readonly asked: (facts: Facts) => Asked;
  readonly make: (facts: Facts, pods: Pods, namespaces: readonly Labels[]) => PluginPolicies;
}

const PLUGINS: readonly Plugin[] = [
  {
    cni: 'calico',
    name: 'Calico',
    policies: ({ calicoPolicies }) => calicoPolicies,
    isIdle: ({ calicoPolicies, calicoHosts }) => calicoPolicies.length === 0 && calicoHosts.length === 0,
    asked: askedByCalico,
    make: (facts, pods, namespaces) => new CalicoPolicies(facts, pods, namespaces),
  },
  {
    cni: 'cilium',
    name: 'Cilium',
    policies: ({ ciliumPolicies }) => ciliumPolicies,
    isIdle: (facts) => facts.ciliumPolicies.length === 0 && settingsOf(facts).enforcement === 'default',
    asked: ({ ciliumPolicies }) => askedByCilium(ciliumPolicies),
    make: (facts, pods, namespaces) => new CiliumPolicies(facts, pods, namespaces),
  },
];

/** Of a plugin its policies hold; where it is not known which it is, any may; absent: nobody asks for them. */
function chosen(facts: Facts, cni: Cni | undefined): readonly Plugin[] {
  if (cni === undefined) return [];
  return PLUGINS.filter((plugin) =>
    cni === 'generic' ? plugin.policies(facts).length > 0 : plugin.cni === cni && !plugin.isIdle(facts),
  );
}

/** Whether plugins' own policies have a say, or may have one. */
export function havePluginPolicies(facts: Facts, cni: Cni | undefined): boolean {
  return chosen(facts, cni).length > 0;
}

export function askedByPlugins(facts: Facts, cni: Cni | undefined): Asked {
  const all = chosen(facts, cni).map(({ asked }) => asked(facts));
  return {
    keys: all.flatMap(({ keys }) => keys),
    hasAccounts: all.some(({ hasAccounts }) => hasAccounts),
    blocks: all.flatMap(({ blocks }) => blocks),
  };
}

export function pluginsOf(
  facts: Facts,
  cni: Cni | undefined,
  pods: Pods,
  namespaces: readonly Labels[],
): readonly PluginPolicies[] {
  return chosen(facts, cni).map(({ make }) => make(facts, pods, namespaces));
}

/** Policies of plugins other than this, by the plugin's name. */
export function foreignPolicies(
  facts: Facts,
  cni: Cni,
): readonly { readonly name: string; readonly policies: readonly ObjectFact[] }[] {
  return PLUGINS.filter((plugin) => plugin.cni !== cni).map(({ name, policies }) => ({
    name,
    policies: policies(facts),
  }));
}
