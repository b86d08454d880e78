// Finds the path of an id: an id is a hash, so candidates are compared until one has it, and only that one is proved.
import type { Severity } from '../results/contract.ts';
import type { Exposure, ReachedFact } from './exposure.ts';
import type { ReaderFact } from './readers.ts';
import type { ProvedPath } from './prove.ts';
import { scanExposure } from './scan.ts';

/** Paths that a scan shows unless told otherwise: an id mostly comes from there. */
const SHOWN_FIRST = 1_000;

export interface FoundPath {
  readonly path: ProvedPath;
  readonly severity: Severity;
}

/**
 * Looks among the worst exposures first, then among all readers of Secrets, then among everything that any position reaches.
 * Holds the candidates of one Secret or position at a time. `undefined` when the exposure has no such path.
 */
export function findPath(exposure: Exposure, id: string): FoundPath | undefined {
  return amongWorst(exposure, id) ?? amongReaders(exposure, id) ?? amongReached(exposure, id);
}

function amongWorst(exposure: Exposure, id: string): FoundPath | undefined {
  for (const { reader } of scanExposure(exposure, exposure.assetIds(), SHOWN_FIRST).worst) {
    const path = reader.prove();
    if (path.id === id) return { path, severity: reader.severity };
  }
  return undefined;
}

function amongReaders(exposure: Exposure, id: string): FoundPath | undefined {
  for (const asset of exposure.assetIds()) {
    const node = exposure.targetNode(asset);
    const found = node === undefined ? undefined : withId(exposure.readersOf(node, asset), id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Secrets that a position reaches have been looked at as such. */
function amongReached(exposure: Exposure, id: string): FoundPath | undefined {
  for (const position of exposure.positions) {
    const reached = exposure.reachOf(position.id).filter((fact) => !fact.id.startsWith('secret:'));
    const found = withId(reached, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

function withId(facts: readonly (ReaderFact | ReachedFact)[], id: string): FoundPath | undefined {
  const found = facts.find((fact) => fact.pathId() === id);
  return found === undefined ? undefined : { path: found.prove(), severity: found.severity };
}
