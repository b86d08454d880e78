// What Istio's proxy of a client sends to a Service: the DestinationRule that counts, its TLS mode, and what bypasses the proxy.
import { inBlock, parseAddress, parseBlock } from '../facts/address.ts';
import type { Facts } from '../facts/facts.ts';
import type { ClientPolicy, ClientTls, DestinationRuleFact } from '../facts/mesh.ts';
import { selected } from '../facts/label-selector.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { Edge, LayerVerdict } from './edge.ts';
import { says } from './edge.ts';
import { DOMAIN, fullHost, isExported, ledElsewhere } from './istio-routes.ts';
import type { LedTo } from './istio-routes.ts';
import { rootNamespace } from './istio-server.ts';
import { listsPort } from './port-list.ts';

/** `auto`: no rule says anything, and the mesh decides by the server. */
export type ClientChoice = LayerVerdict | 'auto';

/** Annotations of pods: what does not go through their proxy. https://istio.io/latest/docs/reference/config/annotations/ */
export const TRAFFIC = 'traffic.sidecar.istio.io/';

/** Longer wildcards count before shorter ones, and a full name before all; 0 for no match. */
function closeness(rule: DestinationRuleFact, name: string): number {
  const host = fullHost(rule.host, rule.namespace);
  if (host === name || host === name.replace(`.${DOMAIN}`, '.svc') || host === name.replace(`.${DOMAIN}`, ''))
    return Number.MAX_SAFE_INTEGER;
  if (host === '*') return 1;
  return host.startsWith('*.') && name.endsWith(host.slice(1)) ? host.length : 0;
}

export class IstioClients {
  readonly #root: string;
  readonly #facts: Facts;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#root = rootNamespace(facts);
  }

  /** Asked only for a client with the proxy. */
  choice(client: WorkloadFact, edge: Edge): ClientChoice {
    const bypass = this.#bypass(client, edge);
    if (bypass !== undefined) return bypass;
    const { through, servicePort } = edge;
    if (through === undefined)
      return says('clear', 'the client names the pod’s own address, which Istio’s proxy passes on as it is');
    const led = ledElsewhere(this.#facts, client, through, servicePort ?? 0);
    if (led !== undefined && 'says' in led) return led;
    const found = this.#rules(client, edge);
    if (led !== undefined) return choiceOf(found ?? [], servicePort ?? 0, led);
    return found === undefined ? 'auto' : choiceOf(found, servicePort ?? 0);
  }

  /**
   * Rules of the client's namespace, else of the Service's, else of the root: the first that has any decides. For clients of the root, its
   * rules that are for all come last (`destinationRule` in istio's pilot/pkg/model/push_context.go).
   * https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration
   */
  #rules(client: WorkloadFact, { through }: Edge): readonly DestinationRuleFact[] | undefined {
    const name = `${through?.name}.${through?.namespace}.${DOMAIN}`;
    const places = [client.namespace, through?.namespace ?? '', this.#root];
    for (const [step, namespace] of places.entries()) {
      const isOwn = step === 0 && namespace === this.#root;
      const rules = this.#facts.destinationRules.filter(
        (rule) =>
          rule.namespace === namespace &&
          (!isOwn || isPrivate(rule)) &&
          isVisible(rule, client) &&
          closeness(rule, name) > 0,
      );
      if (rules.length === 0) continue;
      const closest = Math.max(...rules.map((rule) => closeness(rule, name)));
      const best = rules.filter((rule) => closeness(rule, name) === closest);
      const own = best.filter(({ workloadSelector }) => workloadSelector.size > 0);
      return own.length > 0 ? own : best;
    }
    return undefined;
  }

  /** What the proxy never sees. Ports are those that the client asks for. */
  #bypass(client: WorkloadFact, edge: Edge): LayerVerdict | undefined {
    const { podAnnotations } = client;
    const port = edge.servicePort ?? edge.port;
    const cite = { object: client, pointer: '' };
    if (listsPort(podAnnotations.get(`${TRAFFIC}excludeOutboundPorts`) ?? '', port))
      return says('clear', `${objectId(client)} keeps port ${port} out of its proxy (excludeOutboundPorts)`, cite);
    const ranges = podAnnotations.get(`${TRAFFIC}excludeOutboundIPRanges`) ?? '';
    if (ranges !== '') {
      const isExcluded = excludes(ranges, addressesOf(edge));
      const text = `${objectId(client)} keeps addresses out of its proxy (excludeOutboundIPRanges)`;
      if (isExcluded === undefined) return says('unknown', `${text}, and the server’s is not known`, cite);
      if (isExcluded) return says('clear', text, cite);
    }
    const sidecar = this.#facts.istioSidecars.find(
      ({ namespace, selector, leavesUncaptured }) =>
        leavesUncaptured && namespace === client.namespace && selected(selector, client.podLabels),
    );
    if (sidecar === undefined) return undefined;
    return says('unknown', `${objectId(sidecar)} has an egress listener that captures nothing`, { object: sidecar });
  }
}

function addressesOf({ through, to }: Edge): readonly string[] {
  return (through === undefined ? to?.addresses : through.clusterAddresses) ?? [];
}

function excludes(ranges: string, addresses: readonly string[]): boolean | undefined {
  const known = addresses.map(parseAddress).filter((address) => address !== undefined);
  if (known.length === 0) return undefined;
  const blocks = ranges.split(',').map((range) => parseBlock(range.trim()));
  return known.some((address) => blocks.some((block) => block !== undefined && inBlock(block, address)));
}

function isVisible(rule: DestinationRuleFact, client: WorkloadFact): boolean {
  const { exportTo, namespace, workloadSelector } = rule;
  if (workloadSelector.size > 0 && (namespace !== client.namespace || !selected(workloadSelector, client.podLabels)))
    return false;
  return isExported(exportTo, namespace, client);
}

const isPrivate = ({ exportTo, workloadSelector }: DestinationRuleFact): boolean =>
  workloadSelector.size > 0 || (exportTo.length === 1 && exportTo[0] === '.');

/** Several rules for one host are merged: the oldest that has a policy counts. `to`: the subset that a VirtualService leads to. */
function choiceOf(rules: readonly DestinationRuleFact[], port: number, to?: LedTo): ClientChoice {
  const subset = to?.subset ?? '';
  const isDefined = subset === '' || rules.some(({ policies }) => policies.some((one) => one.subset === subset));
  if (to !== undefined && (rules.length !== 1 || !isDefined))
    return says('unknown', `${to.text}, and what holds for it is not followed`, to.cite);
  const sorted = rules.toSorted((a, b) => (a.created < b.created ? -1 : a.created > b.created ? 1 : 0));
  const choices = sorted
    .map((rule) => ({ rule, found: policyOf(rule, port, subset) }))
    .filter(({ found }) => found !== undefined);
  const [first] = choices;
  if (first === undefined) return 'auto';
  const isTold = choices.every(({ rule }) => rule.created !== '') || choices.length === 1;
  const modes = new Set(choices.map(({ found }) => found?.tls?.mode ?? ''));
  if (!isTold && modes.size > 1)
    return says(
      'unknown',
      `${choices.map(({ rule }) => objectId(rule)).join(', ')} are for one host, the oldest counts, and their ages are not in the input`,
    );
  return ofPolicy(first.rule, first.found as ClientPolicy);
}

/**
 * A port's policy before the host's, without inheritance; a subset's own port before all, else its TLS before the host's
 * (`MergeSubsetTrafficPolicy` in istio). A subset counts only for what a VirtualService leads there.
 * https://istio.io/latest/docs/ops/best-practices/traffic-management/#set-default-routes-for-services
 */
function policyOf({ policies }: DestinationRuleFact, port: number, subset: string): ClientPolicy | undefined {
  const at = (name: string, number: number): ClientPolicy | undefined =>
    policies.find((one) => one.subset === name && one.port === number);
  const whole = (port === 0 ? undefined : at('', port)) ?? at('', 0);
  if (subset === '') return whole;
  const own = port === 0 ? undefined : at(subset, port);
  const rest = at(subset, 0);
  return own ?? (rest?.tls === undefined ? (whole ?? rest) : rest);
}

function ofPolicy(rule: DestinationRuleFact, { tls, pointer }: ClientPolicy): ClientChoice {
  if (tls === undefined) return 'auto';
  const cite = { object: rule, pointer };
  const id = objectId(rule);
  switch (tls.mode) {
    case 'DISABLE':
      return says('clear', `${id} switches TLS off for the client (DISABLE)`, cite);
    case 'ISTIO_MUTUAL':
      return says('mtls', `${id} has the client use the mesh’s certificates (ISTIO_MUTUAL)`, cite);
    case 'SIMPLE':
    case 'MUTUAL':
      return ofOwnTls(rule, tls, pointer);
    default:
      return says('unknown', `${id} has a TLS mode that is not known`, cite);
  }
}

/** A credential of a sidecar is read only where the rule selects workloads: without, there is no TLS at all (istio's cluster_tls.go). */
function ofOwnTls(rule: DestinationRuleFact, tls: ClientTls, pointer: string): LayerVerdict {
  const cite = { object: rule, pointer };
  const id = objectId(rule);
  if (tls.credential && rule.workloadSelector.size === 0)
    return says('clear', `${id} names a credential without a workloadSelector: sidecars then use no TLS`, cite);
  const unverified = tls.skipsVerify
    ? ', and skips verification'
    : tls.verifies
      ? ''
      : ', and names no CA: older proxies verify nothing then';
  return says('tls', `${id} has the client use TLS (${tls.mode})${unverified}`, cite);
}
