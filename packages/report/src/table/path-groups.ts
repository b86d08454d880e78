// Paths that one grant opens, folded into one line: twenty readers by one Role are one thing to fix.
import type { Path } from '@watertight/engine';
import { grants } from '../input/evidence.ts';

export interface PathGroup {
  /** The first of the group, in the order given. */
  readonly worst: Path;
  readonly paths: number;
  /** Distinct positions and assets of the group. */
  readonly from: number;
  readonly to: number;
}

/** The grant behind the last step: its role where one is cited, else everything cited. */
function grantKey(path: Path): string {
  const cited = grants(path.steps.at(-1)).map(({ object, pointer = '' }) => [object, pointer]);
  return JSON.stringify([path.severity, path.certainty, path.steps.map(({ technique }) => technique), cited]);
}

/** Groups in the order of their first paths; `apart` keeps each path on its own. */
export function groupPaths(paths: readonly Path[], apart: boolean): PathGroup[] {
  if (apart) return paths.map((worst) => ({ worst, paths: 1, from: 1, to: 1 }));
  const groups = Map.groupBy(paths, grantKey);
  return [...groups.values()].map((group) => ({
    worst: group[0] as Path,
    paths: group.length,
    from: new Set(group.map(({ from }) => from)).size,
    to: new Set(group.map(({ to }) => to)).size,
  }));
}
