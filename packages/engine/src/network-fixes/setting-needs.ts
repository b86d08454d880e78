// Needs that settings declare: a host that a workload is told of, matched to the Service, the address or the world that it is.
import { parseAddress } from '../facts/address.ts';
import type { Facts } from '../facts/facts.ts';
import type { Group, Groups } from './groups.ts';
import { Mentions } from './mentions.ts';
import type { Mention } from './mentions.ts';
import type { Need, Needs, UnknownNeed } from './need.ts';
import type { Resolved, ServiceEnds } from './service-ends.ts';

/** What never leaves the pod. */
const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|0\.0\.0\.0|::)$/;
/** A name that only the world outside has: two labels or more, the last one no number and none that clusters use. */
const OUTSIDE = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?!svc$|local$|internal$|cluster$)[a-z][a-z-]*[a-z]$/;

export function settingNeeds(facts: Facts, groups: Groups, ends: ServiceEnds): Needs {
  const mentions = new Mentions(facts);
  const needs: Need[] = [];
  const unknown: UnknownNeed[] = [];
  for (const group of groups.all) {
    for (const mention of distinctMentions(group, mentions)) {
      const { targets, why } = resolve(mention, group.namespace, ends);
      const text = `${mention.text} names ${mention.host ?? 'a host outside of the cluster'}`;
      if (targets.length === 0 && why !== undefined)
        unknown.push({ namespace: group.namespace, text: `${text}: ${why}`, evidence: [mention.evidence] });
      for (const { end, port, protocol } of targets)
        needs.push({
          from: { kind: 'group', group },
          to: end,
          port,
          protocol,
          source: 'setting',
          text,
          evidence: [mention.evidence],
        });
    }
  }
  return { needs, unknown };
}

/** Pods of one spec say the same. */
function distinctMentions({ pods }: Group, mentions: Mentions): readonly Mention[] {
  const bySpec = new Map(pods.map((pod) => [`${pod.spec}`, pod]));
  const all = [...bySpec.values()].flatMap((pod) => mentions.of(pod)).filter(({ host = '' }) => !LOCAL.test(host));
  return [...new Map(all.map((one) => [`${one.host ?? ''} ${one.port ?? ''}`, one])).values()];
}

function resolve({ host, port }: Mention, namespace: string, ends: ServiceEnds): Resolved {
  if (host === undefined) return outside(port);
  if (parseAddress(host) !== undefined) return port === undefined ? { targets: [] } : ends.ofAddress(host, port, 'TCP');
  const service = ends.named(host, namespace);
  if (service !== undefined) return ends.ofService(service, port);
  if (host.includes('.svc')) return { targets: [], why: 'no such Service is in the input' };
  return OUTSIDE.test(host) ? outside(port) : { targets: [] };
}

function outside(port: number | undefined): Resolved {
  return port === undefined
    ? { targets: [], why: 'no port is written beside it' }
    : { targets: [{ end: { kind: 'internet' }, port, protocol: 'TCP' }] };
}
