// Policies that let through what is needed and nothing else, each namespace's verified by running reach on the cluster with them.
import type { Facts } from '../facts/facts.ts';
import { parseAddress } from '../facts/address.ts';
import { CanConnect } from '../reach/can-connect.ts';
import { compile } from '../reach/compile.ts';
import { findEnforcer } from '../reach/enforcer.ts';
import type { Cni } from '../reach/reading.ts';
import { collectNeeds } from './collect-needs.ts';
import { resolversOf } from './dns-needs.ts';
import type { Resolver } from './dns-needs.ts';
import { draftPolicies } from './draft.ts';
import type { NamespacePolicies } from './draft.ts';
import type { EdgeList } from './edge-list.ts';
import type { Gate } from './gate.ts';
import { gatesOf, isOf } from './gates.ts';
import type { GateSettings } from './gates.ts';
import { Groups } from './groups.ts';
import type { Need, UnknownNeed } from './need.ts';
import { NeedVerdicts } from './need-verdict.ts';
import type { NeedAnswer } from './need-verdict.ts';
import { OWN_PREFIX, policyId } from './policy-manifest.ts';
import { Representatives } from './representatives.ts';
import type { Families } from './rules.ts';
import { ServiceEnds } from './service-ends.ts';
import { verifyPolicies } from './verify.ts';

export interface FixSettings {
  /** Absent: every namespace in which pods run, but those of the cluster itself. */
  readonly namespaces?: readonly string[];
  /** Whose reading of the specification counts; absent: of the plugin that is found, else all. */
  readonly cni?: Cni;
  /** Policies that are there are taken away at the end: what they let through beyond need is closed. */
  readonly replace?: boolean;
}

/** A need, and what becomes of it. */
export interface JudgedNeed {
  readonly need: Need;
  readonly before: NeedAnswer;
  readonly after: NeedAnswer;
}

export interface NamespaceFix {
  readonly namespace: string;
  /** No gate failed. */
  readonly ready: boolean;
  readonly gates: readonly Gate[];
  readonly needs: readonly JudgedNeed[];
  /** Declared, and refused today: no policy opens them. */
  readonly refused: readonly JudgedNeed[];
  readonly unknown: readonly UnknownNeed[];
  readonly policies: NamespacePolicies;
  /** Ids of older policies that go last. */
  readonly retired: readonly string[];
  /** Attack edges that are gone, and those beyond need that are left; first those to the outside. */
  readonly closed: readonly EdgeList[];
  readonly left: readonly EdgeList[];
}

export interface NetworkFixes {
  readonly enforcer: string;
  readonly namespaces: readonly NamespaceFix[];
  /** Namespaces with pods that got no policies since nobody named them. */
  readonly leftOut: readonly string[];
}

/** Namespaces of the cluster itself: what runs there is not declared in the input, and fixing it blindly stops the cluster. */
const OF_THE_CLUSTER = /^(?:kube-(?:system|public|node-lease)|openshift(?:-.*)?)$/;

export class NetworkFixer {
  readonly #facts: Facts;
  readonly #settings: FixSettings;
  readonly #cni: Cni;
  readonly #groups: Groups;
  readonly #ends: ServiceEnds;
  readonly #resolvers: readonly Resolver[];

  constructor(facts: Facts, settings: FixSettings = {}) {
    this.#facts = facts;
    this.#settings = settings;
    this.#cni = settings.cni ?? findEnforcer(facts).cni;
    this.#groups = new Groups(facts);
    this.#ends = new ServiceEnds(facts, this.#groups);
    this.#resolvers = resolversOf(facts, this.#groups, this.#ends);
  }

  /** Namespaces in which a pod runs that policies hold for. */
  get namespaces(): readonly string[] {
    return [...new Set(this.#groups.all.filter(({ onHost }) => !onHost).map(({ namespace }) => namespace))].toSorted();
  }

  fix(): NetworkFixes {
    const all = this.namespaces;
    const wanted = this.#settings.namespaces ?? all.filter((name) => !OF_THE_CLUSTER.test(name));
    const fixed = all.filter((name) => wanted.includes(name));
    const leftOut = all.filter((name) => !fixed.includes(name));
    const enforcer = findEnforcer(this.#facts);
    const tried = this.#try(fixed);
    const ready = tried.filter((one) => one.ready).map(({ namespace }) => namespace);
    // Each namespace has to hold without those that are not ready.
    const again = ready.length === tried.length ? [] : this.#try(ready);
    const byName = new Map(again.map((one) => [one.namespace, one]));
    return {
      enforcer: enforcer.text,
      namespaces: tried.map((one) => byName.get(one.namespace) ?? one),
      leftOut,
    };
  }

  #try(namespaces: readonly string[]): NamespaceFix[] {
    if (namespaces.length === 0) return [];
    const current = new CanConnect(this.#facts, { cni: this.#cni });
    const { kept, refused, unknown } = this.#needs(new Set(namespaces), current);
    const families = familiesIn(this.#facts);
    const drafts = namespaces.map((namespace) => {
      const own = kept.map(({ need }) => need).filter((need) => isOf(need, namespace));
      return draftPolicies(namespace, own, families);
    });
    const retired = new Map(drafts.map((draft) => [draft.namespace, this.#retired(draft)]));
    const verified = verifyPolicies({
      facts: this.#facts,
      cni: this.#cni,
      groups: this.#groups,
      resolvers: this.#resolvers,
      before: current,
      drafts,
      needs: kept,
      retired: [...retired.values()].flat(),
    });
    const needs = kept.map((one, at): JudgedNeed => ({ ...one, after: verified.after[at] as NeedAnswer }));
    const enforcer = findEnforcer(this.#facts);
    return drafts.map((policies) => {
      const settings = { verified, needs, unknown, enforcer };
      return { ...fixOf(policies, settings, refused), retired: retired.get(policies.namespace) ?? [] };
    });
  }

  /** Of which one end at least is in the namespaces, and what becomes of them today. */
  #needs(fixed: ReadonlySet<string>, current: CanConnect): JudgedNeeds {
    const { needs, unknown } = collectNeeds({
      facts: this.#facts,
      groups: this.#groups,
      ends: this.#ends,
      resolvers: this.#resolvers,
      fixed,
      observed: [],
    });
    const verdicts = new NeedVerdicts(
      this.#groups,
      new Representatives(this.#groups, [compile(this.#facts, this.#cni)]),
    );
    const asked = needs.map((need) => ({ need, before: verdicts.of(need, current) }));
    const refused = asked.filter(({ before }) => before.verdict === 'deny');
    return {
      kept: asked.filter(({ before }) => before.verdict !== 'deny'),
      refused: refused.map((one) => ({ ...one, after: one.before })),
      unknown,
    };
  }

  /** Of our own name those that are not made again, and with `replace` all. */
  #retired({ namespace, deny, allow }: NamespacePolicies): string[] {
    const made = new Set([deny, ...allow].map(policyId));
    return this.#facts.networkPolicies
      .filter((one) => one.namespace === namespace)
      .filter(({ name }) => this.#settings.replace === true || name.startsWith(OWN_PREFIX))
      .map(({ name }) => `networkpolicy:${namespace}/${name}`)
      .filter((id) => !made.has(id));
  }
}

interface JudgedNeeds {
  readonly kept: readonly Omit<JudgedNeed, 'after'>[];
  readonly refused: readonly JudgedNeed[];
  readonly unknown: readonly UnknownNeed[];
}

function fixOf(
  policies: NamespacePolicies,
  settings: Omit<GateSettings, 'needs'> & { readonly needs: readonly JudgedNeed[] },
  refused: readonly JudgedNeed[],
): Omit<NamespaceFix, 'retired'> {
  const { namespace } = policies;
  const { outside, pairs } = settings.verified;
  const gates = gatesOf(namespace, settings);
  return {
    namespace,
    ready: gates.every(({ result }) => result !== 'fail'),
    gates,
    needs: settings.needs.filter(({ need }) => isOf(need, namespace)),
    refused: refused.filter(({ need }) => isOf(need, namespace)),
    unknown: settings.unknown.filter((one) => one.namespace === namespace),
    policies,
    closed: [outside.closed, pairs.closed],
    left: [outside.left, outside.metadata, pairs.left],
  };
}

/** Families of the pods' addresses; both where none is known. */
function familiesIn({ workloads }: Facts): Families {
  let [v4, v6] = [false, false];
  for (const { addresses = [] } of workloads)
    for (const text of addresses) {
      const family = parseAddress(text)?.family;
      v4 ||= family === 4;
      v6 ||= family === 6;
    }
  return v4 || v6 ? { v4, v6 } : { v4: true, v6: true };
}
