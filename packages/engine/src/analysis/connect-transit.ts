// Joins reach and transit: how what `can-connect` lets through is encrypted, and policies that close the port of a tunnel.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { CanConnect, Connected } from '../reach/can-connect.ts';
import { TransitAnswers } from '../transit/answers.ts';
import type { EdgeAnswer } from '../transit/answers.ts';
import type { Basis, TransitState } from '../transit/edge.ts';
import { HBONE } from '../transit/istio.ts';

export interface ConnectedTransit {
  readonly state: TransitState;
  readonly basis: readonly Basis[];
}

export class ConnectTransit {
  readonly #connect: CanConnect;
  readonly #answers: TransitAnswers;

  /** `at`: the day or time at which certificates are judged. */
  constructor(facts: Facts, connect: CanConnect, at?: string) {
    this.#connect = connect;
    this.#answers = new TransitAnswers(facts, at);
  }

  /** Undefined where nothing passes, or the request is for no single pair of ends. Pairs that differ leave it open. */
  of({ request, verdict }: Connected): ConnectedTransit | undefined {
    const found = this.#answers
      .of(request)
      .map((answer) => (answer.tunnelled ? this.#throughPolicies(answer) : answer));
    const isBeside = found.some(({ tunnelled }) => tunnelled);
    const [first] = found;
    if (first === undefined || (verdict === 'deny' && !isBeside)) return undefined;
    if (found.every(({ state }) => state === first.state)) return { state: first.state, basis: first.basis };
    const parts = found.flatMap(({ state, edge, basis }): readonly Basis[] => [
      { text: `${state} for ${nameOf(edge.from)} → ${nameOf(edge.to)}`, evidence: [] },
      ...basis,
    ]);
    return { state: 'unknown', basis: [{ text: 'not all pairs are encrypted alike', evidence: [] }, ...parts] };
  }

  /** https://istio.io/latest/docs/ambient/usage/networkpolicy/ */
  #throughPolicies(answer: EdgeAnswer): EdgeAnswer {
    const { from, to, port } = answer.edge;
    if (from === undefined || to === undefined) return answer;
    const asked = { from: objectId(from), to: objectId(to), port: HBONE, protocol: 'TCP' } as const;
    const tunnel = this.#connect.answer(asked);
    const sees = { text: `network policies see its tunnel to port ${HBONE}, and not port ${port}`, evidence: [] };
    if ('error' in tunnel || tunnel.verdict === 'allow') return { ...answer, basis: [...answer.basis, sees] };
    const isClosed = tunnel.verdict === 'deny';
    const text = `port ${HBONE} is ${isClosed ? 'closed' : 'left open or closed'} by network policies, so that the tunnel ${isClosed ? 'breaks' : 'may break'}`;
    return {
      ...answer,
      state: isClosed ? 'refused' : 'unknown',
      basis: [{ text, evidence: [] }, ...tunnel.because.slice(1), ...answer.basis],
    };
  }
}

function nameOf(end: Parameters<typeof objectId>[0] | undefined): string {
  return end === undefined ? 'who is no pod' : objectId(end);
}
