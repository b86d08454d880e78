// Calico's policies made ready for questions, and what they ask of pods and addresses.
import { parseBlock } from '../../facts/address.ts';
import type { AddressBlock } from '../../facts/address.ts';
import type { CalicoEntity, CalicoPolicyFact, CalicoRule } from '../../facts/calico-policy.ts';
import type { CalicoSelector } from '../../facts/calico-selector.ts';
import type { Facts } from '../../facts/facts.ts';
import type { Direction } from '../../facts/network.ts';
import type { Asked } from '../pods.ts';
import { ACCOUNT, entityScope, keysOf, notScope, OF_ACCOUNT, policyScope } from './scope.ts';

type Blocks = readonly (AddressBlock | undefined)[];

/** A selector and a text that is equal for equal ones. */
export interface Scope {
  readonly selector: CalicoSelector;
  readonly key: string;
}

export interface CompiledEntity {
  readonly fact: CalicoEntity;
  readonly scope?: Scope;
  readonly not?: Scope;
  readonly nets?: Blocks;
  readonly notNets?: Blocks;
}

export interface CompiledCalicoRule {
  readonly fact: CalicoRule;
  readonly source: CompiledEntity;
  readonly destination: CompiledEntity;
}

export interface CompiledCalicoPolicy {
  readonly fact: CalicoPolicyFact;
  readonly isValid: boolean;
  readonly order: number;
  readonly scope: Scope;
  readonly rules: Readonly<Record<Direction, readonly CompiledCalicoRule[]>>;
  /** What it says of another end may hang on more of its own pod than that it selects it. */
  readonly asksOwn: Readonly<Record<Direction, boolean>>;
}

const scopeOf = (selector: CalicoSelector): Scope => ({ selector, key: JSON.stringify(selector) });

function compiledEntity(fact: CalicoEntity, namespace: string): CompiledEntity {
  const scope = entityScope(fact, namespace);
  const not = notScope(fact);
  return {
    fact,
    ...(scope !== undefined && { scope: scopeOf(scope) }),
    ...(not !== undefined && { not: scopeOf(not) }),
    ...(fact.nets !== undefined && { nets: fact.nets.map(parseBlock) }),
    ...(fact.notNets !== undefined && { notNets: fact.notNets.map(parseBlock) }),
  };
}

function asksOwn({ fact, source, destination }: CompiledCalicoRule, direction: Direction): boolean {
  const own = direction === 'ingress' ? destination : source;
  const isPlain =
    own.scope === undefined && own.not === undefined && own.nets === undefined && own.notNets === undefined;
  const isOfFamily = fact.ipVersion !== undefined || source.notNets !== undefined || destination.notNets !== undefined;
  return !isPlain || isOfFamily;
}

export function compilePolicy(fact: CalicoPolicyFact): CompiledCalicoPolicy {
  const rulesOf = (direction: Direction): CompiledCalicoRule[] =>
    fact[direction].map((rule) => ({
      fact: rule,
      source: compiledEntity(rule.source, fact.namespace),
      destination: compiledEntity(rule.destination, fact.namespace),
    }));
  const rules = { ingress: rulesOf('ingress'), egress: rulesOf('egress') };
  return {
    fact,
    isValid: !fact.faults.some(({ refused }) => refused),
    order: fact.order === '' ? Number.POSITIVE_INFINITY : Number(fact.order),
    scope: scopeOf(policyScope(fact)),
    rules,
    asksOwn: {
      ingress: rules.ingress.some((rule) => asksOwn(rule, 'ingress')),
      egress: rules.egress.some((rule) => asksOwn(rule, 'egress')),
    },
  };
}

export function askedByCalico({ calicoPolicies, calicoSets }: Facts): Asked {
  const policies = calicoPolicies.map(compilePolicy);
  const entities = policies.flatMap(({ rules }) =>
    [...rules.ingress, ...rules.egress].flatMap(({ source, destination }) => [source, destination]),
  );
  const scopes = [
    ...policies.map(({ scope }) => scope),
    ...entities.flatMap(({ scope, not }) => [scope ?? [], not ?? []].flat()),
  ];
  const keys = [...new Set(scopes.flatMap(({ selector }) => keysOf(selector)))];
  const blocks = [
    ...entities.flatMap(({ nets = [], notNets = [] }) => [...nets, ...notNets]),
    ...calicoSets.flatMap(({ nets }) => nets.map(parseBlock)),
  ];
  return {
    keys,
    hasAccounts: keys.some((key) => key === ACCOUNT || key.startsWith(OF_ACCOUNT)),
    blocks: blocks.filter((block) => block !== undefined),
  };
}
