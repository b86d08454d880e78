// What a pod's port accepts: Istio's PeerAuthentications by scope, age and port.
import type { Facts } from '../facts/facts.ts';
import type { MtlsMode, PeerAuthenticationFact } from '../facts/mesh.ts';
import { selected } from '../facts/label-selector.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { Basis } from './edge.ts';

export interface ServerMode {
  readonly mode: Exclude<MtlsMode, 'UNSET'> | 'unknown';
  readonly basis: Basis;
}

interface Scope {
  readonly name: string;
  readonly policies: readonly PeerAuthenticationFact[];
}

const DEFAULT: ServerMode = {
  mode: 'PERMISSIVE',
  basis: { text: 'no PeerAuthentication sets a mode: PERMISSIVE', evidence: [] },
};

/** The name of the namespace whose policies hold for the mesh. */
export function rootNamespace({ meshSettings }: Facts): string {
  const settings = meshSettings.find(({ system, settings: of }) => system === 'istio' && of.has('rootNamespace'));
  return settings?.settings.get('rootNamespace') || 'istio-system';
}

/** The oldest of one scope, equal ages by name; undefined where the ages are not known and matter. */
function oldest(policies: readonly PeerAuthenticationFact[]): PeerAuthenticationFact | 'unknown' | undefined {
  if (policies.length < 2) return policies[0];
  if (policies.some(({ created }) => created === '')) return policies.every(alike(policies)) ? policies[0] : 'unknown';
  return policies.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))[0];
}

const keyOf = ({ created, name }: PeerAuthenticationFact): string => `${created} ${name}`;
const alike = (policies: readonly PeerAuthenticationFact[]) => {
  const text = ({ mode, ports }: PeerAuthenticationFact): string =>
    JSON.stringify([mode, ports.map(({ port, mode: of }) => [port, of])]);
  const [first] = policies as readonly [PeerAuthenticationFact];
  return (one: PeerAuthenticationFact): boolean => text(one) === text(first);
};

/**
 * Workload over namespace over mesh; UNSET inherits; a port's mode counts only in the policy that is the workload's own. A policy with a
 * selector in the root namespace counts for nothing (istio#61023).
 * https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export class IstioServers {
  readonly #root: string;
  readonly #byNamespace: ReadonlyMap<string, readonly PeerAuthenticationFact[]>;

  constructor(facts: Facts) {
    this.#root = rootNamespace(facts);
    this.#byNamespace = Map.groupBy(facts.peerAuthentications, ({ namespace }) => namespace);
  }

  modeOf(workload: WorkloadFact, port: number): ServerMode {
    let held = DEFAULT;
    for (const scope of this.#scopes(workload)) {
      const policy = oldest(scope.policies);
      if (policy === undefined) continue;
      const next = policy === 'unknown' ? undecided(scope) : ofPolicy(policy, scope, port);
      if (next !== undefined) held = next;
    }
    return held;
  }

  /**
   * As `modeOf`, for ztunnel: istiod leaves the rule of a STRICT port out where the mesh is STRICT, the workload's own policy is not, and
   * its namespace has none, so that the port may take anybody (read in istio's ambient/authorization.go, and tried on no live mesh).
   */
  ambientModeOf(workload: WorkloadFact, port: number): ServerMode {
    const held = this.modeOf(workload, port);
    const [mesh, namespace, own] = this.#scopes(workload).map(({ policies }) => oldest(policies));
    if (typeof mesh !== 'object' || typeof own !== 'object' || mesh.mode !== 'STRICT') return held;
    const isNamed = namespace !== undefined && (namespace === 'unknown' || namespace.mode !== 'UNSET');
    const isStrictPort = own.ports.some((one) => one.port === port && one.mode === 'STRICT');
    if (isNamed || own.mode !== 'PERMISSIVE' || !isStrictPort) return held;
    const text = `${objectId(own)} sets STRICT for port ${port} and less for the rest under a STRICT mesh, which ztunnel may not enforce: try it`;
    return { mode: 'unknown', basis: { text, evidence: [{ object: own, pointer: '/spec' }] } };
  }

  #scopes(workload: WorkloadFact): readonly Scope[] {
    const own = this.#byNamespace.get(workload.namespace) ?? [];
    const isRoot = workload.namespace === this.#root;
    return [
      {
        name: 'mesh',
        policies: (this.#byNamespace.get(this.#root) ?? []).filter(({ selector }) => selector.size === 0),
      },
      { name: 'namespace', policies: isRoot ? [] : own.filter(({ selector }) => selector.size === 0) },
      { name: 'workload', policies: isRoot ? [] : own.filter((policy) => selects(policy, workload)) },
    ];
  }
}

function selects({ selector }: PeerAuthenticationFact, { podLabels }: WorkloadFact): boolean {
  return selector.size > 0 && selected(selector, podLabels);
}

function undecided({ name, policies }: Scope): ServerMode {
  const text = `${policies.map(objectId).join(', ')} hold for one ${name}, the oldest counts, and their ages are not in the input`;
  return { mode: 'unknown', basis: { text, evidence: policies.map((object) => ({ object, pointer: '/spec' })) } };
}

function ofPolicy(policy: PeerAuthenticationFact, { name }: Scope, port: number): ServerMode | undefined {
  const own = name === 'workload' ? policy.ports.find((one) => one.port === port && one.mode !== 'UNSET') : undefined;
  const mode = own?.mode ?? policy.mode;
  if (mode === 'UNSET') return undefined;
  const where = own === undefined ? `the ${name}` : `port ${port}`;
  const pointer = own?.pointer ?? '/spec/mtls/mode';
  return {
    mode,
    basis: { text: `${objectId(policy)} sets ${mode} for ${where}`, evidence: [{ object: policy, pointer }] },
  };
}
