// Names and numbers of the ports that a pod's containers declare.
import type { Facts } from '../facts/facts.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { NamedPort } from './pods.ts';

function portsOf({ podSpecs }: Facts, { spec }: WorkloadFact): readonly NamedPort[] {
  return podSpecs[spec]?.containers.flatMap(({ ports = [] }) => ports) ?? [];
}

/** The number that the pod gives to a name. */
export function namedPort(facts: Facts, pod: WorkloadFact, name: string, protocol: string): number | undefined {
  return portsOf(facts, pod).find((one) => one.name === name && one.protocol === protocol)?.port;
}

/** Whether the pod gives the name to this port, for any protocol. */
export function hasNamedPort(facts: Facts, pod: WorkloadFact, name: string, port: number): boolean {
  return portsOf(facts, pod).some((one) => one.name === name && one.port === port);
}

/** Whether a Service's `targetPort` is this port of the pod. */
export function targetsPort(facts: Facts, targetPort: string, pod: WorkloadFact, port: number): boolean {
  return /^\d+$/.test(targetPort) ? Number(targetPort) === port : hasNamedPort(facts, pod, targetPort, port);
}
