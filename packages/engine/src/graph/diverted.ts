// Gains of who may lead connections elsewhere: the credentials that clients then send there.
import { parseAddress } from '../facts/address.ts';
import type { GainGround } from './gain-ground.ts';
import type { Gain } from './rule-types.ts';
import { sending, sendingDoubts, sentIn } from './sent.ts';
import type { Sent } from './sent.ts';
import type { World } from './world.ts';

/** Whether a request that carries these names, in the scope (empty for all), leads the connection elsewhere. */
type Leads = (sent: Sent, scope: string, has: (name: string) => boolean) => boolean;

const inside = ({ service }: Sent, scope: string): boolean =>
  service !== undefined && (scope === '' || scope === service.namespace);

/**
 * `service`: by a Service's own object; `endpoints`: by its Endpoints, which a controller writes over where it has a selector;
 * `slices`: by a slice that says it is a Service's; `outside`: by a Service that claims the address; `names`: by the cluster's DNS;
 * `hosts`: by an Ingress for the host.
 */
const LEADS: Readonly<Record<string, Leads>> = {
  service: (sent, scope, has) => sent.diverted && inside(sent, scope) && has(sent.service?.name ?? ''),
  endpoints: (sent, scope, has) =>
    sent.diverted && inside(sent, scope) && has(sent.service?.name ?? '') && sent.service?.selector.size === 0,
  slices: (sent, scope) => sent.diverted && inside(sent, scope),
  outside: (sent) => sent.diverted && sent.service === undefined,
  names: (sent) => sent.diverted && parseAddress(sent.host) === undefined,
  hosts: (sent) => sent.entry !== undefined,
};

/** The gain asks for credentials that stand so. */
const isAsked = (sent: Sent, beside: Gain['beside']): boolean => (sent.beside !== undefined) === (beside === true);

/** Ids of the credentials that the gain gives; `names` undefined for every object. */
export function divertedIn(
  world: World,
  { of = '', beside }: Gain,
  scope: string,
  names: ReadonlySet<string> | undefined,
): ReadonlySet<string> {
  const has = (name: string): boolean => names?.has(name) !== false;
  const led = sentIn(world).filter((sent) => isAsked(sent, beside) && LEADS[of]?.(sent, scope, has) === true);
  return new Set(led.map(({ asset }) => asset));
}

/** Gains whose request names the Service, and those whose request goes to its namespace. */
const NAMES_SERVICE: ReadonlySet<string> = new Set(['service', 'endpoints']);
const IN_ITS_NAMESPACE: ReadonlySet<string> = new Set(['service', 'endpoints', 'slices']);

/** What DNS servers of clusters read, as far as technique J6 asks for it. */
const DNS_CONFIG_MAPS = ['coredns', 'coredns-custom', 'kube-dns', 'node-local-dns'];

/** All ways to the credential. */
export function divertedGrounds(world: World, { of = '', beside }: Gain, asset: string): GainGround[] {
  return sentIn(world)
    .filter((sent) => sent.asset === asset && isAsked(sent, beside) && LEADS[of]?.(sent, '', () => true) === true)
    .flatMap((sent): GainGround[] => {
      const { service, entry, evidence } = sent;
      const ways = [...evidence, ...(entry === undefined ? [] : [{ object: entry, pointer: '/spec' }])];
      const ground: GainGround = { evidence: ways, detail: sending(sent), doubts: sendingDoubts(sent) };
      if (service !== undefined && IN_ITS_NAMESPACE.has(of)) {
        const names = NAMES_SERVICE.has(of) ? { names: [service.name] } : {};
        return [{ ...ground, namespace: service.namespace, ...names }];
      }
      if (of === 'names') return [{ ...ground, namespace: 'kube-system', names: DNS_CONFIG_MAPS }];
      return [sent.client.namespace, ...world.namespaces].map((namespace) => ({ ...ground, namespace }));
    });
}
