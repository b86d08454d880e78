// What the network says to a connection on the cluster as it is, and with one NetworkPolicy written otherwise.
import type { Facts } from '../facts/facts.ts';
import type { NetworkPolicyFact } from '../facts/network.ts';
import { oncePer } from '../facts/once-per.ts';
import { CanConnect } from '../reach/can-connect.ts';
import type { Verdict } from '../reach/judge.ts';
import type { ConnectRequest } from '../results/can-connect.ts';

export class WhatIf {
  readonly #facts: Facts;
  #can: CanConnect | undefined;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  /** Whether the connection is answered so now, and so if `policy` were `meant`. */
  turns(
    request: ConnectRequest,
    verdicts: Readonly<Record<'now' | 'changed', Verdict>>,
    [policy, meant]: readonly [NetworkPolicyFact, NetworkPolicyFact],
  ): boolean {
    this.#can ??= new CanConnect(this.#facts);
    if (verdictOf(this.#can, request) !== verdicts.now) return false;
    return verdictOf(this.#can.withPolicy(policy, meant), request) === verdicts.changed;
  }
}

/** One for all checks of a cluster: its policies are compiled once. */
export const whatIf = oncePer((facts: Facts) => new WhatIf(facts));

function verdictOf(can: CanConnect, request: ConnectRequest): Verdict | undefined {
  const answer = can.answer(request);
  return 'verdict' in answer ? answer.verdict : undefined;
}
