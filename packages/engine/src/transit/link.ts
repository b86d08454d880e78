// Encryption of the network between nodes: what Cilium's settings say, and where it does not reach.
import type { Facts } from '../facts/facts.ts';
import type { MeshSettingsFact } from '../facts/mesh.ts';
import { objectId } from '../facts/object-id.ts';
import type { Edge, LayerVerdict } from './edge.ts';
import { says } from './edge.ts';

export interface LinkEncryption {
  readonly settings: MeshSettingsFact;
  /** Absent: it is off. */
  readonly by?: 'WireGuard' | 'IPsec';
}

/** Undefined where no Cilium is in the input. https://docs.cilium.io/en/stable/security/network/encryption/ */
export function linkEncryption({ meshSettings }: Facts): LinkEncryption | undefined {
  const settings = meshSettings.find(({ system }) => system === 'cilium');
  if (settings === undefined) return undefined;
  const isOn = (name: string): boolean => settings.settings.get(name) === 'true';
  const by = isOn('enable-wireguard') ? 'WireGuard' : isOn('enable-ipsec') ? 'IPsec' : undefined;
  return { settings, ...(by !== undefined && { by }) };
}

/** Undefined where no link is encrypted, or none is known of. */
export function ofLink(facts: Facts, { from, to }: Edge): LayerVerdict | undefined {
  const link = linkEncryption(facts);
  if (link === undefined) return undefined;
  const { settings, by } = link;
  const cite = (name: string) => ({ object: settings, pointer: `/data/${name}` });
  if (by === undefined)
    return says('clear', `${objectId(settings)} encrypts nothing between nodes`, {
      object: settings,
      pointer: '/data',
    });
  const flag = by === 'WireGuard' ? 'enable-wireguard' : 'enable-ipsec';
  const text = `${objectId(settings)} encrypts between nodes with ${by}`;
  if (from === undefined || to === undefined) return says('clear', `${text}, and one end is no pod`, cite(flag));
  const isOnHost = [from, to].some(({ spec }) => facts.podSpecs[spec]?.hostNetwork === true);
  if (isOnHost && settings.settings.get('encrypt-node') !== 'true')
    return says('clear', `${text}, but not what pods on their host’s network send (encrypt-node)`, cite(flag));
  if (from.node !== '' && from.node === to.node)
    return says(
      'clear',
      `${text}; both ends are on ${from.node}, where nothing is encrypted and nothing leaves the node`,
      cite(flag),
    );
  return says('link-encrypted', `${text}; within one node it is not encrypted`, cite(flag));
}
