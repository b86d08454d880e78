// The test runner's side of shared clusters: nothing is started until a test asks, and all ends with the run.
import { serveClusters } from './shared-clusters.ts';

/** Called by vitest before the first test file; what it returns is called after the last. */
export async function setup(): Promise<() => Promise<void>> {
  return serveClusters();
}
