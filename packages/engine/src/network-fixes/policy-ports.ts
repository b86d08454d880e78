// Ports that the rules of policies name, by the namespace of the pods that listen on them.
import type { NetworkPolicyFact } from '../facts/network.ts';
import { pushTo } from '../facts/push-to.ts';
import { NAMESPACE_NAME } from '../reach/label-truth.ts';
import type { CiliumRuleManifest } from './cilium-manifest.ts';
import type { AnyPolicy, PortManifest, RuleManifest } from './policy-manifest.ts';

/** A name stands for whatever number a pod gives it. */
export interface RulePort {
  readonly port: number | string;
  readonly protocol: string;
}

/** Under the empty key: ports of rules that reach pods of every namespace. */
export function portsByNamespace(policies: readonly AnyPolicy[]): Map<string, Map<string, RulePort>> {
  const found = new Map<string, Map<string, RulePort>>();
  const add = (namespace: string, ports: readonly PortManifest[]): void => {
    const known = found.get(namespace) ?? new Map<string, RulePort>();
    for (const { port, protocol } of ports) known.set(`${port}/${protocol}`, { port, protocol });
    found.set(namespace, known);
  };
  for (const policy of policies) {
    const { metadata } = policy;
    if (policy.kind === 'CiliumNetworkPolicy') {
      const rules = policy.spec.ingress ?? [];
      add(metadata.namespace, rules.flatMap(numbered));
      continue;
    }
    const { spec } = policy;
    for (const { ports } of spec.ingress ?? []) add(metadata.namespace, ports);
    for (const rule of spec.egress ?? [])
      for (const namespace of namespacesOf(rule, metadata.namespace)) add(namespace, rule.ports);
  }
  return found;
}

/** Cilium writes numbers as texts. */
function numbered({ toPorts }: CiliumRuleManifest): PortManifest[] {
  return toPorts.flatMap(({ ports }) =>
    ports.map(({ port, protocol }) => ({ port: /^\d+$/.test(port) ? Number(port) : port, protocol })),
  );
}

/** The same of policies that are there. */
export function portsOfFacts(policies: readonly NetworkPolicyFact[]): Map<string, RulePort[]> {
  const found = new Map<string, RulePort[]>();
  for (const { namespace, ingress, egress } of policies) {
    const rules = [
      ...ingress.map((rule) => ({ rule, where: namespace })),
      ...egress.map((rule) => ({ rule, where: '' })),
    ];
    for (const { rule, where } of rules)
      for (const { port, protocol } of rule.ports) if (port !== undefined) pushTo(found, where, { port, protocol });
  }
  return found;
}

/** Empty names stand for all. */
function namespacesOf({ to }: RuleManifest, own: string): readonly string[] {
  return (
    to?.map(({ ipBlock, namespaceSelector }) => {
      if (ipBlock !== undefined) return '';
      return namespaceSelector === undefined ? own : (namespaceSelector.matchLabels?.[NAMESPACE_NAME] ?? '');
    }) ?? ['']
  );
}
