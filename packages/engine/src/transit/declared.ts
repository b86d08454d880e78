// What programs say of an edge themselves: URLs and settings of the client, names and probes of the server's port.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { TransitSignal } from '../facts/transit.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { targetsPort } from '../reach/container-ports.ts';
import type { Behind } from './behind.ts';
import type { Edge, LayerVerdict } from './edge.ts';
import { says } from './edge.ts';
import { listening, nodeListening } from './listening.ts';

/** Names of ports that only mean one thing. https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol */
const PLAIN_NAME = /^(?:http|http2|h2c|ws)(?:-|$)|^kubernetes\.io\/(?:h2c|ws)$/;
const TLS_NAME = /^(?:https|tls|wss)(?:-|$)|^kubernetes\.io\/wss$/;

export class Declared {
  readonly #facts: Facts;
  readonly #behind: Behind;
  readonly #configMaps: ReadonlyMap<string, Facts['configMaps'][number]>;

  constructor(facts: Facts, behind: Behind) {
    this.#facts = facts;
    this.#behind = behind;
    this.#configMaps = new Map(facts.configMaps.map((one) => [`${one.namespace}/${one.name}`, one]));
  }

  /**
   * The client's word counts before what the port is called; where they disagree nothing is known. `hop`: the word of a client that serves
   * an Ingress or a route.
   */
  of(edge: Edge, hop: LayerVerdict | undefined): LayerVerdict | undefined {
    const client = hop ?? this.#byClient(edge);
    const server = this.#byServer(edge);
    if (client === undefined || server === undefined) return client ?? server;
    const isOne = client.says === server.says || client.says === 'unknown';
    return { says: isOne ? client.says : 'unknown', basis: [...client.basis, ...server.basis] };
  }

  #byClient(edge: Edge): LayerVerdict | undefined {
    const { from } = edge;
    if (from === undefined) return undefined;
    const found = this.#signals(from).filter(({ signal }) => this.#isFor(signal, from, edge));
    const verdicts = found.map(({ signal, holder, pointer }) =>
      says(sayingOf(signal), `${signal.name} of ${objectId(holder)} ${wordsOf(signal)}`, { object: holder, pointer }),
    );
    const [first] = verdicts;
    if (first === undefined) return undefined;
    const same = verdicts.every((one) => one.says === first.says);
    return { says: same ? first.says : 'unknown', basis: verdicts.flatMap(({ basis }) => basis) };
  }

  /** Of the pod spec, and of the ConfigMaps that it is given. */
  #signals(from: WorkloadFact): { signal: TransitSignal; holder: ObjectFact; pointer: string }[] {
    const { signals = [], configMaps = [] } = this.#facts.podSpecs[from.spec] ?? {};
    const own = signals.map((signal) => ({
      signal,
      holder: from as ObjectFact,
      pointer: from.specPointer + signal.pointer,
    }));
    const given = configMaps.flatMap(({ name, keys }) => {
      const holder = this.#configMaps.get(`${from.namespace}/${name}`);
      return (holder?.signals ?? [])
        .filter((signal) => keys === undefined || keys.includes(signal.name))
        .map((signal) => ({ signal, holder: holder as ObjectFact, pointer: signal.pointer }));
    });
    return [...own, ...given];
  }

  /** A host is a Service of the client's namespace, or one with its namespace behind a dot. */
  #isFor({ host, port }: TransitSignal, from: WorkloadFact, { through, servicePort, to, port: target }: Edge): boolean {
    if (host === undefined) return false;
    if (to?.addresses?.includes(host) === true) return port === target;
    const [name = '', namespace = from.namespace, kind = 'svc'] = host.split('.');
    const service = kind === 'svc' ? this.#behind.service(namespace, name) : undefined;
    if (service === undefined) return false;
    if (through !== undefined)
      return through.name === service.name && through.namespace === service.namespace && port === servicePort;
    const isBehind = to !== undefined && this.#behind.pods(service).includes(to);
    return (
      isBehind &&
      (service.ports ?? []).some((one) => one.port === port && targetsPort(this.#facts, one.targetPort, to, target))
    );
  }

  #byServer({ from, to, port, through, servicePort, protocol, onNode }: Edge): LayerVerdict | undefined {
    if (protocol !== 'TCP') return undefined;
    const own = to === undefined ? [] : listening(this.#facts, to, port);
    const words = [
      ...own,
      ...(onNode === true ? nodeListening(this.#facts, port, from) : []),
      ...this.#probes(to, port),
      ...this.#names(to, port),
      ...this.#ofService(through, servicePort),
    ];
    const [first] = words;
    if (first === undefined) return undefined;
    const same = words.every((one) => one.says === first.says);
    return { says: same ? first.says : 'unknown', basis: words.flatMap(({ basis }) => basis) };
  }

  /** The kubelet speaks so to the port, and the program has to answer. */
  #probes(to: WorkloadFact | undefined, port: number): LayerVerdict[] {
    const containers = to === undefined ? [] : (this.#facts.podSpecs[to.spec]?.containers ?? []);
    return containers.flatMap(({ probes = [], ports = [], pointer }) =>
      probes.flatMap(({ port: asked, tls, field }) => {
        const number = typeof asked === 'number' ? asked : ports.find(({ name }) => name === asked)?.port;
        if (number !== port || to === undefined) return [];
        const text = `the ${field} of ${objectId(to)} asks port ${port} ${tls === true ? 'over TLS' : 'in clear'}`;
        const evidence = { object: to, pointer: `${to.specPointer}${pointer}/${field}` };
        return [says(tls === true ? 'tls' : 'plain', text, evidence)];
      }),
    );
  }

  #names(to: WorkloadFact | undefined, port: number): LayerVerdict[] {
    const containers = to === undefined ? [] : (this.#facts.podSpecs[to.spec]?.containers ?? []);
    return containers.flatMap(({ ports = [], pointer }) =>
      ports.flatMap((one) => {
        const word = one.port === port && one.protocol === 'TCP' ? wordOf(one.name) : undefined;
        if (word === undefined || to === undefined) return [];
        const evidence = { object: to, pointer: `${to.specPointer}${pointer}/ports` };
        return [says(word, `${objectId(to)} calls port ${port} ${one.name}`, evidence)];
      }),
    );
  }

  #ofService(through: Edge['through'], servicePort: number | undefined): LayerVerdict[] {
    const found = through?.ports?.find(({ port, protocol }) => port === servicePort && protocol === 'TCP');
    const name = found?.appProtocol ?? found?.name ?? '';
    const word = wordOf(name);
    if (through === undefined || found === undefined || word === undefined) return [];
    return [
      says(word, `${objectId(through)} calls port ${found.port} ${name}`, { object: through, pointer: found.pointer }),
    ];
  }
}

function wordOf(name: string): 'plain' | 'tls' | undefined {
  if (PLAIN_NAME.test(name)) return 'plain';
  return TLS_NAME.test(name) ? 'tls' : undefined;
}

function sayingOf({ says: protection }: TransitSignal): LayerVerdict['says'] {
  if (protection === 'plain') return 'plain';
  return protection === 'optional' ? 'unknown' : 'tls';
}

function wordsOf({ setting, says: protection }: TransitSignal): string {
  if (protection === 'plain') return `connects in clear (${setting})`;
  if (protection === 'optional') return `uses TLS only if the server wants it (${setting})`;
  return `connects over TLS (${setting})${protection === 'unverified' ? ' to whoever answers' : ''}`;
}
