// Finds the controllers of well-known operators in the input, and the ServiceAccounts that they run as.
import type { Facts } from '../../facts/facts.ts';
import type { ObjectFact } from '../../facts/object.ts';
import type { PodSpec, WorkloadFact } from '../../facts/workload.ts';
import { distinctWorkloads } from '../../facts/distinct-workloads.ts';
import { oncePer } from '../../facts/once-per.ts';
import type { AccountName, Citation } from '../../graph/rule-types.ts';

/** How a controller is known: by a label value that its charts and manifests set, or by the name that they give it. */
export interface ControllerPack {
  /** Values of `app.kubernetes.io/name`, `app.kubernetes.io/component` joined to it by a slash, `app` or `component`. */
  readonly labels: readonly string[];
  /** Names of the workload or its account; a release name may stand before them. */
  readonly names: readonly string[];
  /** An argument that makes the controller act as somebody else instead. */
  readonly notWith?: string;
}

/** A controller that was found. */
interface Found extends AccountName {
  readonly object: ObjectFact;
  readonly pointer?: string;
}

/** A workload that may be a controller, and what tells whether it is. */
interface Candidate {
  readonly workload: WorkloadFact;
  readonly spec: PodSpec;
  readonly labels: readonly string[];
}

function labelsOf({ podLabels, labels }: WorkloadFact): string[] {
  const get = (key: string): string => podLabels?.get(key) ?? labels.get(key) ?? '';
  const name = get('app.kubernetes.io/name');
  return [name, `${name}/${get('app.kubernetes.io/component')}`, get('app'), get('component')];
}

function isCalled(name: string, known: readonly string[]): boolean {
  return known.some((candidate) => name === candidate || name.endsWith(`-${candidate}`));
}

function isController({ workload, spec, labels }: Candidate, pack: ControllerPack): boolean {
  const isNamed = isCalled(workload.name, pack.names) || isCalled(spec.serviceAccount, pack.names);
  return isNamed || labels.some((label) => pack.labels.includes(label));
}

function actsAsOther(spec: PodSpec, argument: string | undefined): boolean {
  return argument !== undefined && spec.containers.some(({ args, command }) => [...args, ...command].some((text) => text.startsWith(argument)));
}

const known = new WeakMap<Facts, Map<ControllerPack, readonly Found[]>>();

/** One entry for each account, the workload that shows it first; an account of such a name counts where no workload is given. */
function findControllers(facts: Facts, pack: ControllerPack): readonly Found[] {
  let packs = known.get(facts);
  if (packs === undefined) known.set(facts, (packs = new Map()));
  let found = packs.get(pack);
  if (found === undefined) packs.set(pack, (found = search(facts, pack)));
  return found;
}

const candidatesIn = oncePer((facts: Facts): readonly Candidate[] =>
  distinctWorkloads(facts).map((workload) => {
    const spec = facts.podSpecs[workload.spec] as PodSpec;
    return { workload, spec, labels: labelsOf(workload) };
  }),
);

function search(facts: Facts, pack: ControllerPack): Found[] {
  const found = new Map<string, Found>();
  let runs = false;
  for (const candidate of candidatesIn(facts)) {
    if (!isController(candidate, pack)) continue;
    const { workload, spec } = candidate;
    const key = `${workload.namespace}/${spec.serviceAccount}`;
    if (found.has(key)) continue;
    runs = true;
    if (actsAsOther(spec, pack.notWith)) continue;
    const pointer = spec.serviceAccount === 'default' ? workload.specPointer : `${workload.specPointer}/serviceAccountName`;
    found.set(key, { namespace: workload.namespace, name: spec.serviceAccount, object: workload, pointer });
  }
  if (runs) return [...found.values()];
  return facts.serviceAccounts
    .filter(({ name }) => isCalled(name, pack.names))
    .map((account) => ({ namespace: account.namespace, name: account.name, object: account }));
}

/** Accounts of the operator's controllers, for a gain. */
export function accountsOf(...packs: readonly ControllerPack[]): (facts: Facts) => readonly AccountName[] {
  return (facts) => packs.flatMap((pack) => findControllers(facts, pack));
}

/** What shows that the controller runs as this account. */
export function controllerEvidence(facts: Facts, account: string, ...packs: readonly ControllerPack[]): Citation[] {
  return packs
    .flatMap((pack) => findControllers(facts, pack))
    .filter(({ namespace, name }) => account === `serviceaccount:${namespace}/${name}`)
    .map(({ object, pointer }) => ({ object, ...(pointer !== undefined && { pointer }) }))
    .slice(0, 1);
}

/** True when the input defines a kind of the group, holds an object of it, or runs one of the controllers. */
export function isInstalled(facts: Facts, groups: readonly string[], ...packs: readonly ControllerPack[]): boolean {
  return (
    facts.customDefinitions.some(({ definesGroup }) => groups.includes(definesGroup)) ||
    facts.customs.some(({ group }) => groups.includes(group)) ||
    packs.some((pack) => findControllers(facts, pack).length > 0)
  );
}
