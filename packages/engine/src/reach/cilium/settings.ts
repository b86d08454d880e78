// Settings of Cilium that decide what becomes of policies: of its ConfigMap, else what it does by itself.
import type { Facts } from '../../facts/facts.ts';

export interface CiliumSettings {
  /** https://docs.cilium.io/en/stable/security/policy/intro/#policy-enforcement-modes */
  readonly enforcement: 'default' | 'always' | 'never';
  /** A pod's own node gets at it whatever policies say: `--allow-localhost`. */
  readonly allowsLocalhost: boolean;
  /** Undefined: it is not known whether policies of nodes are enforced. */
  readonly hostFirewall: boolean | undefined;
  /** Blocks match nodes, too: `policy-cidr-match-mode`. */
  readonly blocksMatchNodes: boolean;
  /** `labels` says which labels are part of identities. */
  readonly limitsLabels: boolean;
}

export function settingsOf({ meshSettings }: Facts): CiliumSettings {
  const settings = meshSettings.find(({ system }) => system === 'cilium')?.settings;
  const mode = settings?.get('enable-policy');
  const firewall = settings?.get('enable-host-firewall');
  return {
    enforcement: mode === 'always' || mode === 'never' ? mode : 'default',
    allowsLocalhost: settings?.get('allow-localhost') !== 'policy',
    hostFirewall: settings === undefined ? undefined : firewall === 'true',
    blocksMatchNodes: (settings?.get('policy-cidr-match-mode') ?? '').split(/[\s,]+/).includes('nodes'),
    limitsLabels: (settings?.get('labels') ?? '').trim() !== '',
  };
}
