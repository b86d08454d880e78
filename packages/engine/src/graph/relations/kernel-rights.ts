// Rights over the node's kernel: capabilities that hold outside the container, and an unmasked /proc.
import type { Container, PodSpec, WorkloadFact } from '../../facts/workload.ts';
import { capabilityName } from '../host/capabilities.ts';
import type { World } from '../world.ts';
import { escapeRelation, perSpec } from './escape.ts';
import type { Escape } from './escape.ts';
import { kernelSettingsOfMount } from './host-paths.ts';
import { specOf } from './pods.ts';
import { imageUserDoubts, mayBeRoot } from './root-user.ts';
import { isSandboxed, sandboxDoubts } from './sandbox.ts';

/** Capabilities that suffice together → what they give. https://man7.org/linux/man-pages/man7/capabilities.7.html */
const SETS: readonly {
  readonly names: readonly string[];
  readonly gives: 'root' | 'identity';
  readonly how: string;
  readonly hostPID?: true;
}[] = [
  { names: ['ALL'], gives: 'root', how: 'every capability' },
  { names: ['SYS_ADMIN'], gives: 'root', how: "which mounts the node's disks" },
  { names: ['SYS_MODULE'], gives: 'root', how: 'which loads code into the kernel' },
  { names: ['SYS_PTRACE'], gives: 'root', how: "which takes over the host's processes", hostPID: true },
  { names: ['SYS_RAWIO'], gives: 'root', how: "which reads and writes the machine's memory and ports" },
  { names: ['BPF', 'PERFMON'], gives: 'root', how: "which read and change other programs' memory from the kernel" },
  { names: ['DAC_READ_SEARCH'], gives: 'identity', how: "which opens the node's files by handle" },
];

function strongest(container: Container, spec: PodSpec): (typeof SETS)[number] | undefined {
  const added = new Set(container.capabilitiesAdd.map(capabilityName));
  return SETS.find(
    ({ names, hostPID }) => names.every((name) => added.has(name)) && (hostPID !== true || spec.hostPID),
  );
}

/** Added capabilities are in force only for root; in a user namespace of its own they reach nothing of the host. */
function capabilities(spec: PodSpec): Escape | undefined {
  if (!spec.hostUsers || isSandboxed(spec)) return undefined;
  for (const container of spec.containers) {
    const set = mayBeRoot(container) ? strongest(container, spec) : undefined;
    if (set === undefined) continue;
    return {
      pointers: [
        `${container.pointer}/securityContext/capabilities/add`,
        ...(set.hostPID === true ? ['/hostPID'] : []),
      ],
      detail: `container ${container.name} has ${set.names.join(' and ')}, ${set.how}`,
      gives: set.gives,
      doubts: [...imageUserDoubts(container), ...sandboxDoubts(spec)],
    };
  }
  return undefined;
}

export const capabilityTakesNode = escapeRelation('capabilityTakesNode', perSpec(capabilities));

/** Root in a container whose /proc is not masked writes core_pattern, which the kernel starts as root on the node. */
function unmaskedProc(spec: PodSpec): Escape | undefined {
  const container =
    spec.hostUsers && !isSandboxed(spec)
      ? spec.containers.find((one) => one.procMount === 'Unmasked' && mayBeRoot(one))
      : undefined;
  if (container === undefined) return undefined;
  return {
    pointers: [`${container.pointer}/securityContext/procMount`],
    detail: `container ${container.name} has an unmasked /proc`,
    doubts: [...imageUserDoubts(container), ...sandboxDoubts(spec)],
  };
}

const unmaskedOf = perSpec(unmaskedProc);

export const kernelSettingsTakeNode = escapeRelation(
  'kernelSettingsTakeNode',
  (world: World, member: WorkloadFact) =>
    unmaskedOf(world, member) ??
    (isSandboxed(specOf(world, member)) ? undefined : kernelSettingsOfMount(world, member)),
);
