// Answers `can-connect`: would the network let one endpoint connect to a port of another, and what decides it?
import type { Facts } from '../facts/facts.ts';
import type { ServiceFact } from '../facts/cluster.ts';
import type { NetworkPolicyFact } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import type { ConnectError, ConnectRequest } from '../results/can-connect.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { Callers } from './callers.ts';
import { withPolicy } from './changed-policy.ts';
import { compile } from './compile.ts';
import type { Compiled } from './compile.ts';
import { Ends, isSamePod } from './ends.ts';
import { Entries } from './entries.ts';
import { findEnforcer, pluginIn } from './enforcer.ts';
import type { Enforcer } from './enforcer.ts';
import type { Because } from './because.ts';
import { Judge } from './judge.ts';
import type { Verdict } from './judge.ts';
import { Outside } from './outside.ts';
import { Pairs, plain, RANK, said } from './pairs.ts';
import type { Answered } from './pairs.ts';
import { ForeignPolicies } from './plugin-policies.ts';
import { Places } from './places.ts';
import type { NamedParty } from './places.ts';
import type { Cni } from './reading.ts';
import { isExposed } from './services.ts';
import { requestOfLine } from './request.ts';
import type { Refusal } from './request.ts';
import { distinct, sourcesOf, targetsOf } from './targets.ts';
import type { Target } from './targets.ts';
import { Unread } from './unread.ts';

export interface ConnectSettings {
  /** Whose reading of the specification counts; absent: of the plugin that is found, else all. */
  readonly cni?: Cni;
}

/** What stays where one policy is written otherwise. */
interface Unchanged {
  readonly enforcer: Enforcer;
  /** The facts without policies that nothing enforces. */
  readonly held: Facts;
  readonly places: Places;
  readonly compiled: Compiled;
}

export interface Connected {
  readonly request: ConnectRequest;
  readonly verdict: Verdict;
  readonly because: readonly Because[];
  /** Of an undefined verdict: those sentences that say what leaves it open. */
  readonly open?: readonly string[];
}

export interface UnknownEnd {
  readonly request: ConnectRequest;
  readonly error: string;
}

export class CanConnect {
  readonly #facts: Facts;
  readonly #held: Facts;
  readonly #compiled: Compiled;
  readonly #ends: Ends;
  readonly #judge: Judge;
  readonly #places: Places;
  readonly #enforcer: Enforcer;
  readonly #pairs: Pairs;
  readonly #entries: Entries;
  readonly #callers: Callers;

  /** Compiles the policies; answers any number of requests. */
  constructor(facts: Facts, settings: ConnectSettings | Unchanged = {}) {
    this.#facts = facts;
    const { enforcer, held, compiled, places } = 'compiled' in settings ? settings : prepared(facts, settings);
    this.#held = held;
    this.#enforcer = enforcer;
    this.#compiled = compiled;
    this.#ends = new Ends(compiled, facts.nodes);
    this.#judge = new Judge(compiled, this.#ends, enforcer.cni);
    this.#places = places;
    this.#pairs = new Pairs(this.#compiled, this.#ends, new Outside(this.#judge), {
      unread: new Unread(facts, pluginIn(enforcer)),
      plugins: new ForeignPolicies(held, enforcer, compiled),
    });
    this.#entries = new Entries(facts, this.#compiled, this.#places, this.#pairs);
    this.#callers = new Callers(this.#compiled, this.#ends, this.#judge);
  }

  /** The same cluster with one NetworkPolicy written otherwise, for the labels of pods that the cluster’s selectors ask for. */
  withPolicy(policy: NetworkPolicyFact, meant: NetworkPolicyFact): CanConnect {
    const number = this.#compiled.policies.findIndex(({ fact }) => fact === policy);
    if (number < 0) return this;
    const compiled = withPolicy(this.#compiled, number, meant);
    const places = this.#places;
    return new CanConnect(this.#facts, { enforcer: this.#enforcer, held: this.#held, places, compiled });
  }

  /** The cluster as it was compiled, for questions that are not of single pairs. */
  get compiled(): Compiled {
    return this.#compiled;
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
        if (isSamePod(source.party, target.party) && pod.isPod) continue;
        const held = this.#pairs.missing([source.party, target.party], false).length > 0 ? 'undefined' : verdict;
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
    if (targets.kind !== 'targets')
      return this.#say(request, targets.kind === 'none' ? 'deny' : 'undefined', [targets.why]);
    const ends = { sources: distinct(sources, this.#compiled), targets: distinct(targets.targets, this.#compiled) };
    const answered = this.#through(request, ends, targets.through);
    return { request, ...answered, because: [this.#first(), ...answered.because] };
  }

  /** Who is outside gets at a Service by an address that it has there, or by an Ingress or a route; the best way counts. */
  #through(
    request: ConnectRequest,
    { sources, targets }: { readonly sources: readonly NamedParty[]; readonly targets: readonly Target[] },
    service: ServiceFact | undefined,
  ): Answered {
    const isOutside = service !== undefined && sources.every(({ party }) => party.kind === 'outside');
    const direct = isOutside && !isExposed(service) ? undefined : this.#pairs.best(sources, targets, request, service);
    if (!isOutside || direct?.verdict === 'allow') return direct ?? said('deny');
    const entry = this.#entries.best(service, request.port, sources);
    const shut = `${objectId(service)} (${service.type}) has no address outside of the cluster`;
    if (entry === undefined) return direct ?? said('deny', shut);
    if (direct !== undefined && RANK[direct.verdict] >= RANK[entry.verdict]) return direct;
    return direct === undefined ? { ...entry, because: [plain(shut), ...entry.because] } : entry;
  }

  /** A request in JSON on one line; a bad one gives an error with that line's number, a blank one nothing. */
  answerLine(text: string, line: number): Connected | UnknownEnd | ConnectError | undefined {
    if (text.trim() === '') return undefined;
    const request = requestOfLine(text);
    return 'error' in request ? { line, error: request.error } : this.answer(request);
  }

  #say(request: ConnectRequest, verdict: Verdict, texts: readonly string[]): Connected {
    return { request, ...said(verdict, ...texts), because: [this.#first(), ...texts.map(plain)] };
  }

  #first(): Because {
    return { text: this.#enforcer.text, evidence: this.#enforcer.evidence };
  }
}

function prepared(facts: Facts, { cni }: ConnectSettings): Unchanged {
  const enforcer = cni === undefined ? findEnforcer(facts) : takenAs(cni);
  const held = enforcer.enforces === false ? unenforced(facts) : facts;
  const compiled = compile(held, pluginIn(enforcer));
  return { enforcer, held, compiled, places: new Places(facts, compiled) };
}

/** What nothing enforces does not hold. */
function unenforced(facts: Facts): Facts {
  return { ...facts, networkPolicies: [], tierPolicies: [], calicoPolicies: [], calicoHosts: [], ciliumPolicies: [] };
}

function takenAs(cni: Cni): Enforcer {
  const text =
    cni === 'generic'
      ? 'policies are taken to be enforced, by any plugin that follows the specification (--cni generic)'
      : `policies are taken to be enforced as ${cni} does (--cni ${cni})`;
  return { enforces: true, cni, isKnown: cni !== 'generic', text, evidence: [] };
}
