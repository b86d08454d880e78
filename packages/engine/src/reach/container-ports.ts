// Names and numbers of the ports that a pod's containers declare.
import type { Facts } from '../facts/facts.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { NamedPort } from './pods.ts';

/** Ports to which the containers give names. */
export function portNames({ podSpecs }: Facts, { spec }: WorkloadFact): readonly NamedPort[] {
  return podSpecs[spec]?.containers.flatMap(({ ports = [] }) => ports) ?? [];
}

/** The number that the pod gives to a name. */
export function namedPort(facts: Facts, pod: WorkloadFact, name: string, protocol: string): number | undefined {
  return portNames(facts, pod).find((one) => one.name === name && one.protocol === protocol)?.port;
}

/** Whether the pod gives the name to this port, for any protocol. */
export function hasNamedPort(facts: Facts, pod: WorkloadFact, name: string, port: number): boolean {
  return portNames(facts, pod).some((one) => one.name === name && one.port === port);
}

/** The number that a Service's port leads to; undefined where the pod does not have the name. */
export function portBehind(
  facts: Facts,
  pod: WorkloadFact,
  { targetPort, protocol }: { readonly targetPort: string; readonly protocol: string },
): number | undefined {
  return /^\d+$/.test(targetPort) ? Number(targetPort) : namedPort(facts, pod, targetPort, protocol);
}

/** Whether a Service's `targetPort` is this port of the pod. */
export function targetsPort(facts: Facts, targetPort: string, pod: WorkloadFact, port: number): boolean {
  return /^\d+$/.test(targetPort) ? Number(targetPort) === port : hasNamedPort(facts, pod, targetPort, port);
}
