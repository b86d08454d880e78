// Labels by which a policy may name pods: those that stay the same from one rollout to the next.
import type { StringMap } from '../facts/object.ts';
import type { WorkloadFact } from '../facts/workload.ts';

/**
 * Labels that controllers write, anew for each rollout, pod or run, and those that name a version.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
const UNSTABLE: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'controller-uid',
  'job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/job-completion-index',
  'app.kubernetes.io/version',
  'app.kubernetes.io/managed-by',
  'helm.sh/chart',
  'chart',
  'heritage',
  'version',
]);

/** Keys that say most of what a program is, the first first. https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
const TELLING = ['app.kubernetes.io/name', 'app', 'k8s-app', 'app.kubernetes.io/instance', 'name', 'component', 'tier'];

const NONE: StringMap = new Map();

/** By key, the telling ones first. */
export function stableLabels(labels: StringMap = NONE): Map<string, string> {
  const kept = [...labels].filter(([key]) => !UNSTABLE.has(key));
  return new Map(kept.toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

function rank(key: string): number {
  const place = TELLING.indexOf(key);
  return place < 0 ? TELLING.length : place;
}

/** What all of the pods have. */
export function sharedLabels(pods: readonly Pick<WorkloadFact, 'podLabels'>[]): Map<string, string> {
  const [first, ...others] = new Set(pods.map(({ podLabels }) => podLabels ?? NONE));
  const shared = stableLabels(first);
  for (const labels of others) for (const [key, value] of shared) if (labels.get(key) !== value) shared.delete(key);
  return shared;
}
