// Joins reach and transit: how what `can-connect` lets through is encrypted, whether the mesh takes it, and what policies of the network see of a tunnel.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { CanConnect, Connected } from '../reach/can-connect.ts';
import type { ConnectRequest } from '../results/can-connect.ts';
import { RANK } from '../reach/pairs.ts';
import { kindOf, transitAnswers, TransitAnswers } from './answers.ts';
import type { EdgeAnswer } from './answers.ts';
import type { Admission } from './authorizations.ts';
import type { Basis, TransitState } from './edge.ts';
import { Tunnels } from './tunnels.ts';
import type { Tunnelled } from './tunnels.ts';

export interface ConnectedTransit {
  readonly state: TransitState;
  readonly basis: readonly Basis[];
}

export interface JoinedConnection extends Connected {
  /** Absent where nothing passes, or the request is for no single pair of ends. */
  readonly transit?: ConnectedTransit;
  /** Absent where no policy of the mesh has a say. */
  readonly mesh?: Admission;
}

interface Pair {
  readonly answer: EdgeAnswer;
  readonly tunnel: Tunnelled | undefined;
}

export class ConnectTransit {
  readonly #tunnels: Tunnels;
  readonly #answers: TransitAnswers;

  /** `at`: the day or time at which certificates are judged. */
  constructor(facts: Facts, connect: CanConnect, at?: string) {
    this.#tunnels = new Tunnels(facts, connect);
    this.#answers = at === undefined ? transitAnswers(facts) : new TransitAnswers(facts, at);
  }

  /** Where all pairs run in tunnels, the verdict is that on the tunnel: policies see nothing else of them. */
  join(connected: Connected): JoinedConnection {
    const found = this.#kinds(connected.request);
    const judged = judge(
      connected,
      found.flatMap(({ tunnel }) => tunnel ?? []),
      found.length,
    );
    if (judged.verdict === 'deny' && found.every(({ tunnel }) => tunnel === undefined)) return judged;
    const transit = together(found.map(({ answer, tunnel }) => ofTunnel(answer, tunnel)));
    if (transit === undefined) return judged;
    const mesh = judged.verdict === 'deny' ? undefined : admissionOf(found.map(({ answer }) => answer.admission));
    return { ...judged, transit, ...(mesh !== undefined && { mesh }) };
  }

  /** The first of each kind. Policies may tell apart what a mesh does not: each pair's own tunnel is asked for. */
  #kinds(request: ConnectRequest): Pair[] {
    const pairs = this.#answers.of(request).map((answer): Pair => ({
      answer,
      tunnel: answer.tunnel === undefined ? undefined : this.#tunnels.of(answer.edge, answer.tunnel),
    }));
    const kinds = Map.groupBy(pairs, ({ answer, tunnel }) => `${kindOf(answer)} ${tunnel?.verdict}`);
    return [...kinds.values()].flatMap((alike) => alike.slice(0, 1));
  }
}

function judge(connected: Connected, tunnels: readonly Tunnelled[], all: number): Connected {
  const [best] = tunnels.toSorted((a, b) => RANK[b.verdict] - RANK[a.verdict]);
  if (best === undefined) return connected;
  const { request, because } = connected;
  const first = because.slice(0, 1);
  if (tunnels.length === all) {
    const open = best.verdict === 'undefined' ? { open: best.because.map(({ text }) => text) } : {};
    return { request, verdict: best.verdict, because: [...first, ...best.because], ...open };
  }
  if (best.verdict === connected.verdict) return connected;
  const text = 'some of the pairs run in tunnels, of which policies see another port, and others do not';
  return {
    request,
    verdict: 'undefined',
    because: [...first, { text, evidence: [] }, ...because.slice(1)],
    open: [text],
  };
}

function ofTunnel(answer: EdgeAnswer, tunnel: Tunnelled | undefined): EdgeAnswer {
  if (tunnel === undefined) return answer;
  if (tunnel.verdict === 'allow') return { ...answer, basis: [...answer.basis, ...tunnel.because.slice(0, 1)] };
  const isClosed = tunnel.verdict === 'deny';
  return {
    ...answer,
    state: isClosed ? 'refused' : 'unknown',
    basis: [...tunnel.because, ...answer.basis],
  };
}

/** Pairs that differ leave it open. */
function together(answers: readonly EdgeAnswer[]): ConnectedTransit | undefined {
  const [first] = answers;
  if (first === undefined) return undefined;
  if (answers.every(({ state }) => state === first.state)) return { state: first.state, basis: first.basis };
  const parts = answers.flatMap(({ state, edge, basis }): readonly Basis[] => [
    { text: `${state} for ${nameOf(edge.from)} → ${nameOf(edge.to)}`, evidence: [] },
    ...basis,
  ]);
  return { state: 'unknown', basis: [{ text: 'not all pairs are encrypted alike', evidence: [] }, ...parts] };
}

function admissionOf(admissions: readonly (Admission | undefined)[]): Admission | undefined {
  const told = admissions.filter((one) => one !== undefined);
  const [first] = told;
  if (first === undefined) return undefined;
  const verdicts = new Set(admissions.map((one) => one?.verdict ?? 'admitted'));
  if (verdicts.size === 1) return first;
  const basis = [{ text: 'not all pairs are taken alike', evidence: [] }, ...told.flatMap((one) => one.basis)];
  return { verdict: 'undefined', basis };
}

function nameOf(end: Parameters<typeof objectId>[0] | undefined): string {
  return end === undefined ? 'who is no pod' : objectId(end);
}
