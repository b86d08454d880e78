// Cilium's policies made ready for questions.
import type { AddressBlock } from '../../facts/address.ts';
import { parseBlock } from '../../facts/address.ts';
import type { CiliumPeer, CiliumPolicyFact, CiliumRule, CiliumSpec } from '../../facts/cilium-policy.ts';
import type { Direction } from '../../facts/network.ts';
import type { LabelSelector } from '../../facts/object.ts';
import { wantsOf } from './labels.ts';
import type { Want } from './labels.ts';

export interface CompiledCiliumPeer {
  readonly fact: CiliumPeer;
  readonly wants?: readonly Want[];
  /** Equal for peers that select alike. */
  readonly key?: string;
  /** Undefined in place of a block that is none. */
  readonly block?: { readonly whole: AddressBlock | undefined; readonly except: readonly AddressBlock[] };
}

export interface CompiledCiliumRule {
  readonly fact: CiliumRule;
  readonly peers?: readonly CompiledCiliumPeer[];
}

export interface CompiledCiliumSpec {
  readonly policy: CiliumPolicyFact;
  readonly fact: CiliumSpec;
  readonly isValid: boolean;
  readonly endpoints?: readonly Want[];
  readonly rules: Readonly<Record<Direction, readonly CompiledCiliumRule[]>>;
}

export class SpecCompiler {
  readonly #isLimited: boolean;

  constructor(isLimited: boolean) {
    this.#isLimited = isLimited;
  }

  compile(policy: CiliumPolicyFact): CompiledCiliumSpec[] {
    const isValid = !policy.faults.some(({ refused }) => refused);
    return policy.specs.map((fact) => ({
      policy,
      fact,
      isValid,
      ...(fact.endpoints !== undefined && { endpoints: this.#wants(fact.endpoints, policy, true) }),
      rules: {
        ingress: fact.ingress.map((rule) => this.#rule(rule, policy)),
        egress: fact.egress.map((rule) => this.#rule(rule, policy)),
      },
    }));
  }

  #wants(selector: LabelSelector, { namespace }: CiliumPolicyFact, isSubject: boolean): readonly Want[] {
    return wantsOf(selector, { namespace, isSubject, isLimited: this.#isLimited });
  }

  #rule(fact: CiliumRule, policy: CiliumPolicyFact): CompiledCiliumRule {
    return { fact, ...(fact.peers !== undefined && { peers: fact.peers.map((peer) => this.#peer(peer, policy)) }) };
  }

  #peer(fact: CiliumPeer, policy: CiliumPolicyFact): CompiledCiliumPeer {
    if (fact.selector !== undefined) {
      const wants = this.#wants(fact.selector, policy, false);
      return { fact, wants, key: keyOf(wants) };
    }
    if (fact.block === undefined) return { fact };
    const except = fact.block.except.map(parseBlock);
    const isWhole = except.every((part) => part !== undefined);
    return {
      fact,
      block: { whole: isWhole ? parseBlock(fact.block.cidr) : undefined, except: isWhole ? except : [] },
    };
  }
}

export function keyOf(wants: readonly Want[]): string {
  return JSON.stringify(
    wants.map(({ where, requirement: { key, operator, values } }) => [where, key, operator, ...values]),
  );
}
