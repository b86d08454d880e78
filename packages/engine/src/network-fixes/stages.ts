// The order in which a namespace's policies are applied, one direction at a time, with what to look at between.
import type { Cni } from '../reach/reading.ts';
import { deletionsOf } from './deletion.ts';
import { policiesIn } from './draft.ts';
import { dryRunOf } from './dry-run.ts';
import type { StagedManifest } from './dry-run.ts';
import type { NamespaceFix } from './fix.ts';
import { policyId } from './policy-manifest.ts';
import type { AnyPolicy } from './policy-manifest.ts';
import { stagesOf } from './verify.ts';

export type StageName = 'dry-run' | 'allow-ingress' | 'deny-ingress' | 'allow-egress' | 'deny-egress' | 'retire';

export const STAGES: readonly StageName[] = [
  'dry-run',
  'allow-ingress',
  'deny-ingress',
  'allow-egress',
  'deny-egress',
  'retire',
];

export interface Stage {
  readonly stage: StageName;
  /** Commands that come before what is applied. */
  readonly prepare: readonly string[];
  /** What is new or changed since the stage before. */
  readonly apply: readonly (AnyPolicy | StagedManifest)[];
  readonly retire: readonly string[];
  readonly check: string;
  readonly undo: string;
}

/** How dropped connections are seen. https://docs.cilium.io/en/stable/observability/hubble/ */
const DROPPED: Readonly<Record<Cni, (namespace: string) => string>> = {
  calico: () => 'what the flow logs (Whisker) show as denied',
  cilium: (namespace) => `what \`hubble observe -n ${namespace} --verdict DROPPED\` shows`,
  ovn: () => 'what the ACL logs of OVN-Kubernetes show as dropped',
  generic: () => 'what the network plugin drops',
};

/**
 * A policy that allows isolates the pods that it selects in its directions: NetworkPolicy has no other way to allow. So each stage after
 * the plugin's own dry run closes something, the first ones for single workloads.
 */
export function stagesOfFix({ namespace, policies, retired, cni }: NamespaceFix): Stage[] {
  const check = `every pod stays ready (kubectl get pods -n ${namespace}), and ${DROPPED[cni](namespace)} is no need that is listed`;
  const dryRun = dryRunOf(policies, cni);
  let before = new Map<string, string>();
  const stages = stagesOf(policiesIn(policies)).flatMap(({ name, policies: some }): Stage[] => {
    const texts = new Map(some.map((one) => [policyId(one), JSON.stringify(one)]));
    const apply = some.filter((one) => before.get(policyId(one)) !== texts.get(policyId(one)));
    const undo = undoOf(namespace, apply, before);
    before = texts;
    return apply.length === 0 ? [] : [{ stage: name as StageName, prepare: [], apply, retire: [], check, undo }];
  });
  const retire: Stage = {
    stage: 'retire',
    prepare: [],
    apply: [],
    retire: retired,
    check,
    undo: 'kubectl apply -f the manifests of these policies: keep them',
  };
  return [
    ...(dryRun === undefined ? [] : [{ stage: 'dry-run' as const, ...dryRun, retire: [] }]),
    ...stages,
    ...(retired.length === 0 ? [] : [retire]),
  ];
}

function undoOf(namespace: string, apply: readonly AnyPolicy[], before: ReadonlyMap<string, string>): string {
  const isNew = apply.every((one) => !before.has(policyId(one)));
  return isNew ? deletionsOf(namespace, apply).join('; ') : 'apply the stages before this one again, in their order';
}
