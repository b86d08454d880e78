// The changes that end most exposures: candidates from the worst paths, each counted by running the engine with it made.
import { analyse } from '../analysis/analyse.ts';
import type { Analysed } from '../analysis/analyse.ts';
import { objectId } from '../facts/object-id.ts';
import type { Exposure } from '../graph/exposure.ts';
import type { ProvedPath } from '../graph/prove.ts';
import { scanExposure } from '../graph/scan.ts';
import type { Cut } from '../results/contract.ts';
import { proposalsFor } from './propose.ts';
import type { Proposal } from './proposal.ts';

/** Candidates that are tried; each costs one analysis. */
const CUTS_TRIED = 4;
/** Above this many facts trying every candidate would cost more than the scan itself. */
export const CUT_FACTS_LIMIT = 5_000;

/** Most effective first; empty where the input is too large to try them. `pairs` is the number of exposures as it stands. */
export function findCuts(analysed: Analysed, paths: readonly ProvedPath[], pairs: number): Cut[] {
  return effective(analysed, paths, pairs, (exposure) => scanExposure(exposure, exposure.assetIds(), 0).pairs);
}

/** The same for one asset: `open` is the number of its readers that are neither expected nor declared. */
export function findAssetCuts(analysed: Analysed, asset: string, paths: readonly ProvedPath[], open: number): Cut[] {
  return effective(analysed, paths, open, (exposure) => scanExposure(exposure, [asset], 0).pairs);
}

function effective(
  { facts, exposure: basis }: Analysed,
  paths: readonly ProvedPath[],
  before: number,
  count: (exposure: Exposure) => number,
): Cut[] {
  const size = facts.workloads.length + facts.secrets.length + facts.bindings.length + facts.roles.length;
  if (size > CUT_FACTS_LIMIT) return [];
  return frequent(paths)
    .map(({ object, pointer, fix, apply }) => ({
      object: objectId(object),
      pointer,
      summary: fix.summary,
      breaks: before - count(analyse(apply(facts), { basis })),
    }))
    .filter(({ breaks }) => breaks > 0)
    .toSorted((a, b) => b.breaks - a.breaks || (a.object < b.object ? -1 : a.object > b.object ? 1 : 0));
}

/** Proposals that stand in most paths, the narrowest of equals first. */
function frequent(paths: readonly ProvedPath[]): Proposal[] {
  const counts = new Map<string, { proposal: Proposal; count: number; order: number }>();
  for (const path of paths) {
    const inPath = new Map(path.steps.flatMap(proposalsFor).map((proposal) => [proposal.fix.summary, proposal]));
    for (const [summary, proposal] of inPath) {
      const known = counts.get(summary);
      if (known === undefined) counts.set(summary, { proposal, count: 1, order: counts.size });
      else known.count++;
    }
  }
  return [...counts.values()]
    .toSorted((a, b) => b.count - a.count || a.order - b.order)
    .slice(0, CUTS_TRIED)
    .map(({ proposal }) => proposal);
}
