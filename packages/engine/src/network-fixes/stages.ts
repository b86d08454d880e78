// The order in which a namespace's policies are applied, one direction at a time, with what to look at between.
import { stagesOf } from './verify.ts';
import type { NamespaceFix } from './fix.ts';
import type { PolicyManifest } from './policy-manifest.ts';

export type StageName = 'allow-ingress' | 'deny-ingress' | 'allow-egress' | 'deny-egress' | 'retire';

export const STAGES: readonly StageName[] = ['allow-ingress', 'deny-ingress', 'allow-egress', 'deny-egress', 'retire'];

export interface Stage {
  readonly stage: StageName;
  /** What is new or changed since the stage before. */
  readonly apply: readonly PolicyManifest[];
  readonly retire: readonly string[];
  readonly check: string;
  readonly undo: string;
}

/**
 * A policy that allows isolates the pods that it selects in its directions: NetworkPolicy has no other way to allow, and no dry run. So
 * each stage closes something, the first ones for single workloads.
 */
export function stagesOfFix({ namespace, policies: { deny, allow }, retired }: NamespaceFix): Stage[] {
  const check = `kubectl get pods -n ${namespace}: every pod stays ready, and what the network plugin drops is no need that is listed`;
  let before = new Map<string, string>();
  const stages = stagesOf([...allow, deny]).flatMap(({ name, policies }): Stage[] => {
    const texts = new Map(policies.map((one) => [one.metadata.name, JSON.stringify(one)]));
    const apply = policies.filter(({ metadata }) => before.get(metadata.name) !== texts.get(metadata.name));
    const undo = undoOf(namespace, apply, before);
    before = texts;
    return apply.length === 0 ? [] : [{ stage: name as StageName, apply, retire: [], check, undo }];
  });
  if (retired.length === 0) return stages;
  const undo = 'kubectl apply -f the manifests of these policies: keep them';
  return [...stages, { stage: 'retire', apply: [], retire: retired, check, undo }];
}

function undoOf(namespace: string, apply: readonly PolicyManifest[], before: ReadonlyMap<string, string>): string {
  const isNew = apply.every(({ metadata }) => !before.has(metadata.name));
  const names = apply.map(({ metadata }) => metadata.name).join(' ');
  return isNew ? `kubectl delete networkpolicy -n ${namespace} ${names}` : 'apply the stages before this one again';
}
