// Turns what is weak in pod specs into failures: one for each controller, on the object where the weakness stands.
import type { Facts } from '../facts/facts.ts';
import type { Container, PodSpec, WorkloadFact } from '../facts/workload.ts';
import { SEVERITIES } from '../graph/severity.ts';
import type { Severity } from '../results/contract.ts';
import type { Failure } from './check.ts';
import { jsonPatch, type Operation } from './patch.ts';
import { kubectlShow } from './shell-command.ts';
import { isControlPlane, podSpecOf, workloadRoots } from './workload-roots.ts';

/** One weak place of a pod spec. */
export interface PodHit {
  /** RFC 6901, relative to the pod spec. */
  readonly pointer: string;
  /** A clause without full stop: "container `web` is privileged". */
  readonly what: string;
  readonly severity: Severity;
  /** Set when the input cannot decide. */
  readonly unknown?: true;
  /** What would close it, relative to the pod spec. */
  readonly change?: readonly Operation[];
}

export interface PodAdvice {
  /** The sentence after the hits: what follows from them. */
  readonly consequence: string;
  readonly fix: string;
  /** JSONPath below the pod spec that shows the setting, for example `.hostPID`. */
  readonly show?: string;
}

export type PodJudge = (spec: PodSpec, workload: WorkloadFact) => readonly PodHit[];

/** Places named in one message; more are counted. */
const SHOWN = 5;

export function* podFailures(facts: Facts, judge: PodJudge, advice: PodAdvice): Generator<Failure> {
  for (const { members } of workloadRoots(facts)) {
    for (const member of members) {
      const hits = judge(podSpecOf(facts, member), member);
      if (hits.length === 0) continue;
      yield podFailure(member, hits, advice);
      break;
    }
  }
}

/** What is certain silences what is not: one finding, at its worst place. */
function podFailure(workload: WorkloadFact, all: readonly PodHit[], advice: PodAdvice): Failure {
  const failed = all.filter((hit) => hit.unknown !== true);
  const hits = (failed.length > 0 ? failed : all).toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
  const worst = hits[0] as PodHit;
  const show = advice.show === undefined ? undefined : kubectlShow(workload, workload.specPointer, advice.show);
  return {
    result: failed.length > 0 ? 'fail' : 'unknown',
    object: workload,
    pointer: workload.specPointer + worst.pointer,
    message: `${listed(hits.map(({ what }) => what))}. ${advice.consequence}`,
    severity: isControlPlane(workload) ? 'info' : worst.severity,
    fix: {
      summary: advice.fix,
      ...jsonPatch(
        workload,
        hits.flatMap((hit) => (hit.change ?? []).map((change) => below(workload.specPointer, change))),
      ),
      ...(show === undefined ? {} : { commands: [show] }),
    },
  };
}

function below(base: string, operation: Operation): Operation {
  return { ...operation, path: base + operation.path };
}

function listed(clauses: readonly string[]): string {
  const shown = [...new Set(clauses)];
  const more = shown.length > SHOWN ? `; and ${shown.length - SHOWN} more` : '';
  const text = shown.slice(0, SHOWN).join('; ') + more;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `init container a`, `container b`, `ephemeral container c`. */
export function containerName({ type, name }: Container): string {
  return `${type === 'regular' ? '' : `${type} `}container ${name}`;
}

/** Sets a field of a container's `securityContext`, whether or not it has one. */
export function setContainerSecurity(container: Container, field: string, value: unknown): Operation {
  const context = `${container.pointer}/securityContext`;
  return container.securityContext === undefined
    ? { op: 'add', path: context, value: { [field]: value } }
    : { op: 'add', path: `${context}/${field}`, value };
}

/** Sets a field of the pod's `securityContext`, whether or not it has one. */
export function setPodSecurity(spec: PodSpec, field: string, value: unknown): Operation {
  return spec.securityContext === undefined
    ? { op: 'add', path: '/securityContext', value: { [field]: value } }
    : { op: 'add', path: `/securityContext/${field}`, value };
}
