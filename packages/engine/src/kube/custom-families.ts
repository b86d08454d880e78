// Custom kinds: policies, fields for data packs, embedded pod specs and Secret manifests.
import { readGatekeeperPolicy, readKyvernoPolicy } from './admission.ts';
import { readCiliumPolicy } from './cilium-policy.ts';
import { isGatekeeper, isPackGroup } from './custom-kinds.ts';
import { readCustomFields } from './custom.ts';
import { readEmbedded } from './embedded.ts';
import { readGatewayKind } from './gateway.ts';
import { readIstio } from './istio.ts';
import { readLinkerd } from './linkerd.ts';
import { judgeCustom } from './object-credentials.ts';
import { readPluginPolicy } from './plugin-policy.ts';
import type { Reading } from './reading.ts';
import { readTierPolicy, TIER_GROUP } from './tier-policy.ts';

/** Kinds of Kyverno that are no policies: exceptions and reports refuse no pod. */
const KYVERNO_POLICIES = /(?:Policy|Policies)$/;

function isKyvernoPolicy(group: string, kind: string): boolean {
  return (group === 'kyverno.io' || group === 'policies.kyverno.io') && KYVERNO_POLICIES.test(kind);
}

/** Reads a kind that Kubernetes does not serve itself. False when nothing here knows the kind. */
export function readCustomKind(reading: Reading): boolean {
  const { group, kind } = reading.identity;
  readEmbedded(reading);
  judgeCustom(reading);
  if (isGatekeeper(group)) return readGatekeeperPolicy(reading);
  if (isKyvernoPolicy(group, kind)) readKyvernoPolicy(reading);
  if (group === TIER_GROUP) return readTierPolicy(reading);
  if (readCiliumPolicy(reading) || readPluginPolicy(reading)) return true;
  if (readGatewayKind(reading) || readIstio(reading) || readLinkerd(reading)) return true;
  return isPackGroup(group) ? readCustomFields(reading) : false;
}
