// Findings on hostPath mounts, and the change that removes the weak ones.
import type { PodSpec } from '../facts/workload.ts';
import { hostMounts, type HostMount } from '../graph/host/host-mounts.ts';
import type { Severity } from '../results/contract.ts';
import { containerName, type PodHit } from './pod-check.ts';

/** What is wrong with one mount: a clause about its container ("reads /root of the node"), and how bad it is. */
export interface MountJudgement {
  readonly what: string;
  readonly severity: Severity;
}

/** Judges each mount. The change removes those found weak, and a volume when nothing else mounts it. */
export function mountHits(spec: PodSpec, judge: (mount: HostMount) => MountJudgement | undefined): PodHit[] {
  const mounts = hostMounts(spec);
  const judged = mounts.map((mount) => ({ mount, judgement: judge(mount) }));
  const kept = new Set(judged.filter(({ judgement }) => judgement === undefined).map(({ mount }) => mount.volume));
  return judged.flatMap(({ mount, judgement }): PodHit[] => {
    if (judgement === undefined) return [];
    const { volume, container, mountPointer } = mount;
    const paths = kept.has(volume) ? [mountPointer] : [mountPointer, volume.pointer];
    return [
      {
        pointer: `${volume.pointer}/hostPath`,
        what: `${containerName(container)} ${judgement.what}`,
        severity: judgement.severity,
        change: paths.map((path) => ({ op: 'remove', path })),
      },
    ];
  });
}
