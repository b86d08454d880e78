// Credentials on their way: which client is told to send which of them where, and who on the way would see it.
import { parseAddress } from '../facts/address.ts';
import type { ServiceFact } from '../facts/cluster.ts';
import type { EntryFact } from '../facts/entry.ts';
import { objectId } from '../facts/object-id.ts';
import { oncePer } from '../facts/once-per.ts';
import type { TransitSignal } from '../facts/transit.ts';
import type { Container, WorkloadFact } from '../facts/workload.ts';
import type { Condition } from '../results/contract.ts';
import { transitAnswers } from '../transit/answers.ts';
import type { TransitState } from '../transit/edge.ts';
import { isLive } from './credentials.ts';
import { inSpec, specOf } from './relations/pods.ts';
import type { Citation } from './rule-types.ts';
import { credentialsBeside, secretVariables } from './secret-variables.ts';
import type { SecretVariable } from './secret-variables.ts';
import type { Workload } from './workloads.ts';
import type { World } from './world.ts';

/** One credential that one client is told to send. */
export interface Sent {
  /** Id of the asset. */
  readonly asset: string;
  readonly client: Workload;
  readonly host: string;
  /** That the host names; absent: the host is outside of the cluster. */
  readonly service?: ServiceFact;
  /** An Ingress that takes requests for the host, and ends their TLS. */
  readonly entry?: EntryFact;
  /** Whoever hears the connection reads it. */
  readonly heard: boolean;
  /** Whoever the connection is led to reads it: nothing makes the client sure of whom it speaks to. */
  readonly diverted: boolean;
  readonly evidence: readonly Citation[];
  /** Present where it stands beside the address, and belongs there by its name alone: the two variables. */
  readonly beside?: { readonly variable: string; readonly setting: string };
}

/** A signal in the client's pod spec, or in a ConfigMap that it is given. */
interface Told {
  readonly signal: TransitSignal;
  readonly citation: Citation;
  /** In the text itself. */
  readonly assets: readonly string[];
  readonly beside: readonly SecretVariable[];
}

/** What the container's variables make of the text: what it refers to, and what else goes to that server by its name. `known`: of the member. */
function ofVariables(
  world: World,
  signal: TransitSignal,
  member: WorkloadFact,
  known: Map<Container, ReadonlyMap<string, SecretVariable>>,
): Pick<Told, 'assets' | 'beside'> {
  const container = specOf(world, member).containers.find(({ pointer }) => signal.pointer.startsWith(`${pointer}/`));
  if (container === undefined || signal.host === undefined) return { assets: [], beside: [] };
  const variables = known.get(container) ?? secretVariables(world, member, container);
  known.set(container, variables);
  const assets = (signal.uses ?? []).flatMap((name) => variables.get(name)?.secret ?? []);
  return { assets, beside: credentialsBeside(signal, variables) };
}

/** https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/ */
function toldIn(world: World, workload: Workload, member: WorkloadFact): Told[] {
  const spec = specOf(world, member);
  const literals = isLive(workload, member) ? (spec.credentials ?? []) : [];
  const variables = new Map<Container, ReadonlyMap<string, SecretVariable>>();
  const own = (spec.signals ?? []).map((signal): Told => {
    const held = literals.filter(
      ({ pointer }) => pointer === signal.pointer || pointer.startsWith(`${signal.pointer}/`),
    );
    const { assets, beside } = ofVariables(world, signal, member, variables);
    const inText = signal.credential === true ? [...held.map(({ key }) => `${workload.id}#${key}`), ...assets] : [];
    return { signal, citation: inSpec(member, signal.pointer), assets: inText, beside };
  });
  const given = spec.configMaps.flatMap(({ name, keys }) => {
    const index = world.configMaps.find(member.namespace, name);
    const fact = index === undefined ? undefined : world.configMaps.items[index]?.fact;
    const isHolding = world.credentials.ofConfigMaps.has(`${member.namespace}/${name}`);
    return (fact?.signals ?? [])
      .filter((signal) => isHolding && signal.credential === true && keys?.includes(signal.name) !== false)
      .map((signal): Told => ({
        signal,
        citation: { object: fact as NonNullable<typeof fact>, pointer: signal.pointer },
        assets: [`configmap:${member.namespace}/${name}`],
        beside: [],
      }));
  });
  return [...own, ...given].filter(({ assets, beside }) => assets.length + beside.length > 0);
}

type Seen = Pick<Sent, 'heard' | 'diverted'>;
const HIDDEN: Seen = { heard: false, diverted: false };

/** By the client's own word and what the mesh and the link add; a mesh that is not sure shows nothing. */
function seenOn({ says }: TransitSignal, states: readonly TransitState[]): Seen {
  if (says === 'tls' || states.some((state) => state === 'mtls' || state === 'refused')) return HIDDEN;
  if (says !== 'plain') return { heard: false, diverted: true };
  const heard = states.every((state) => state === 'plain');
  return { heard, diverted: heard || states.every((state) => state === 'plain' || state === 'link-encrypted') };
}

class Senders {
  readonly #world: World;
  readonly #services: ReadonlyMap<string, ServiceFact>;
  readonly #entries: ReadonlyMap<string, EntryFact>;

  constructor(world: World) {
    this.#world = world;
    this.#services = new Map(world.facts.services.map((one) => [`${one.namespace}/${one.name}`, one]));
    this.#entries = new Map(
      world.facts.entries.flatMap((entry) =>
        entry.objectKind === 'Ingress'
          ? entry.rules.flatMap(({ host }) => (host === '' ? [] : [[host.toLowerCase(), entry] as const]))
          : [],
      ),
    );
  }

  all(): Sent[] {
    return this.#world.workloads.flatMap((workload) =>
      workload.running
        ? workload.distinct.flatMap((member) =>
            toldIn(this.#world, workload, member).flatMap((told) => this.#sent(workload, member, told)),
          )
        : [],
    );
  }

  #sent(client: Workload, member: WorkloadFact, told: Told): Sent[] {
    const { namespace } = member;
    const { signal, citation } = told;
    const { host, port } = signal;
    if (host === undefined) return [];
    const [name = '', where = namespace, kind = 'svc'] = host.split('.');
    const service = kind === 'svc' ? this.#services.get(`${where}/${name}`) : undefined;
    const isOutside = parseAddress(host) !== undefined || (host.includes('.') && !host.includes('.svc'));
    // A short name that no Service has may be one that the input lacks.
    if (service === undefined && !isOutside) return [];
    const seen = seenOn(signal, service === undefined ? [] : this.#states(client, service, port));
    const entry = service === undefined ? this.#entries.get(host) : undefined;
    if (!seen.diverted && entry === undefined) return [];
    const ends = { ...(service !== undefined && { service }), ...(entry !== undefined && { entry }) };
    const common = { client, host, ...ends, ...seen, evidence: [citation] };
    return [
      ...[...new Set(told.assets)].map((asset) => ({ asset, ...common })),
      ...told.beside.map((variable) => ({
        asset: variable.secret,
        ...common,
        evidence: [citation, inSpec(member, variable.pointer)],
        beside: { variable: variable.name, setting: signal.name },
      })),
    ];
  }

  #states(client: Workload, service: ServiceFact, port: number | undefined): readonly TransitState[] {
    const asked = port ?? service.ports?.[0]?.port;
    if (asked === undefined) return [];
    const request = { from: client.id, to: objectId(service), port: asked, protocol: 'TCP' } as const;
    return transitAnswers(this.#world.facts).statesOf(request);
  }
}

/** Made once for a world. */
export const sentIn = oncePer((world: World): readonly Sent[] => new Senders(world).all());

/** What the client does, as a clause. */
export function sending({ client, host, service, entry, heard, beside }: Sent): string {
  const to = service === undefined ? host : objectId(service);
  const through = entry === undefined ? '' : `, for which ${objectId(entry)} takes requests`;
  const how = `${heard ? 'in clear' : 'without being sure who answers'}${through}`;
  return beside === undefined
    ? `${client.id} sends it to ${to} ${how}`
    : `${client.id} has it as ${beside.variable} and speaks to ${to} ${how}`;
}

/** What is not known of it. */
export function sendingDoubts({ beside }: Sent): readonly Condition[] {
  return beside === undefined
    ? []
    : [
        {
          text: `the program sends ${beside.variable} to the server that ${beside.setting} names, which only the names say`,
          settledBy: 'the program and its settings',
        },
      ];
}
