// Policies that let through what is needed and nothing else, each namespace's verified by running reach on the cluster with them.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { CanConnect } from '../reach/can-connect.ts';
import { findEnforcer } from '../reach/enforcer.ts';
import type { Enforcer } from '../reach/enforcer.ts';
import type { Cni } from '../reach/reading.ts';
import { collectNeeds } from './collect-needs.ts';
import { resolversOf } from './dns-needs.ts';
import type { Resolver } from './resolver.ts';
import { draftPolicies, policiesIn } from './draft.ts';
import type { NamespacePolicies } from './draft.ts';
import { familiesIn } from './families.ts';
import type { FixSettings, JudgedNeed, NamespaceFix, NetworkFixes } from './fix.ts';
import { gatesOf, isOf } from './gates.ts';
import type { GateSettings } from './gates.ts';
import { Groups } from './groups.ts';
import type { UnknownNeed } from './need.ts';
import { NeedVerdicts } from './need-verdict.ts';
import type { NeedAnswer } from './need-verdict.ts';
import { Observed } from './observed-needs.ts';
import type { ObservedNeeds } from './observed-needs.ts';
import { OWN_PREFIX, policiesOf, policyId } from './policy-manifest.ts';
import { PodDns } from './pod-dns.ts';
import { Representatives } from './representatives.ts';
import { ServiceEnds } from './service-ends.ts';
import { strictMtls } from './strict-mtls.ts';
import { verifyPolicies } from './verify.ts';

/** Namespaces of the cluster itself: what runs there is not declared in the input, and fixing it blindly stops the cluster. */
const OF_THE_CLUSTER = /^(?:kube-(?:system|public|node-lease)|openshift(?:-.*)?)$/;

export class NetworkFixer {
  readonly #facts: Facts;
  readonly #settings: FixSettings;
  readonly #cni: Cni;
  readonly #enforcer: Enforcer;
  /** Of the cluster as it is. */
  readonly #current: CanConnect;
  readonly #groups: Groups;
  readonly #ends: ServiceEnds;
  readonly #resolvers: readonly Resolver[];
  readonly #dns: PodDns;
  readonly #observed: ObservedNeeds;

  constructor(facts: Facts, settings: FixSettings = {}) {
    this.#facts = facts;
    this.#settings = settings;
    this.#enforcer = findEnforcer(facts);
    this.#cni = settings.cni ?? this.#enforcer.cni;
    this.#current = new CanConnect(facts, { cni: this.#cni });
    this.#groups = new Groups(facts);
    this.#ends = new ServiceEnds(facts, this.#groups);
    this.#resolvers = resolversOf(facts, this.#groups, this.#ends);
    this.#dns = new PodDns(facts, this.#ends);
    this.#observed = new Observed(facts, this.#groups, this.#ends).of(settings.observed ?? []);
  }

  /** Namespaces in which a pod runs that policies hold for. */
  get namespaces(): readonly string[] {
    return [...new Set(this.#groups.all.filter(({ onHost }) => !onHost).map(({ namespace }) => namespace))].toSorted();
  }

  /** Flows that were seen, and of which an end is not in the input. */
  get unplaced(): ObservedNeeds['faults'] {
    return this.#observed.faults;
  }

  fix(): NetworkFixes {
    const all = this.namespaces;
    const named = this.#settings.namespaces;
    const isWanted = (name: string): boolean => named?.includes(name) ?? !OF_THE_CLUSTER.test(name);
    const fixed = all.filter(isWanted);
    const leftOut = all.filter((name) => !fixed.includes(name));
    const tried = this.#try(fixed);
    const ready = tried.filter((one) => one.ready).map(({ namespace }) => namespace);
    // Each namespace has to hold without those that are not ready.
    const again = ready.length === tried.length ? [] : this.#try(ready);
    const byName = new Map(again.map((one) => [one.namespace, one]));
    return {
      enforcer: this.#enforcer.text,
      namespaces: tried.map((one) => byName.get(one.namespace) ?? one),
      leftOut,
      onHost: this.onHost(isWanted),
    };
  }

  /** Ids of workloads on the network of their hosts, of namespaces that are wanted. */
  onHost(isWanted: (namespace: string) => boolean): readonly string[] {
    return this.#groups.all.filter(({ onHost, namespace }) => onHost && isWanted(namespace)).flatMap(({ ids }) => ids);
  }

  #try(namespaces: readonly string[]): NamespaceFix[] {
    if (namespaces.length === 0) return [];
    const { kept, refused, unknown } = this.#needs(new Set(namespaces));
    const families = familiesIn(this.#facts.workloads);
    const drafts = namespaces.map((namespace) => {
      const own = kept.map(({ need }) => need).filter((need) => isOf(need, namespace));
      return draftPolicies(namespace, own, { families, cni: this.#cni });
    });
    const retired = new Map(drafts.map((draft) => [draft.namespace, this.#retired(draft)]));
    const verified = verifyPolicies({
      facts: this.#facts,
      cni: this.#cni,
      groups: this.#groups,
      resolvers: this.#resolvers,
      dns: this.#dns,
      before: this.#current,
      drafts,
      needs: kept,
      retired: [...retired.values()].flat(),
    });
    const needs = kept.map((one, at): JudgedNeed => ({ ...one, after: verified.after[at] as NeedAnswer }));
    const enforcer = this.#enforcer;
    return drafts.map((policies) => {
      const acceptsUnknown = this.#settings.acceptUnknown === true;
      const settings = { verified, needs, unknown, enforcer, acceptsUnknown };
      const fix = {
        ...fixOf(policies, settings, refused),
        cni: this.#cni,
        retired: retired.get(policies.namespace) ?? [],
      };
      const all = [...fix.needs, ...fix.refused].map(({ need }) => need);
      const mtls = strictMtls(policies.namespace, this.#facts, this.#groups, all);
      return mtls === undefined ? fix : { ...fix, mtls };
    });
  }

  /** Of which one end at least is in the namespaces, and what becomes of them today. */
  #needs(fixed: ReadonlySet<string>): JudgedNeeds {
    const { compiled } = this.#current;
    const { needs, unknown } = collectNeeds({
      facts: this.#facts,
      compiled,
      groups: this.#groups,
      ends: this.#ends,
      resolvers: this.#resolvers,
      dns: this.#dns,
      fixed,
      observed: this.#observed.needs,
    });
    const verdicts = new NeedVerdicts(this.#groups, new Representatives(this.#groups, [compiled]));
    const asked = needs.map((need) => ({ need, before: verdicts.of(need, this.#current) }));
    const refused = asked.filter(({ before }) => before.verdict === 'deny');
    return {
      kept: asked.filter(({ before }) => before.verdict !== 'deny'),
      refused: refused.map((one) => ({ ...one, after: one.before })),
      unknown,
    };
  }

  /** Of our own name those that are not made again, and with `replace` all, those of the plugin's own kinds as well. */
  #retired(policies: NamespacePolicies): string[] {
    const made = new Set(policiesIn(policies).map(policyId));
    return policiesOf(this.#facts, this.#cni)
      .filter((one) => one.namespace === policies.namespace)
      .filter(({ name }) => this.#settings.replace === true || name.startsWith(OWN_PREFIX))
      .map(objectId)
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
): Omit<NamespaceFix, 'retired' | 'cni'> {
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
