// Which user a container's process is, as far as its spec says.
import type { Condition } from '../../results/contract.ts';
import type { Container } from '../../facts/workload.ts';
import { addsCapability } from '../host/capabilities.ts';

/** False only where the spec says so: an absent `runAsUser` leaves it to the image. */
export function mayBeRoot({ runAsUser, runAsNonRoot, privileged }: Container): boolean {
  if (privileged) return true;
  return runAsUser === undefined ? runAsNonRoot !== true : runAsUser === 0;
}

/** Root, or whoever is given the right to pass over file permissions. */
export function readsRootFiles(container: Container): boolean {
  return (
    mayBeRoot(container) || addsCapability(container, 'DAC_OVERRIDE') || addsCapability(container, 'DAC_READ_SEARCH')
  );
}

/** What stays open where only the image says which user it is. */
export function imageUserDoubts({ runAsUser, privileged, image, name }: Container): readonly Condition[] {
  if (privileged || runAsUser !== undefined) return [];
  return [
    {
      text: `container ${name} runs as root, which its image decides`,
      settledBy: `USER of ${image === '' ? 'the image' : image}`,
    },
  ];
}
