// Connections from outside of the cluster: whose address they seem to come from.
import type { ServiceFact } from '../facts/cluster.ts';
import type { Judge, Judgement } from './judge.ts';
import type { NamedParty } from './places.ts';
import type { Target } from './targets.ts';

const SNAT =
  'who comes through this Service from outside may be seen with the address of a node, which is left to the network plugin';
export class Outside {
  readonly #judge: Judge;

  constructor(judge: Judge) {
    this.#judge = judge;
  }

  /** Through a Service that may hide the source's address, the connection may also seem to come from any node. */
  judge(source: NamedParty, target: Target, service: ServiceFact | undefined): Judgement {
    const connection = { source: source.party, target: target.party, attempt: target.attempt };
    const direct = this.#judge.judge(connection);
    if (service === undefined || source.party.kind !== 'outside' || service.keepsSource === true) return direct;
    const masked = this.#judge.judge({ ...connection, source: { kind: 'node', node: '' } });
    if (masked.verdict === direct.verdict) return direct;
    return { ...direct, verdict: 'undefined', reasons: [SNAT, ...direct.reasons] };
  }
}
