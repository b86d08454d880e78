// Applies the policies to the facts in memory, runs reach again, and holds every gate against what it says.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { CanConnect } from '../reach/can-connect.ts';
import { compile } from '../reach/compile.ts';
import type { Cni } from '../reach/reading.ts';
import { DnsGate } from './dns-gate.ts';
import type { Resolver } from './resolver.ts';
import type { Edge } from './edge-list.ts';
import { policiesIn } from './draft.ts';
import type { NamespacePolicies } from './draft.ts';
import type { Groups } from './groups.ts';
import { spareOfCilium } from './cilium-minimal.ts';
import { spareParts } from './minimal.ts';
import type { Spare } from './minimal.ts';
import { NeedVerdicts } from './need-verdict.ts';
import type { NeedAnswer } from './need-verdict.ts';
import type { Need, Protocol } from './need.ts';
import { scanOutside } from './outside-scan.ts';
import type { OutsideScan } from './outside-scan.ts';
import { scanPairs } from './pair-scan.ts';
import type { PairScan, Scanned } from './pair-scan.ts';
import { PairTable } from './pair-table.ts';
import { inDirection, policiesOf, withPolicies } from './policy-manifest.ts';
import type { AnyPolicy } from './policy-manifest.ts';
import type { PodDns } from './pod-dns.ts';
import { Representatives } from './representatives.ts';

export interface Drafted {
  readonly facts: Facts;
  readonly cni: Cni;
  readonly groups: Groups;
  readonly resolvers: readonly Resolver[];
  readonly dns: PodDns;
  /** Of the facts as they are. */
  readonly before: CanConnect;
  readonly drafts: readonly NamespacePolicies[];
  readonly needs: readonly { readonly need: Need; readonly before: NeedAnswer }[];
  /** Ids of policies that go last. */
  readonly retired: readonly string[];
}

/** What a run of reach on the cluster with the policies gave. */
export interface Verified {
  /** In the order of the needs. */
  readonly after: readonly NeedAnswer[];
  /** The same, at each stage before the last. */
  readonly stages: readonly { readonly name: string; readonly answers: readonly NeedAnswer[] }[];
  readonly pairs: PairScan;
  /** With the older policies still there; absent where none goes. */
  readonly pairsBeside?: PairScan;
  readonly outside: OutsideScan;
  readonly outsideBeside?: OutsideScan;
  readonly spare: readonly Spare[];
  readonly dns: DnsGate;
  /** What decides of a connection with the policies applied; empty where an end is none that can be asked about. */
  readonly why: (edge: Edge) => string;
}

export function verifyPolicies(drafted: Drafted): Verified {
  const { facts, cni, resolvers, before, drafts, retired } = drafted;
  const policies = drafts.flatMap(policiesIn);
  const fixed = new Set(drafts.map(({ namespace }) => namespace));
  const all = withPolicies(facts, policies, new Set());
  const beside = new CanConnect(all, { cni });
  const goes = retired.length > 0;
  const after = goes ? new CanConnect(withPolicies(facts, policies, new Set(retired)), { cni }) : beside;
  const compiled = [before, after, ...(goes ? [beside] : [])].map((one) => one.compiled);
  const representatives = new Representatives(drafted.groups, compiled);
  const [old, last, both] = compiled.map((one) => new PairTable(facts, one, cni)) as [PairTable, PairTable, PairTable?];
  const needs = drafted.needs.map(({ need }) => need);
  const scanned = { facts, before: old, representatives, policies, fixed, needs };
  const verdicts = new NeedVerdicts(drafted.groups, representatives);
  const answers = (can: CanConnect): NeedAnswer[] => needs.map((need) => verdicts.of(need, can));
  const answersAfter = answers(after);
  const answersBeside = goes ? answers(beside) : answersAfter;
  const older = olderIn(facts, fixed, cni);
  const alone = older.size === 0 ? all : withPolicies(facts, policies, older);
  return {
    after: answersAfter,
    stages: stagesOf(policies).map(({ name, policies: some }) => ({
      name,
      answers:
        some === policies ? answersBeside : answers(new CanConnect(withPolicies(facts, some, new Set()), { cni })),
    })),
    ...scans({ ...scanned, after: last }, both),
    spare: [
      ...spareParts({
        facts: alone,
        compiled: alone === all ? beside.compiled : compile(alone, cni),
        cni,
        representatives,
        policies,
        needs,
      }),
      ...spareOfCilium({ facts: alone, cni, verdicts, policies, needs }),
    ],
    dns: new DnsGate({ before, after, resolvers, dns: drafted.dns, representatives }),
    why: (edge) => whyOf(after, edge),
  };
}

/** Without the first sentence, which is of the plugin alone. */
function whyOf(can: CanConnect, { from, to, port, protocol }: Edge): string {
  const answer = can.answer({ from, to, port, protocol: protocol as Protocol });
  if ('error' in answer) return '';
  return [...new Set(answer.open ?? answer.because.slice(1).map(({ text }) => text))].join('; ');
}

type Scans = Pick<Verified, 'pairs' | 'pairsBeside' | 'outside' | 'outsideBeside'>;

function scans(scanned: Scanned, beside: PairTable | undefined): Scans {
  const own = { pairs: scanPairs(scanned), outside: scanOutside(scanned) };
  if (beside === undefined) return own;
  const other = { ...scanned, after: beside };
  return { ...own, pairsBeside: scanPairs(other), outsideBeside: scanOutside(other) };
}

/** One direction at a time; the policies that allow go before the one that denies the rest. */
export function stagesOf(policies: readonly AnyPolicy[]): { name: string; policies: readonly AnyPolicy[] }[] {
  const ingress = policies.flatMap((policy) => inDirection(policy, 'Ingress') ?? []);
  const isDeny = ({ spec }: AnyPolicy): boolean => spec.ingress === undefined && spec.egress === undefined;
  return [
    { name: 'allow-ingress', policies: ingress.filter((one) => !isDeny(one)) },
    { name: 'deny-ingress', policies: ingress },
    { name: 'allow-egress', policies: [...policies.filter((one) => !isDeny(one)), ...ingress.filter(isDeny)] },
    { name: 'deny-egress', policies },
  ];
}

/** Ids of the older policies of namespaces: what ours do by themselves is asked without them. */
function olderIn(facts: Facts, namespaces: ReadonlySet<string>, cni: Cni): Set<string> {
  return new Set(
    policiesOf(facts, cni)
      .filter(({ namespace }) => namespaces.has(namespace))
      .map(objectId),
  );
}
