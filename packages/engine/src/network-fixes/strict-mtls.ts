// From PERMISSIVE to STRICT for one namespace of Istio’s mesh: the PeerAuthentication, and the clients that would break.
import type { Facts } from '../facts/facts.ts';
import type { PeerAuthenticationFact } from '../facts/mesh.ts';
import { objectId } from '../facts/object-id.ts';
import { NO_DOCUMENT } from '../facts/object.ts';
import { OriginTable } from '../facts/origin.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { FactsBuilder } from '../kube/facts-builder.ts';
import type { Edge } from '../transit/edge.ts';
import { IstioMembers } from '../transit/istio-member.ts';
import { IstioServers } from '../transit/istio-server.ts';
import { Transit } from '../transit/transit.ts';
import type { Groups } from './groups.ts';
import { endId } from './need.ts';
import type { Need } from './need.ts';
import { OWN_PREFIX } from './policy-manifest.ts';

export interface PeerAuthenticationManifest {
  readonly apiVersion: 'security.istio.io/v1';
  readonly kind: 'PeerAuthentication';
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly mtls: { readonly mode: 'STRICT' } };
}

export interface StrictMtls {
  readonly manifest: PeerAuthenticationManifest;
  /** Needs that the mode refuses: their clients are outside of the mesh, or do not use it. */
  readonly breaks: readonly string[];
  /** Needs of which the objects do not tell. */
  readonly open: readonly string[];
}

/** Undefined where no pod of the namespace is in the mesh, or none that takes clear text would stop to. */
export function strictMtls(
  namespace: string,
  facts: Facts,
  groups: Groups,
  needs: readonly Need[],
): StrictMtls | undefined {
  const members = new IstioMembers(facts);
  const isMeshed = (pod: WorkloadFact): boolean => ['sidecar', 'ambient'].includes(members.of(pod).mode);
  const manifest = manifestFor(namespace, facts);
  const changed = withManifest(facts, manifest);
  const [servers, after] = [new IstioServers(facts), new IstioServers(changed)];
  const permissive = groups
    .in(namespace)
    .flatMap(({ pods }) => pods.slice(0, 1))
    .filter((pod) => isMeshed(pod) && servers.modeOf(pod, ANY_PORT).mode === 'PERMISSIVE');
  const kept = permissive.filter((pod) => after.modeOf(pod, ANY_PORT).mode !== 'STRICT');
  if (kept.length === permissive.length) return undefined;
  const now = new Transit(facts);
  const strict = new Transit(changed);
  const breaks: string[] = [];
  const open = kept.map((pod) => `${objectId(pod)} stays as it is: ${after.modeOf(pod, ANY_PORT).basis.text}`);
  for (const need of needs) {
    const edge = edgeTo(namespace, need);
    if (edge?.to === undefined || !isMeshed(edge.to) || now.of(edge).state === 'refused') continue;
    const { state, basis } = strict.of(edge);
    const why = basis.map(({ text }) => text).join('; ');
    const text = `${endId(need.from)} → ${endId(need.to)} ${need.port}/${need.protocol}: ${why}`;
    if (state === 'refused') breaks.push(text);
    else if (state === 'unknown') open.push(text);
  }
  return { manifest, breaks, open };
}

/** The need as its client opens it; undefined where it does not lead into the namespace. */
function edgeTo(namespace: string, { from, to, port, protocol, through }: Need): Edge | undefined {
  if (to.kind !== 'group' || to.group.namespace !== namespace || typeof port !== 'number') return undefined;
  const [target] = to.group.pods;
  const [source] = from.kind === 'group' ? from.group.pods : [];
  return {
    ...(source !== undefined && { from: source }),
    ...(target !== undefined && { to: target }),
    ...(through !== undefined && { through: through.service, servicePort: through.port }),
    port,
    protocol,
  };
}

/** A port that no policy names tells what the mode is for all the others. */
const ANY_PORT = 1;

/** That of the namespace, where it has one; else a new one. */
function manifestFor(namespace: string, { peerAuthentications }: Facts): PeerAuthenticationManifest {
  const own = peerAuthentications.find((one) => one.namespace === namespace && one.selector.size === 0);
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: own?.name ?? `${OWN_PREFIX}strict`, namespace },
    spec: { mtls: { mode: 'STRICT' } },
  };
}

function withManifest(facts: Facts, manifest: PeerAuthenticationManifest): Facts {
  const builder = new FactsBuilder(new OriginTable(), { defaultNamespace: 'default' });
  builder.add(manifest, NO_DOCUMENT);
  const { namespace, name } = manifest.metadata;
  const others = facts.peerAuthentications.filter((one) => one.namespace !== namespace || one.name !== name);
  const made: readonly PeerAuthenticationFact[] = builder.finish().peerAuthentications;
  return { ...facts, peerAuthentications: [...others, ...made] };
}
