// ConfigMaps in which meshes and Cilium keep their settings: the few that decide about encryption and policies.
import { readYaml } from '@watertight/syntax';
import type { MeshSettingsFact } from '../facts/mesh.ts';
import { isObject, objectOf } from './json.ts';
import type { Reading } from './reading.ts';

/** Characters of a document in a key. */
const DOCUMENT_MAX = 262_144;

/** https://docs.cilium.io/en/stable/security/network/encryption/ and https://docs.cilium.io/en/stable/security/policy/intro/ */
const CILIUM = [
  'enable-policy',
  'allow-localhost',
  'enable-host-firewall',
  'policy-cidr-match-mode',
  'labels',
  'enable-wireguard',
  'enable-ipsec',
  'encrypt-node',
  'enable-encryption-strict-mode',
  'enable-ztunnel',
  'tunnel-protocol',
];
/** A setting and its place in the document of a key. */
const ISTIO: Readonly<Record<string, readonly string[]>> = {
  rootNamespace: ['rootNamespace'],
  enableAutoMtls: ['enableAutoMtls'],
  trustDomain: ['trustDomain'],
};
const LINKERD: Readonly<Record<string, readonly string[]>> = {
  defaultInboundPolicy: ['proxy', 'defaultInboundPolicy'],
  ignoreInboundPorts: ['proxyInit', 'ignoreInboundPorts'],
  ignoreOutboundPorts: ['proxyInit', 'ignoreOutboundPorts'],
};

function inDocument(text: unknown, places: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  if (typeof text !== 'string' || text.length > DOCUMENT_MAX) return {};
  const { value } = readYaml(text);
  const found = Object.entries(places).flatMap(([name, path]) => {
    let at: unknown = value;
    for (const field of path) at = objectOf(at)[field];
    return typeof at === 'string' || typeof at === 'boolean' || typeof at === 'number' ? [[name, String(at)]] : [];
  });
  return Object.fromEntries(found) as Record<string, string>;
}

function settingsOf(
  name: string,
  data: Readonly<Record<string, unknown>>,
):
  | (Pick<MeshSettingsFact, 'system'> & {
      readonly settings: Readonly<Record<string, unknown>>;
    })
  | undefined {
  if (name === 'cilium-config')
    return { system: 'cilium', settings: Object.fromEntries(CILIUM.map((key) => [key, data[key]])) };
  if (/^istio(?:-[a-z0-9-]{1,63})?$/.test(name) && typeof data.mesh === 'string')
    return { system: 'istio', settings: inDocument(data.mesh, ISTIO) };
  if (name === 'linkerd-config') return { system: 'linkerd', settings: inDocument(data.values, LINKERD) };
  return undefined;
}

/** Adds a fact where the ConfigMap is such a one. */
export function readMeshSettings(reading: Reading): void {
  const { data } = reading.object;
  if (!isObject(data)) return;
  const found = settingsOf(reading.base.name, data);
  if (found === undefined) return;
  reading.facts.meshSettings.push({
    ...reading.base,
    kind: 'meshSettings',
    system: found.system,
    settings: reading.strings.map(found.settings),
  });
}
