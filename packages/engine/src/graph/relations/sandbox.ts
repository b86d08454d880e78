// Which runtime classes put a kernel of their own between a container and its node.
import type { Condition } from '../../results/contract.ts';
import type { PodSpec } from '../../facts/workload.ts';

/** Names that the sandboxes' own guides give their classes. https://kubernetes.io/docs/concepts/containers/runtime-class/ */
const SANDBOX = /(?:gvisor|runsc|kata|firecracker|sandbox)/i;

/** The class is judged by its name: what a handler is stands in the node's own configuration. */
export function isSandboxed({ runtimeClass }: PodSpec): boolean {
  return SANDBOX.test(runtimeClass);
}

/** What another class leaves open. */
export function sandboxDoubts({ runtimeClass }: PodSpec): readonly Condition[] {
  if (runtimeClass === '') return [];
  return [
    {
      text: `runtime class ${runtimeClass} gives the pod no kernel of its own`,
      settledBy: `runtimeclass.node.k8s.io:${runtimeClass}`,
    },
  ];
}
