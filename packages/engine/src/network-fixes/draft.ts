// The policies of a namespace: one that denies, one for names, and one for each group of pods that needs more.
import type { Group } from './groups.ts';
import type { Need } from './need.ts';
import { endId } from './need.ts';
import { OWN_PREFIX } from './policy-manifest.ts';
import type { PolicyManifest, RuleManifest } from './policy-manifest.ts';
import { rulesFor } from './rules.ts';
import type { Families, Wanted } from './rules.ts';

/** Longest name of an object, in characters. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const LONGEST_NAME = 253;

export interface NamespacePolicies {
  readonly namespace: string;
  readonly deny: PolicyManifest;
  /** The policy of all pods, then those of groups. */
  readonly allow: readonly PolicyManifest[];
}

export function draftPolicies(namespace: string, needs: readonly Need[], families: Families): NamespacePolicies {
  const settings = { namespace, families };
  const side = (list: readonly Need[], own: 'from' | 'to'): RuleManifest[] => {
    const other = own === 'from' ? 'to' : 'from';
    const wanted = list.map((need): Wanted => ({ end: need[other], port: need.port, protocol: need.protocol }));
    return rulesFor(wanted, other, settings);
  };
  const ofAll = needs.filter(({ from }) => from.kind === 'namespace' && from.namespace === namespace);
  const leaving = Map.groupBy(needs, ({ from }) => groupIn(from, namespace));
  const entering = Map.groupBy(needs, ({ to }) => groupIn(to, namespace));
  const groups = [...new Set([...leaving.keys(), ...entering.keys()])].filter((group) => group !== undefined);
  const names = namesOf(groups);
  const allow = groups
    .map((group) =>
      policy(
        { namespace, name: names.get(group) as string, podSelector: group.selector },
        { ingress: side(entering.get(group) ?? [], 'to'), egress: side(leaving.get(group) ?? [], 'from') },
      ),
    )
    .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const everywhere = { namespace, name: `${OWN_PREFIX}allow-dns`, podSelector: {} };
  return {
    namespace,
    deny: {
      ...head(namespace, `${OWN_PREFIX}default-deny`),
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    },
    allow: [...(ofAll.length > 0 ? [policy(everywhere, { ingress: [], egress: side(ofAll, 'from') })] : []), ...allow],
  };
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
  readonly namespace: string;
  readonly name: string;
  readonly podSelector: Group['selector'];
}

/** `policyTypes` names the directions that have rules: the policy that denies covers the others. */
function policy(
  { namespace, name, podSelector }: Selecting,
  { ingress, egress }: { readonly ingress: readonly RuleManifest[]; readonly egress: readonly RuleManifest[] },
): PolicyManifest {
  return {
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
}

/** What a reader would call the needs of a policy: its comment. */
export function describedNeeds(name: string, needs: readonly Need[]): string[] {
  return needs.map(
    ({ from, to, port, protocol, text }) => `${name}: ${endId(from)} → ${endId(to)} ${port}/${protocol}: ${text}`,
  );
}
