// Paths folded into one picture: each position and asset once, each way between two of them once.
import type { Certainty, Path, Severity, Step } from '@watertight/engine';
import type { Result } from '../input/result.ts';
import { bySeverity, worstPathFirst } from '../input/rank.ts';

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly technique: string;
  /** The first step that was seen this way. */
  readonly step: Step;
  readonly certainty: Certainty;
  /** Worst of the paths that use it. */
  readonly severity: Severity;
  /** Ids of the paths that use it. */
  readonly paths: readonly string[];
}

export interface PathGraph {
  /** In the order they were met. */
  readonly nodes: readonly string[];
  readonly edges: readonly GraphEdge[];
  /** Where paths begin and end. */
  readonly starts: ReadonlySet<string>;
  readonly ends: ReadonlySet<string>;
  /** Paths that were left out by the limit. */
  readonly left: number;
}

/** All paths of a result, worst first; expected readers are in nobody's picture. */
export function pathsOf(result: Result): Path[] {
  switch (result.kind) {
    case 'scan':
    case 'paths':
      return result.paths.toSorted(worstPathFirst);
    case 'who-can-read':
      return [...result.assets].flatMap(({ readers }) =>
        readers.filter(({ expected }) => !expected).map(({ path }) => path),
      );
    case 'reach':
      return [...result.assets, ...result.positions].map(({ path }) => path);
    case 'explain':
      return result.path === undefined ? [] : [result.path];
    case 'can':
    case 'can-connect':
    case 'detect':
    case 'diff':
    case 'encryption-lint':
    case 'prove':
      return [];
  }
}

/** An edge while paths are still put on it. */
interface GrowingEdge extends GraphEdge {
  severity: Severity;
  readonly paths: string[];
}

function grow(edge: GrowingEdge | undefined, step: Step, path: Path): GrowingEdge {
  const { from, to, technique, certainty } = step;
  if (edge === undefined) return { from, to, technique, certainty, step, severity: path.severity, paths: [path.id] };
  if (bySeverity(path.severity, edge.severity) < 0) edge.severity = path.severity;
  edge.paths.push(path.id);
  return edge;
}

/** Takes paths in order until the next would make more than `maxEdges` edges. */
export function mergePaths(paths: readonly Path[], maxEdges: number): PathGraph {
  const edges = new Map<string, GrowingEdge>();
  const starts = new Set<string>();
  const ends = new Set<string>();
  let taken = 0;
  for (const path of paths) {
    const keyed = path.steps.map((step) => [JSON.stringify([step.from, step.technique, step.to]), step] as const);
    const fresh = new Set(keyed.map(([key]) => key).filter((key) => !edges.has(key))).size;
    if (edges.size + fresh > maxEdges) break;
    for (const [key, step] of keyed) edges.set(key, grow(edges.get(key), step, path));
    starts.add(path.from);
    ends.add(path.to);
    taken += 1;
  }
  const nodes = new Set([...edges.values()].flatMap(({ from, to }) => [from, to]));
  return { nodes: [...nodes], edges: [...edges.values()], starts, ends, left: paths.length - taken };
}
