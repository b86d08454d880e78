// What a builder has read so far, before anything is concluded from it: what a snapshot holds.
import type { CoverageEntry } from '../facts/facts.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { PodSpec } from '../facts/workload.ts';
import type { FactStore } from './fact-store.ts';

export type ReadonlyStore = { readonly [K in keyof FactStore]: readonly FactStore[K][number][] };

export interface BuilderState {
  readonly facts: ReadonlyStore;
  readonly podSpecs: readonly PodSpec[];
  /** Objects of kinds that nothing so far explains. */
  readonly unknown: readonly ObjectFact[];
  readonly coverage: readonly CoverageEntry[];
  /** `major.minor`, given or found; may be empty. */
  readonly kubernetesVersion: string;
}
