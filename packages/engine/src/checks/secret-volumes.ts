// Which volumes of a pod show a Secret to a container.
import type { PodSpec, Volume } from '../facts/workload.ts';

/** `secret` volumes and `projected` ones with a Secret in them, when some container mounts them. */
export function secretVolumes({ volumes, secrets }: PodSpec): Volume[] {
  const shown = secrets.filter(({ way, visible }) => visible && (way === 'volume' || way === 'projected'));
  if (shown.length === 0) return [];
  return volumes.filter(({ pointer }) => shown.some((secret) => secret.pointer.startsWith(`${pointer}/`)));
}
