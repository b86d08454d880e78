// Calico's own policies, from its documentation: tiers by order, policies by order, rules in order, and NetworkPolicies among them.
import { policySelects } from './calico-resources.ts';
import { isHost, ruleMatches } from './calico-rules.ts';
import type { Ends } from './calico-rules.ts';
import { isValidCalico } from './calico-valid.ts';
import type { Connection, Direction } from './network-policy.ts';
import { isAskedOfNode, isOwnNode } from './parties.ts';
import { or } from './raw.ts';
import type { Maybe, RawObject } from './raw.ts';
import { calicoOf, specOf } from './raw-calico.ts';
import type { TierName } from './tiers.ts';

type Outcome = 'allow' | 'deny' | 'next';
const ACTIONS: Readonly<Record<string, Outcome>> = { Allow: 'allow', Deny: 'deny', Pass: 'next' };

export const hasCalico = (objects: RawObject[]): boolean =>
  calicoOf(objects, 'NetworkPolicy', 'GlobalNetworkPolicy', 'HostEndpoint').length > 0;
const policiesIn = (objects: RawObject[]): RawObject[] => calicoOf(objects, 'NetworkPolicy', 'GlobalNetworkPolicy');

export interface Asked {
  readonly ends: Ends;
  readonly direction: Direction;
  readonly connection: Connection;
  /** Outcomes of the tiers of network-policy-api. */
  readonly outcomes: (tier: TierName) => Set<Outcome>;
}

/** Whether the policy is about the pod in this direction. */
function applies(policy: RawObject, { ends, direction, connection }: Asked): Maybe {
  const spec = specOf(policy);
  const pod = ends.own.party.pod;
  if (pod === undefined || spec.doNotTrack || spec.preDNAT) return false;
  const written = spec.types ?? [];
  const implied = spec.egress?.length ? (spec.ingress?.length ? ['Ingress', 'Egress'] : ['Egress']) : ['Ingress'];
  const isStored = (policy.apiVersion ?? '').startsWith('crd.');
  const isOfDirection: Maybe =
    (written.length > 0 ? written : implied).includes(direction) ||
    (written.length === 0 && isStored ? 'maybe' : false);
  if (isOfDirection === false) return false;
  const selected = policySelects(policy, spec, pod, connection.objects);
  if (selected === false) return false;
  return isValidCalico(policy) && isOfDirection === true ? selected : 'maybe';
}

interface Step {
  readonly name: string;
  readonly order: number;
  readonly ask: () => Set<Outcome>;
}

/** Every outcome of one policy; `none`: the next one is asked. */
function ofPolicy(policy: RawObject, asked: Asked): Set<Outcome | 'none'> {
  const found = new Set<Outcome | 'none'>();
  const isAbout = applies(policy, asked);
  if (isAbout === false) return found.add('none');
  const { ingress, egress } = specOf(policy);
  for (const rule of (asked.direction === 'Ingress' ? ingress : egress) ?? []) {
    if (rule.action === 'Log' || ACTIONS[rule.action] === undefined) continue;
    const matches = ruleMatches(rule, policy, asked.ends, asked);
    if (matches === false) continue;
    found.add(ACTIONS[rule.action] as Outcome);
    if (matches === true && isAbout === true) return found;
  }
  return found.add('none');
}

function ofNetworkPolicies(byPolicies: Maybe | undefined): Set<Outcome | 'none'> {
  if (byPolicies === undefined || byPolicies === false) return new Set(['none']);
  return new Set(byPolicies === true ? ['allow'] : ['allow', 'none']);
}

/** One chain after another of policies of one order: by name within a kind, in any order between kinds. */
function ofTier(
  policies: RawObject[],
  defaultAction: Outcome,
  asked: Asked,
  byPolicies: Maybe | undefined | 'absent',
): Set<Outcome> {
  const orderOf = (policy: RawObject): number => specOf(policy).order ?? Infinity;
  const orders = new Set(policies.map(orderOf));
  if (byPolicies !== 'absent') orders.add(1000);
  const found = new Set<Outcome>();
  for (const order of [...orders].toSorted((a, b) => (a === b ? 0 : a - b))) {
    const own = policies.filter((policy) => orderOf(policy) === order).toSorted(byName);
    const chains = [
      own.filter(({ metadata }) => metadata.namespace === undefined),
      own.filter(({ metadata }) => metadata.namespace !== undefined),
    ].map((chain) => inTurn(chain, asked));
    if (order === 1000 && byPolicies !== 'absent') chains.push(ofNetworkPolicies(byPolicies));
    for (const outcomes of chains) for (const one of outcomes) if (one !== 'none') found.add(one);
    if (chains.some((outcomes) => !outcomes.has('none'))) return found;
  }
  const isAbout = or([
    ...policies.map((policy) => applies(policy, asked)),
    byPolicies !== 'absent' && byPolicies !== undefined,
  ]);
  if (isAbout !== true) found.add('next');
  if (isAbout !== false) found.add(defaultAction);
  return found;
}

function inTurn(chain: RawObject[], asked: Asked): Set<Outcome | 'none'> {
  const found = new Set<Outcome | 'none'>();
  for (const policy of chain) {
    const outcomes = ofPolicy(policy, asked);
    for (const one of outcomes) if (one !== 'none') found.add(one);
    if (!outcomes.has('none')) return found;
  }
  return found.add('none');
}

function shortName(policy: RawObject): string {
  const tier = `${specOf(policy).tier ?? 'default'}.`;
  const { name } = policy.metadata;
  return name.startsWith(tier) ? name.slice(tier.length) : name;
}
const byName = (one: RawObject, other: RawObject): number => (shortName(one) < shortName(other) ? -1 : 1);

const KNOWN: Readonly<Record<string, readonly [order: number, action: Outcome]>> = {
  adminnetworkpolicy: [1000, 'next'],
  'kube-admin': [1000, 'next'],
  default: [1_000_000, 'deny'],
  baselineadminnetworkpolicy: [10_000_000, 'next'],
  'kube-baseline': [10_000_000, 'next'],
};

/** All tiers in turn; what none decides, the profile of the namespace allows. */
function through(asked: Asked, byPolicies: Maybe | undefined): Maybe {
  const { objects } = asked.connection;
  const policies = policiesIn(objects);
  const tierOf = (policy: RawObject): string => specOf(policy).tier ?? 'default';
  const written = calicoOf(objects, 'Tier');
  const steps: Step[] = [
    { name: 'kube-admin', order: 1000, ask: () => asked.outcomes('Admin') },
    { name: 'kube-baseline', order: 10_000_000, ask: () => asked.outcomes('Baseline') },
  ];
  let isPlaced = true;
  for (const name of new Set(['default', ...policies.map(tierOf)])) {
    const own = policies.filter((policy) => tierOf(policy) === name);
    const tier = written.find(({ metadata }) => metadata.name === name);
    const known = KNOWN[name];
    if (tier === undefined && known === undefined) {
      if (own.some((policy) => applies(policy, asked) !== false)) isPlaced = false;
      continue;
    }
    const action: Outcome =
      tier === undefined ? (known?.[1] ?? 'deny') : specOf(tier).defaultAction === 'Pass' ? 'next' : 'deny';
    const order = known?.[0] ?? (tier === undefined ? Infinity : (specOf(tier).order ?? Infinity));
    steps.push({ name, order, ask: () => ofTier(own, action, asked, name === 'default' ? byPolicies : 'absent') });
  }
  const found = new Set<Outcome>();
  let isOpen = true;
  for (const { ask } of steps.toSorted((a, b) =>
    a.order === b.order ? (a.name < b.name ? -1 : 1) : a.order - b.order,
  )) {
    if (!isOpen) break;
    const outcomes = ask();
    for (const one of outcomes) if (one !== 'next') found.add(one);
    isOpen = outcomes.has('next');
  }
  if (isOpen) found.add('allow');
  if (!isPlaced || found.size !== 1) return 'maybe';
  return found.has('allow');
}

const cap = (value: Maybe): Maybe => (value === false ? false : 'maybe');

/** `spared`: what becomes of traffic with the own node where only tiers of network-policy-api have a say. */
export function calicoAllows(asked: Asked, byPolicies: Maybe | undefined, spared: Maybe): Maybe {
  const { ends, direction, connection } = asked;
  const { objects } = connection;
  const exempt = isOwnNode(ends.own.party, ends.other.party);
  const isForwarded =
    calicoOf(objects, 'HostEndpoint').length > 0 && policiesIn(objects).some((policy) => specOf(policy).applyOnForward);
  const plain = through(asked, byPolicies);
  const passed = isForwarded ? cap(plain) : plain;
  if (exempt === false) return passed;
  const isAsked = isAskedOfNode(direction, byPolicies, connection.reading);
  const isSelected = policiesIn(objects).some((policy) => applies(policy, asked) !== false);
  if (direction === 'Ingress' || (!isSelected && !isAsked)) {
    const own = or(['maybe', spared]);
    return exempt === true ? own : or(['maybe', passed]);
  }
  const near = byPolicies === undefined || isAsked ? plain : through(asked, true);
  return exempt === true || near === passed ? near : 'maybe';
}

/** Policies of nodes that are endpoints are not evaluated. */
export function calicoNodeAllows({ own }: Ends, { objects }: Connection): Maybe {
  return isHost(own.party.node, objects) ? 'maybe' : true;
}
