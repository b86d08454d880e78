// Answers `can-connect`: would the network let one endpoint connect to a port of another, and what decides it?
import type { Facts } from '../facts/facts.ts';
import type { NetworkPolicyFact } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import type { ConnectError, ConnectRequest } from '../results/can-connect.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { Callers } from './callers.ts';
import { compile } from './compile.ts';
import type { Compiled } from './compile.ts';
import { Ends } from './ends.ts';
import type { Party } from './ends.ts';
import { findEnforcer } from './enforcer.ts';
import type { Enforcer } from './enforcer.ts';
import { explainSide } from './explain.ts';
import type { Because } from './explain.ts';
import { Judge } from './judge.ts';
import type { Judgement, Verdict } from './judge.ts';
import type { End } from './attempt.ts';
import { Outside } from './outside.ts';
import { PluginPolicies } from './plugin-policies.ts';
import { Places } from './places.ts';
import type { NamedParty } from './places.ts';
import type { Cni } from './reading.ts';
import { requestOfLine } from './request.ts';
import type { Refusal } from './request.ts';
import { distinct, sourcesOf, targetsOf } from './targets.ts';
import type { Target } from './targets.ts';
import { Unread } from './unread.ts';

export interface ConnectSettings {
  /** Whose reading of the specification counts; absent: of the plugin that is found, else all. */
  readonly cni?: Cni;
}

export interface Connected {
  readonly request: ConnectRequest;
  readonly verdict: Verdict;
  readonly because: readonly Because[];
}

export interface UnknownEnd {
  readonly request: ConnectRequest;
  readonly error: string;
}

/** Pairs of a source and a target that are tried for one request. */
const MOST_PAIRS = 250_000;

export class CanConnect {
  readonly #compiled: Compiled;
  readonly #ends: Ends;
  readonly #judge: Judge;
  readonly #places: Places;
  readonly #enforcer: Enforcer;
  readonly #outside: Outside;
  readonly #unread: Unread;
  readonly #plugins: PluginPolicies;
  readonly #callers: Callers;

  /** Compiles the policies; answers any number of requests. */
  constructor(facts: Facts, { cni }: ConnectSettings = {}) {
    this.#enforcer = cni === undefined ? findEnforcer(facts) : takenAs(cni);
    const held = this.#enforcer.enforces === false ? unenforced(facts) : facts;
    this.#compiled = compile(held);
    this.#ends = new Ends(this.#compiled, facts.nodes);
    this.#judge = new Judge(this.#compiled, this.#ends, this.#enforcer.cni);
    this.#places = new Places(facts, this.#compiled);
    this.#outside = new Outside(facts, this.#judge);
    this.#unread = new Unread(facts);
    this.#plugins = new PluginPolicies(held, this.#enforcer.cni);
    this.#callers = new Callers(this.#compiled, this.#ends, this.#judge);
  }

  /** One sentence: who enforces policies, if it is known. */
  get enforcer(): string {
    return this.#enforcer.text;
  }

  /** Why an id is no end of a connection; undefined where it is one. */
  faultOf(id: string): string | undefined {
    const place = this.#places.find(id);
    return 'error' in place ? place.error : undefined;
  }

  /** What each pod, or what makes pods, may do with a port of `to`: the most that one of its ends lets it. Empty where none listens. */
  callersOf(asked: Omit<ConnectRequest, 'from'>): ReadonlyMap<WorkloadFact, Verdict> | Refusal {
    const place = this.#places.find(asked.to);
    if ('error' in place) return place;
    const targets = targetsOf(place, asked, this.#places, this.#compiled);
    const best = new Map<WorkloadFact, Verdict>();
    const { pods } = this.#compiled.pods;
    if (targets.kind === 'unknown') return new Map(pods.map((pod) => [pod, 'undefined']));
    for (const target of targets.kind === 'none' ? [] : distinct(targets.targets, this.#compiled))
      for (const [number, verdict] of this.#callers.to(target).entries()) {
        const source = this.#places.pod(number);
        const pod = pods[number] as WorkloadFact;
        if (isSamePod(source, target) && pod.isPod) continue;
        const held = this.#missing([source.party, target.party], false).length > 0 ? 'undefined' : verdict;
        if (RANK[held] >= RANK[best.get(pod) ?? 'deny']) best.set(pod, held);
      }
    return best;
  }

  answer(request: ConnectRequest): Connected | UnknownEnd {
    const from = this.#places.find(request.from);
    if ('error' in from) return { request, error: from.error };
    const to = this.#places.find(request.to);
    if ('error' in to) return { request, error: to.error };
    const targets = targetsOf(to, request, this.#places, this.#compiled);
    const sources = sourcesOf(from, this.#places, this.#compiled);
    if (sources.length === 0) return this.#say(request, 'deny', [`nothing runs behind ${request.from}`]);
    if (targets.kind !== 'targets') {
      if (targets.kind === 'none') return this.#say(request, 'deny', [targets.why]);
      return this.#say(request, 'undefined', [targets.why]);
    }
    const shut = this.#outside.isShutTo(sources, targets.through);
    if (shut !== undefined) return this.#say(request, 'deny', shut);
    return this.#best(
      request,
      distinct(sources, this.#compiled),
      distinct(targets.targets, this.#compiled),
      targets.through,
    );
  }

  /** A request in JSON on one line; a bad one gives an error with that line's number, a blank one nothing. */
  answerLine(text: string, line: number): Connected | UnknownEnd | ConnectError | undefined {
    if (text.trim() === '') return undefined;
    const request = requestOfLine(text);
    return 'error' in request ? { line, error: request.error } : this.answer(request);
  }

  /** One pair that is let through is enough; else what is open, else what is refused. */
  #best(
    request: ConnectRequest,
    sources: readonly NamedParty[],
    targets: readonly Target[],
    through: Parameters<Outside['judge']>[2],
  ): Connected {
    let best: Pair | undefined;
    let count = 0;
    for (const source of sources) {
      for (const target of targets) {
        if (isSamePod(source, target) && (sources.length > 1 || targets.length > 1)) continue;
        if (++count > MOST_PAIRS)
          return this.#say(request, 'undefined', [`more than ${MOST_PAIRS} pairs: ask for one end at a time`]);
        const judgement = this.#outside.judge(source, target, through);
        if (best === undefined || RANK[judgement.verdict] > RANK[best.judgement.verdict])
          best = { source, target, judgement };
        if (judgement.verdict === 'allow') return this.#present(request, best);
      }
    }
    if (best === undefined) return this.#say(request, 'deny', [`nothing but itself is in ${request.to}`]);
    return this.#present(request, best);
  }

  #present(request: ConnectRequest, { source, target, judgement }: Pair): Connected {
    const parties = [source.party, target.party];
    const missing = this.#missing(parties, isSamePod(source, target));
    const open = [...judgement.reasons.map(plain), ...missing];
    const verdict = missing.length > 0 ? 'undefined' : judgement.verdict;
    const isSingle = source.name === request.from && target.name === request.to;
    const pair = isSingle ? [] : [`${source.name} → ${target.name} ${target.attempt.port}/${target.attempt.protocol}`];
    const sides = this.#sides({ source, target, judgement });
    return { request, verdict, because: [this.#first(), ...open, ...pair.map(plain), ...sides, ...faultsOf(sides)] };
  }

  /** Why what is in the input does not decide. */
  #missing(parties: readonly Party[], isOne: boolean): Because[] {
    return [
      ...this.#unread.reasonFor(parties, this.#compiled).map(plain),
      ...(isOne ? [] : this.#plugins.reasonsFor(parties, this.#compiled)),
    ];
  }

  #sides({ source, target, judgement }: Pair): Because[] {
    if (isSamePod(source, target) && this.#isOnePod(source))
      return [plain(`${source.name} reaches itself: no policy stands between`)];
    const { reading } = judgement;
    const [from] = this.#ends.of(source.party, reading) as [End];
    const [to] = this.#ends.of(target.party, reading) as [End];
    const attempt = to.kind === 'pod' ? target.attempt : { ...target.attempt, named: [] };
    const context = { compiled: this.#compiled, reading };
    return [
      explainSide({ own: from, other: to, direction: 'egress' }, source.name, attempt, context),
      explainSide({ own: to, other: from, direction: 'ingress' }, target.name, attempt, context),
    ];
  }

  /** What makes pods stands for several. */
  #isOnePod({ party }: NamedParty): boolean {
    return party.kind === 'pod' && this.#ends.pod(party.pod).isPod;
  }

  #say(request: ConnectRequest, verdict: Verdict, texts: readonly string[]): Connected {
    return { request, verdict, because: [this.#first(), ...texts.map(plain)] };
  }

  #first(): Because {
    return { text: this.#enforcer.text, evidence: this.#enforcer.evidence };
  }
}

interface Pair {
  readonly source: NamedParty;
  readonly target: Target;
  readonly judgement: Judgement;
}

/** Faults of the policies that decide: they may have been meant otherwise. */
const MOST_FAULTS = 3;

function faultsOf(sides: readonly Because[]): Because[] {
  const cited = new Set(sides.flatMap(({ evidence }) => evidence.map(({ object }) => object)));
  return [...cited]
    .flatMap((object) =>
      'faults' in object
        ? (object as NetworkPolicyFact).faults.map(({ pointer, reason }) => ({
            text: `${objectId(object)}: ${reason}`,
            evidence: [{ object, pointer }],
          }))
        : [],
    )
    .slice(0, MOST_FAULTS);
}

const RANK: Readonly<Record<Verdict, number>> = { deny: 0, undefined: 1, allow: 2 };

const plain = (text: string): Because => ({ text, evidence: [] });

function isSamePod({ party: one }: NamedParty, { party: other }: NamedParty): boolean {
  return one.kind === 'pod' && other.kind === 'pod' && one.pod === other.pod;
}

/** What nothing enforces does not hold. */
function unenforced(facts: Facts): Facts {
  return { ...facts, networkPolicies: [], tierPolicies: [], pluginPolicies: [] };
}

function takenAs(cni: Cni): Enforcer {
  const text =
    cni === 'generic'
      ? 'policies are taken to be enforced, by any plugin that follows the specification (--cni generic)'
      : `policies are taken to be enforced as ${cni} does (--cni ${cni})`;
  return { enforces: true, cni, text, evidence: [] };
}
