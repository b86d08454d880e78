// Rules of Cilium, Calico and the tiers that change nothing, since another rule decides the same before them.
import { isPart, parseBlock } from '../facts/address.ts';
import type { CalicoPolicyFact, CalicoRule } from '../facts/calico-policy.ts';
import type { CiliumPolicyFact, CiliumRule, CiliumSpec } from '../facts/cilium-policy.ts';
import type { Direction, PolicyPort } from '../facts/network.ts';
import { isEmptySelector } from '../facts/label-selector.ts';
import type { LabelSelector, ObjectFact } from '../facts/object.ts';
import type { TierPeer, TierPolicyFact, TierRule } from '../facts/tier.ts';
import { selectorKey } from '../reach/label-truth.ts';
import { isOpenToAll } from './open-rule.ts';
import { portCovers } from './rule-covers.ts';

export interface Shadow {
  readonly policy: ObjectFact;
  /** Of the rule that changes nothing. */
  readonly pointer: string;
  readonly by: ObjectFact;
  readonly byPointer: string;
}

/** Policies that are compared with each other, at most: each with each. */
export const MOST_COMPARED = 1000;

const selectsAll = (selector: LabelSelector | undefined): boolean =>
  selector === undefined || isEmptySelector(selector);

/** Of selectors that are written alike. */
const isEqual = (one: LabelSelector | undefined, other: LabelSelector | undefined): boolean =>
  one !== undefined && other !== undefined && selectorKey(one) === selectorKey(other);

const isRefused = ({ faults }: CalicoPolicyFact | CiliumPolicyFact | TierPolicyFact): boolean =>
  faults.some(({ refused }) => refused);

const portsCover = (wide: readonly PolicyPort[] | undefined, narrow: readonly PolicyPort[] | undefined): boolean =>
  wide === undefined ||
  (narrow !== undefined && narrow.every((port) => wide.some((one) => one.port !== 0 && portCovers(one, port))));

function peerCovers(wide: TierPeer, narrow: TierPeer): boolean {
  if (wide.namespaceSelector !== undefined)
    return (
      narrow.namespaceSelector !== undefined &&
      (selectsAll(wide.namespaceSelector) || isEqual(wide.namespaceSelector, narrow.namespaceSelector)) &&
      (selectsAll(wide.podSelector) || isEqual(wide.podSelector, narrow.podSelector))
    );
  const blocks = wide.networks?.map(parseBlock) ?? [];
  return (
    narrow.networks
      ?.map(parseBlock)
      .every((part) => part !== undefined && blocks.some((one) => one !== undefined && isPart(part, one))) === true
  );
}

const tierCovers = (wide: TierRule, narrow: TierRule): boolean =>
  wide.failsClosed !== true &&
  narrow.failsClosed !== true &&
  portsCover(wide.ports, narrow.ports) &&
  narrow.peers.length > 0 &&
  narrow.peers.every((peer) => wide.peers.some((one) => peerCovers(one, peer)));

interface Asked {
  readonly policy: TierPolicyFact;
  readonly rule: TierRule;
}

const asked = (policy: TierPolicyFact, direction: Direction): Asked[] =>
  policy[direction].map((rule) => ({ policy, rule }));

/** The first rule of a tier that matches decides. */
export function* shadowedInTiers(policies: readonly TierPolicyFact[], direction: Direction): Generator<Shadow> {
  const valid = policies.filter((policy) => !isRefused(policy) && policy.subject !== undefined);
  for (const policy of valid) {
    const before = valid.filter(
      ({ tier, priority, subject }) =>
        tier === policy.tier &&
        priority < policy.priority &&
        peerCovers(subject as TierPeer, policy.subject as TierPeer),
    );
    const own = asked(policy, direction);
    const earlier = before.flatMap((one) => asked(one, direction));
    for (const [at, { rule }] of own.entries()) {
      const covers = (wide: Asked): boolean => tierCovers(wide.rule, rule);
      const found = own.slice(0, at).find(covers) ?? earlier.find(covers);
      if (found !== undefined) yield { policy, pointer: rule.pointer, by: found.policy, byPointer: found.rule.pointer };
    }
  }
}

/** Selectors of the other policy’s kind are not compared: its pods surely are among these. */
const calicoSelects = (wide: CalicoPolicyFact, narrow: CalicoPolicyFact): boolean =>
  (wide.namespace === '' || wide.namespace === narrow.namespace) &&
  (/^(?:all\(\s*\))?$/.test(wide.selector.trim()) || wide.selector === narrow.selector) &&
  (wide.namespaceSelector === '' || (wide.namespaceSelector === narrow.namespaceSelector && narrow.namespace === '')) &&
  (wide.serviceAccountSelector === '' || wide.serviceAccountSelector === narrow.serviceAccountSelector);

const orderOf = ({ order }: CalicoPolicyFact): number => (order === '' ? Number.POSITIVE_INFINITY : Number(order));

const ending = (policy: CalicoPolicyFact, direction: Direction): CalicoRule | undefined =>
  policy.types.includes(direction) && (policy.openTypes?.length ?? 0) === 0
    ? policy[direction].find((rule) => rule.action !== 'log' && isOpenToAll(rule))
    : undefined;

/** Nothing of a tier is asked after a rule that names nobody and decides. */
export function* shadowedInCalico(policies: readonly CalicoPolicyFact[], direction: Direction): Generator<Shadow> {
  const valid = policies.filter((policy) => !isRefused(policy) && policy.hostsOnly !== true);
  const enders = valid.flatMap((policy) => {
    const rule = ending(policy, direction);
    return rule === undefined ? [] : [{ policy, rule }];
  });
  for (const policy of valid) {
    const rules = policy.types.includes(direction) ? policy[direction] : [];
    const own = ending(policy, direction);
    const other = enders.find(
      (one) =>
        one.policy.tier === policy.tier && orderOf(one.policy) < orderOf(policy) && calicoSelects(one.policy, policy),
    );
    for (const [at, rule] of rules.entries()) {
      if (rule.action === 'log') continue;
      if (other !== undefined) yield { policy, pointer: rule.pointer, by: other.policy, byPointer: other.rule.pointer };
      else if (own !== undefined && at > rules.indexOf(own))
        yield { policy, pointer: rule.pointer, by: policy, byPointer: own.pointer };
    }
  }
}

interface CiliumDeny {
  readonly policy: CiliumPolicyFact;
  readonly spec: CiliumSpec;
  readonly rule: CiliumRule;
}

function denyCovers({ policy, spec, rule: deny }: CiliumDeny, by: Omit<CiliumDeny, 'rule'>, rule: CiliumRule): boolean {
  const isThere = policy.namespace === '' || policy.namespace === by.policy.namespace;
  const isSame = policy.namespace === by.policy.namespace && isEqual(spec.endpoints, by.spec.endpoints);
  if (!isThere || !(isSame || selectsAll(spec.endpoints)) || !portsCover(deny.ports, rule.ports)) return false;
  if (deny.peers?.some(({ entity }) => entity === 'all') === true) return true;
  const isNamed = ({ selector, entity }: NonNullable<CiliumRule['peers']>[number]): boolean =>
    deny.peers?.some((one) => (entity === undefined ? isEqual(one.selector, selector) : one.entity === entity)) ===
      true && policy.namespace === by.policy.namespace;
  return rule.peers !== undefined && rule.peers.length > 0 && rule.peers.every(isNamed);
}

/** What is denied stays denied, whatever allows it. */
export function* shadowedInCilium(policies: readonly CiliumPolicyFact[], direction: Direction): Generator<Shadow> {
  const specs = policies
    .filter((policy) => !isRefused(policy))
    .flatMap((policy) =>
      policy.specs.filter(({ endpoints }) => endpoints !== undefined).map((spec) => ({ policy, spec })),
    );
  const denies = specs.flatMap((one) =>
    one.spec[direction]
      .filter(({ action, conditions }) => action === 'deny' && conditions.length === 0)
      .map((rule): CiliumDeny => ({ ...one, rule })),
  );
  for (const one of denies.length === 0 ? [] : specs)
    for (const rule of one.spec[direction]) {
      if (rule.action !== 'allow' || rule.peers === undefined) continue;
      const by = denies.find((deny) => denyCovers(deny, one, rule));
      if (by !== undefined)
        yield { policy: one.policy, pointer: rule.pointer, by: by.policy, byPointer: by.rule.pointer };
    }
}
