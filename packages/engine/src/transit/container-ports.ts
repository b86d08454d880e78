// Names and numbers of the ports that a pod's containers declare.
import type { Facts } from '../facts/facts.ts';
import type { WorkloadFact } from '../facts/workload.ts';

/** The number that the pod gives to a name. */
export function namedPort(facts: Facts, { spec }: WorkloadFact, name: string, protocol: string): number | undefined {
  const ports = facts.podSpecs[spec]?.containers.flatMap(({ ports: of = [] }) => of) ?? [];
  return ports.find((one) => one.name === name && one.protocol === protocol)?.port;
}

/** Whether a Service's `targetPort` is this port of the pod. */
export function targetsPort(facts: Facts, targetPort: string, pod: WorkloadFact, port: number): boolean {
  if (/^\d+$/.test(targetPort)) return Number(targetPort) === port;
  const ports = facts.podSpecs[pod.spec]?.containers.flatMap(({ ports: of = [] }) => of) ?? [];
  return ports.some((one) => one.name === targetPort && one.port === port);
}
