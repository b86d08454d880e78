// What it costs to fix the network of a whole cluster, and how that grows with its workloads.
import { bestOf } from './processes.ts';
import { line, megabytes, seconds } from './table.ts';

/** Pods and namespaces; ten workloads a namespace. */
const SIZES: readonly (readonly [pods: number, namespaces: number])[] = [
  [1000, 10],
  [3000, 30],
  [10_000, 100],
];

/** Each pair of workloads is looked at, before the fix and after it: the last column should stay as it is. */
export function measureNetworkFixes(rounds: number): void {
  line('pods', 'workloads', 'policies', 'needs', 'compile CPU s', 'fix CPU s', 'µs a pair of workloads', 'resident MB');
  line('---:', '---:', '---:', '---:', '---:', '---:', '---:', '---:');
  for (const [pods, namespaces] of SIZES) {
    const [best] = bestOf(rounds, ['jobs/network-fixes.ts', `${pods}`, `${namespaces}`]);
    const stage = (name: string): number => best.stages?.[name] ?? Number.NaN;
    const workloads = namespaces * 10;
    line(
      pods.toLocaleString('en'),
      workloads.toLocaleString('en'),
      stage('policies').toLocaleString('en'),
      stage('needs').toLocaleString('en'),
      seconds(stage('compile')),
      seconds(stage('fix')),
      ((stage('fix') / workloads ** 2) * 1e6).toFixed(1),
      megabytes(best.memory),
    );
  }
}
