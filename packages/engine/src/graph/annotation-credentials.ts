// Credentials in annotations of pods: which pods carry what stands in the template of their controller.
import { pointerSegment } from '@watertight/syntax';
import type { CredentialFact, CredentialText } from '../facts/credential.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { pushTo } from '../facts/push-to.ts';
import type { WorkloadFact } from '../facts/workload.ts';

/** Where an object's own annotations stand, or those of a template within it. */
const ANNOTATION = /^(?:\/[^/]+)*\/metadata\/annotations\/[^/]+$/;

/** True for an annotation of a pod, or of a template that pods are made from. */
export function isPodAnnotation({ pointer }: CredentialText, holder: WorkloadFact): boolean {
  return ANNOTATION.test(pointer) && pointer.startsWith('/metadata/') === holder.isPod;
}

/** The workload that a credential stands in an annotation of; undefined for anything else. */
export type AnnotatedWorkload = (found: CredentialFact) => WorkloadFact | undefined;

export function annotatedWorkloads({ workloads, credentials }: Facts): AnnotatedWorkload {
  const isAny = credentials.some(({ pointer }) => ANNOTATION.test(pointer));
  const byObject = new Map<string, WorkloadFact[]>();
  if (isAny) for (const fact of workloads) pushTo(byObject, `${fact.document} ${objectId(fact)}`, fact);
  return (found) => {
    if (!ANNOTATION.test(found.pointer)) return undefined;
    const facts = byObject.get(`${found.holder.document} ${objectId(found.holder)}`);
    return facts?.find((fact) => isPodAnnotation(found, fact));
  };
}

/**
 * What the annotations of a controller's pod hold: by their names, as read, and by what detectors found in the template of an owner
 * where the pod has the annotation, too.
 */
export function annotationsOfPod(
  pod: WorkloadFact,
  owners: readonly WorkloadFact[],
  inTemplates: ReadonlyMap<WorkloadFact, readonly CredentialText[]>,
): readonly CredentialText[] {
  const own = pod.annotationCredentials ?? [];
  const named = new Set(own.map(({ key }) => key));
  const copied = owners.flatMap((owner) =>
    (inTemplates.get(owner) ?? []).filter(({ key }) => {
      if (named.has(key) || !pod.podAnnotations.has(key)) return false;
      named.add(key);
      return true;
    }),
  );
  return [
    ...own,
    ...copied.map((found) => ({ ...found, pointer: `/metadata/annotations/${pointerSegment(found.key)}` })),
  ];
}
