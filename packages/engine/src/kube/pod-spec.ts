// A pod spec, projected to what decides who can read what through it.
import { parseAddress } from '../facts/address.ts';
import type { PodDns, PodSpec } from '../facts/workload.ts';
import { readContainer, writtenUser } from './container.ts';
import { booleanOf, isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { Literals } from './literals.ts';
import { misplacedFields } from './misplaced.ts';
import type { Mutable } from './mutable.ts';
import { addCredentials } from './pod-credentials.ts';
import { podHosts } from './named-hosts.ts';
import { referencesOf } from './pod-references.ts';
import type { PodSpecView } from './pod-spec-view.ts';
import type { StringPool } from './string-pool.ts';
import { podSignals } from './transit-signals.ts';
import { readVolume } from './volume.ts';

/** Fields are written one by one: spreading costs as much as the rest. */
export function projectPodSpec(view: PodSpecView, strings: StringPool, literals: Literals): PodSpec {
  const { spec } = view;
  const context = objectOf(spec.securityContext);
  const { secrets, configMaps, claims, tokens } = referencesOf(view, strings);
  const projected: Mutable<PodSpec> = {
    serviceAccount: strings.keep(textOf(spec.serviceAccountName) || textOf(spec.serviceAccount) || 'default'),
    hostNetwork: spec.hostNetwork === true,
    hostPID: spec.hostPID === true,
    hostIPC: spec.hostIPC === true,
    hostUsers: spec.hostUsers !== false,
    shareProcessNamespace: spec.shareProcessNamespace === true,
    runtimeClass: strings.text(spec.runtimeClassName),
    containers: view.containers.map((container) => readContainer(container, context, strings)),
    volumes: view.volumes.map((volume) => readVolume(volume, strings)),
    secrets,
    configMaps,
    claims,
    tokens,
    misplaced: view.strict ? misplacedFields(view) : [],
  };
  if (isObject(spec.securityContext)) projected.securityContext = writtenUser(context);
  const automountToken = booleanOf(spec.automountServiceAccountToken);
  if (automountToken !== undefined) projected.automountToken = automountToken;
  const signals = podSignals(view, strings);
  if (signals.length > 0) projected.signals = signals;
  literals.hosts.hold(projected, podHosts(view, strings));
  addCredentials(projected, view, { literals, strings });
  const dns = dnsOf(spec, strings);
  if (dns !== undefined) projected.dns = dns;
  return projected;
}

/** Nameservers are kept if they are addresses: what is none, the API server refuses. */
function dnsOf({ dnsPolicy, dnsConfig }: JsonObject, strings: StringPool): PodDns | undefined {
  const policy = textOf(dnsPolicy);
  const nameservers = listOf(objectOf(dnsConfig).nameservers)
    .map(textOf)
    .filter((one) => parseAddress(one) !== undefined);
  const isUsual = policy === '' || policy === 'ClusterFirst';
  if (isUsual && nameservers.length === 0) return undefined;
  return {
    ...(!isUsual && { policy: strings.keep(policy) }),
    ...(nameservers.length > 0 && { nameservers: nameservers.map((one) => strings.keep(one)) }),
  };
}
