// Where a pod spec, or a ConfigMap that it is given, names a host: URLs, connection strings, variables and arguments.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { ConfigMapFact } from '../facts/secret.ts';
import type { NamedHost } from '../facts/transit.ts';
import type { PodSpec, WorkloadFact } from '../facts/workload.ts';
import type { Citation } from '../reach/citation.ts';

/** One host as somebody wrote it. */
export interface Mention {
  /** Small letters. Absent: a host outside of the cluster, which of them is not kept. */
  readonly host?: string;
  /** Absent where none is written beside it. */
  readonly port?: number;
  /** What a reader would call the place: the variable, the key of the ConfigMap, `args`. */
  readonly text: string;
  readonly evidence: Citation;
}

/** Ports of schemes that say nothing of encryption, and so are no signal of transit. */
const PORTS: Readonly<Record<string, number>> = {
  http: 80,
  ws: 80,
  https: 443,
  wss: 443,
  nats: 4222,
  kafka: 9092,
  tcp: 0,
  grpc: 0,
  dns: 0,
};
const ENDPOINT = /^([a-z][a-z0-9+.-]*):\/\/(?:\[([0-9a-f:.]+)\]|([^:]+))(?::(\d+))?$/i;
/** `--flag=host:port`, `host:port`, and lists of such. */
const WORD =
  /(?:^|[=,\s])((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){0,6}[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?):(\d{2,5})(?=$|[,/\s])/gi;

export class Mentions {
  readonly #facts: Facts;
  readonly #configMaps: ReadonlyMap<string, ConfigMapFact>;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#configMaps = new Map(facts.configMaps.map((one) => [`${one.namespace}/${one.name}`, one]));
  }

  /** Of one pod, or of what makes pods. Secrets are not looked into. */
  of(pod: WorkloadFact): readonly Mention[] {
    const spec = this.#facts.podSpecs[pod.spec];
    if (spec === undefined) return [];
    return [...this.#ofSpec(pod, spec), ...this.#ofConfigMaps(pod, spec)];
  }

  #ofSpec(pod: WorkloadFact, spec: PodSpec): Mention[] {
    const place = (name: string, pointer: string): Pick<Mention, 'text' | 'evidence'> => ({
      text: `${name} of ${objectId(pod)}`,
      evidence: { object: pod, pointer: pod.specPointer + pointer },
    });
    const signals = ends(spec).map(({ name, pointer, ...end }) => ({ ...end, ...place(name, pointer) }));
    const others = spec.containers.flatMap(({ env, command, args, pointer }) => [
      ...env.flatMap((one) => ofEndpoint(one.endpoint).map((end) => ({ ...end, ...place(one.name, one.pointer) }))),
      ...ofWords(command).map((end) => ({ ...end, ...place('command', `${pointer}/command`) })),
      ...ofWords(args).map((end) => ({ ...end, ...place('args', `${pointer}/args`) })),
    ]);
    return [...signals, ...others];
  }

  /** Of the keys that the pod is given. */
  #ofConfigMaps({ namespace }: WorkloadFact, { configMaps }: PodSpec): Mention[] {
    return configMaps.flatMap(({ name, keys, hidden }) => {
      const holder = hidden === true ? undefined : this.#configMaps.get(`${namespace}/${name}`);
      if (holder === undefined) return [];
      return ends(holder)
        .filter((one) => keys?.includes(one.name) !== false)
        .map((one) => ofKey(holder, one));
    });
  }
}

type NamedEnd = Pick<Mention, 'host' | 'port'> & { readonly name: string; readonly pointer: string };

/** A signal without a host is none of a host; of hosts, those without a value are outside. */
function ends({ signals = [], hosts = [] }: Pick<PodSpec, 'signals' | 'hosts'>): NamedEnd[] {
  const end = ({ host, port, name, pointer }: NamedHost): NamedEnd => ({
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    name,
    pointer,
  });
  return [...signals.filter(({ host }) => host !== undefined), ...hosts].map(end);
}

function ofKey(holder: ObjectFact, { name, pointer, ...end }: NamedEnd): Mention {
  return { ...end, text: `${name} of ${objectId(holder)}`, evidence: { object: holder, pointer } };
}

function ofEndpoint(endpoint: string | undefined): Pick<Mention, 'host' | 'port'>[] {
  const [, scheme = '', v6, name, port] = ENDPOINT.exec(endpoint ?? '') ?? [];
  const host = (v6 ?? name)?.toLowerCase();
  if (host === undefined) return [];
  const number = port === undefined ? (PORTS[scheme.toLowerCase()] ?? 0) : Number(port);
  return [number === 0 ? { host } : { host, port: number }];
}

function ofWords(words: readonly string[]): Pick<Mention, 'host' | 'port'>[] {
  return words.flatMap((word) =>
    [...word.matchAll(WORD)].map(([, host = '', port]) => ({ host: host.toLowerCase(), port: Number(port) })),
  );
}
