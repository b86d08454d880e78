// Connections from outside of the cluster: which Services they can use, and whose address they then seem to come from.
import type { ServiceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { Judge, Judgement } from './judge.ts';
import type { NamedParty } from './places.ts';
import { isExposed } from './services.ts';
import type { Target } from './targets.ts';

const SNAT =
  'who comes through this Service from outside may be seen with the address of a node, which is left to the network plugin';
const BACKEND = /\/backend\/(?:service\/name|serviceName)$/;
/** Ingresses that are named for one Service. */
const MOST_NAMED = 10;

export class Outside {
  readonly #facts: Facts;
  readonly #judge: Judge;

  constructor(facts: Facts, judge: Judge) {
    this.#facts = facts;
    this.#judge = judge;
  }

  /** Why nobody outside can use the Service; undefined where somebody can, or nobody outside asks. */
  isShutTo(sources: readonly NamedParty[], service: ServiceFact | undefined): string[] | undefined {
    if (service === undefined || isExposed(service) || sources.some(({ party }) => party.kind !== 'outside'))
      return undefined;
    const shut = `${objectId(service)} (${service.type}) has no address outside of the cluster`;
    const ways = this.#ingressesTo(service).map((id) => `${id} leads to it: ask for the pods of its controller`);
    return [shut, ...ways];
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

  #ingressesTo({ namespace, name }: ServiceFact): string[] {
    return this.#facts.customs
      .filter(
        (one) =>
          one.objectKind === 'Ingress' &&
          one.namespace === namespace &&
          [...one.fields].some(([pointer, value]) => value === name && BACKEND.test(pointer)),
      )
      .map(objectId)
      .slice(0, MOST_NAMED);
  }
}
