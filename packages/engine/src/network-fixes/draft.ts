// The policies of a namespace: one that denies, one for names, and one for each group of pods that needs more.
import type { Cni } from '../reach/reading.ts';
import { ciliumRules, entityOf } from './cilium-policy.ts';
import type { CiliumManifest, CiliumRuleManifest } from './cilium-manifest.ts';
import { familiesIn } from './families.ts';
import type { Group } from './groups.ts';
import type { Need } from './need.ts';
import { OWN_PREFIX } from './policy-manifest.ts';
import type { AnyPolicy, PolicyManifest, RuleManifest } from './policy-manifest.ts';
import { rulesFor } from './rules.ts';
import type { Families, Wanted } from './rules.ts';

/** Longest name of an object, in characters. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const LONGEST_NAME = 253;

export interface NamespacePolicies {
  readonly namespace: string;
  readonly deny: PolicyManifest;
  /** The policy of all pods, then those of groups. */
  readonly allow: readonly PolicyManifest[];
  /** What no NetworkPolicy can say to Cilium. Empty under other plugins. */
  readonly cilium: readonly CiliumManifest[];
}

/** Those that allow, then the one that denies. */
export function policiesIn({ allow, cilium, deny }: NamespacePolicies): AnyPolicy[] {
  return [...allow, ...cilium, deny];
}

export interface DraftSettings {
  readonly families: Families;
  readonly cni: Cni;
}

export function draftPolicies(
  namespace: string,
  needs: readonly Need[],
  { families, cni }: DraftSettings,
): NamespacePolicies {
  const rules = new RulesOf(namespace, cni);
  const ofAll = needs.filter(({ from }) => from.kind === 'namespace' && from.namespace === namespace);
  const leaving = Map.groupBy(needs, ({ from }) => groupIn(from, namespace));
  const entering = Map.groupBy(needs, ({ to }) => groupIn(to, namespace));
  const groups = [...new Set([...leaving.keys(), ...entering.keys()])].filter((group) => group !== undefined);
  const names = namesOf(groups);
  const selecting = [
    {
      head: { namespace, name: `${OWN_PREFIX}allow-dns` },
      podSelector: {},
      enters: [],
      leaves: ofAll,
      spoken: families,
    },
    ...groups
      .map((group) => ({
        head: { namespace, name: names.get(group) as string },
        podSelector: group.selector,
        enters: entering.get(group) ?? [],
        leaves: leaving.get(group) ?? [],
        spoken: familiesIn(group.pods, families),
      }))
      .toSorted((a, b) => (a.head.name < b.head.name ? -1 : 1)),
  ];
  return {
    namespace,
    deny: {
      ...head(namespace, `${OWN_PREFIX}default-deny`),
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    },
    allow: selecting.flatMap(({ enters, leaves, spoken, ...one }) =>
      policy(one, { ingress: rules.plain(enters, 'from', spoken), egress: rules.plain(leaves, 'to', spoken) }),
    ),
    cilium: selecting.flatMap(({ enters, leaves, ...one }) =>
      ciliumPolicy(one, { ingress: rules.ofCilium(enters, 'from'), egress: rules.ofCilium(leaves, 'to') }),
    ),
  };
}

/** Needs as rules, of whichever kind can say them. */
class RulesOf {
  readonly #namespace: string;
  readonly #cni: Cni;

  constructor(namespace: string, cni: Cni) {
    this.#namespace = namespace;
    this.#cni = cni;
  }

  plain(needs: readonly Need[], side: 'from' | 'to', families: Families): RuleManifest[] {
    const wanted = wantedOf(needs, side).filter((one) => this.#cni !== 'cilium' || entityOf(one) === undefined);
    return rulesFor(wanted, side, { namespace: this.#namespace, families });
  }

  ofCilium(needs: readonly Need[], side: 'from' | 'to'): CiliumRuleManifest[] {
    return this.#cni === 'cilium' ? ciliumRules(wantedOf(needs, side), side) : [];
  }
}

function wantedOf(needs: readonly Need[], side: 'from' | 'to'): Wanted[] {
  return needs.map(({ port, protocol, numbers, ...need }) => ({
    end: need[side],
    port,
    protocol,
    ...(numbers !== undefined && { numbers }),
  }));
}

function groupIn(end: Need['from'], namespace: string): Group | undefined {
  return end.kind === 'group' && end.group.namespace === namespace && !end.group.onHost ? end.group : undefined;
}

/** Two workloads of different kinds may have one name. */
function namesOf(groups: readonly Group[]): ReadonlyMap<Group, string> {
  const byName = Map.groupBy(groups, ({ name }) => name);
  return new Map(
    groups.map((group) => {
      const isAlone = byName.get(group.name)?.length === 1;
      const name = isAlone && group.name !== 'dns' ? group.name : `${group.kind.toLowerCase()}-${group.name}`;
      return [group, `${OWN_PREFIX}allow-${name}`.slice(0, LONGEST_NAME).replace(/[^a-z0-9]+$/, '')];
    }),
  );
}

function head(namespace: string, name: string): Pick<PolicyManifest, 'apiVersion' | 'kind' | 'metadata'> {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace } };
}

interface Selecting {
  readonly head: { readonly namespace: string; readonly name: string };
  readonly podSelector: Group['selector'];
}

interface Rules<T> {
  readonly ingress: readonly T[];
  readonly egress: readonly T[];
}

const isEmpty = ({ ingress, egress }: Rules<unknown>): boolean => ingress.length === 0 && egress.length === 0;

/** `policyTypes` names the directions that have rules: the policy that denies covers the others. */
function policy({ head: { namespace, name }, podSelector }: Selecting, rules: Rules<RuleManifest>): PolicyManifest[] {
  if (isEmpty(rules)) return [];
  const { ingress, egress } = rules;
  const made: PolicyManifest = {
    ...head(namespace, name),
    spec: {
      podSelector,
      policyTypes: [
        ...(ingress.length > 0 ? (['Ingress'] as const) : []),
        ...(egress.length > 0 ? (['Egress'] as const) : []),
      ],
      ...(ingress.length > 0 && { ingress }),
      ...(egress.length > 0 && { egress }),
    },
  };
  return [made];
}

function ciliumPolicy(
  { head: { namespace, name }, podSelector }: Selecting,
  rules: Rules<CiliumRuleManifest>,
): CiliumManifest[] {
  if (isEmpty(rules)) return [];
  const { ingress, egress } = rules;
  return [
    {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name, namespace },
      spec: {
        endpointSelector: podSelector,
        ...(ingress.length > 0 && { ingress }),
        ...(egress.length > 0 && { egress }),
      },
    },
  ];
}
