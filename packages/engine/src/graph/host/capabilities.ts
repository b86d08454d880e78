// Linux capabilities that containers are given, and what each is worth to an attacker.
import type { Container } from '../../facts/workload.ts';
import type { Severity } from '../../results/contract.ts';

/** Runtimes accept names with and without the kernel's prefix, in any case. */
export function capabilityName(written: string): string {
  return written.toUpperCase().replace(/^CAP_/, '');
}

export function addsCapability({ capabilitiesAdd }: Container, name: string): boolean {
  return capabilitiesAdd.some((written) => capabilityName(written) === name || capabilityName(written) === 'ALL');
}

/** What the Pod Security Standards' baseline lets a pod add: the runtimes' own defaults without NET_RAW. */
const BASELINE: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

const GIVES: ReadonlyMap<string, readonly [Severity, string]> = new Map([
  ['ALL', ['high', 'every capability, so the node']],
  ['SYS_ADMIN', ['high', "mounting the node's disks"]],
  ['SYS_MODULE', ['high', 'loading kernel modules']],
  ['SYS_PTRACE', ['high', 'reading the memory and environment of other processes']],
  ['SYS_RAWIO', ['high', 'raw access to memory and disks']],
  ['SYS_BOOT', ['medium', 'starting another kernel']],
  ['DAC_READ_SEARCH', ['high', 'reading any file of the node by handle']],
  ['BPF', ['high', 'reading kernel memory']],
  ['PERFMON', ['high', 'reading kernel memory']],
  ['SYSLOG', ['medium', 'reading kernel addresses and messages']],
  ['NET_ADMIN', ['medium', 'changing routes and filters']],
  ['NET_RAW', ['medium', 'forging packets to intercept the traffic of other pods']],
]);

export interface CapabilityRisk {
  readonly severity: Severity;
  readonly gives: string;
}

/** `undefined` for a capability that the baseline allows. */
export function capabilityRisk(written: string): CapabilityRisk | undefined {
  const name = capabilityName(written);
  if (BASELINE.has(name)) return undefined;
  const [severity, gives] = GIVES.get(name) ?? ['low', 'more than the baseline allows'];
  return { severity, gives };
}
