// How what serves an Ingress or a route speaks to the pods behind it.
import type { ServiceFact } from '../facts/cluster.ts';
import type { BackendTlsFact, EntryFact } from '../facts/entry.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { controllersOf, takesRequests } from '../reach/entry-controllers.ts';
import type { EntryController } from '../reach/entry-controllers.ts';
import { namedListeners } from '../reach/gateway-listeners.ts';
import type { Way } from '../reach/ways.ts';
import { BACKEND_READERS } from './backend-annotations.ts';
import type { Backend, BackendWord, ServicePort } from './backend-annotations.ts';
import { says } from './edge.ts';
import type { LayerVerdict } from './edge.ts';

export class BackendHops {
  readonly #facts: Facts;
  readonly #pods: readonly WorkloadFact[];
  readonly #known = new Map<EntryController, readonly WorkloadFact[]>();

  /** `pods`: those that run. */
  constructor(facts: Facts, pods: readonly WorkloadFact[]) {
    this.#facts = facts;
    this.#pods = pods;
  }

  of({ entry }: Way, service: ServiceFact, port: ServicePort): LayerVerdict {
    return entry.objectKind === 'Ingress' ? this.#ofIngress(entry, service, port) : this.#ofRoute(entry, service, port);
  }

  /** Where several controllers may serve it, only what all of them would do is known. */
  #ofIngress(ingress: EntryFact, service: ServiceFact, port: ServicePort): LayerVerdict {
    const controllers = this.controllers(ingress);
    const id = objectId(ingress);
    if (controllers.length === 0)
      return says('unknown', `what serves ${id} is not known, nor how it speaks to the pods`, { object: ingress });
    const hops = controllers.map((one) => this.#by(one, { ingress, service, port }));
    const [first] = hops as [LayerVerdict, ...LayerVerdict[]];
    if (hops.every((one) => one.says === first.says)) return first;
    return says('unknown', `which controller serves ${id} is not known, and they speak to the pods in different ways`, {
      object: ingress,
    });
  }

  /** Those that may serve it: of several, those whose pods run. Empty: nobody that is known. */
  controllers(ingress: EntryFact): readonly EntryController[] {
    const named = controllersOf(this.#facts, ingress);
    if ('other' in named) return [];
    const present = named.filter((one) => this.#servers(one).length > 0);
    return present.length > 0 ? present : named;
  }

  #servers(controller: EntryController): readonly WorkloadFact[] {
    let pods = this.#known.get(controller);
    if (pods === undefined) {
      pods = this.#pods.filter((pod) => takesRequests(controller, pod, this.#facts));
      this.#known.set(controller, pods);
    }
    return pods;
  }

  #by(controller: EntryController, backend: Backend): LayerVerdict {
    const { ingress } = backend;
    const word = BACKEND_READERS.get(controller.name)?.(backend);
    if (word === undefined)
      return says('plain', `${objectId(ingress)} names no protocol: ${controller.name} speaks HTTP to the pods`, {
        object: ingress,
        pointer: '',
      });
    if (word.says === 'end-to-end' && controller.name === 'ingress-nginx') return this.#passedOn(word, controller);
    return hopOf(word, controller.name);
  }

  /** The annotation counts only where the controller runs with the flag. https://kubernetes.github.io/ingress-nginx/user-guide/tls/#ssl-passthrough */
  #passedOn(word: BackendWord, controller: EntryController): LayerVerdict {
    const servers = this.#servers(controller);
    const cite = { object: word.object, pointer: word.pointer };
    const withFlag = servers.filter((pod) => hasFlag(this.#facts, pod));
    if (servers.length > 0 && withFlag.length === servers.length) return hopOf(word, controller.name);
    const why =
      servers.length === 0
        ? 'whether its controller runs with --enable-ssl-passthrough is not in the input'
        : 'its controller runs without --enable-ssl-passthrough in its arguments, so that it may open TLS itself';
    return says('unknown', `${objectId(word.object)} asks for ${word.setting}, and ${why}`, cite);
  }

  /** https://gateway-api.sigs.k8s.io/guides/tls/ */
  #ofRoute(route: EntryFact, service: ServiceFact, port: ServicePort): LayerVerdict {
    const id = objectId(route);
    const cite = { object: route, pointer: '' };
    if (route.objectKind === 'UDPRoute') return says('unknown', `${id} is for UDP`, cite);
    if (route.objectKind === 'TCPRoute')
      return says('unknown', `${id} hands on what clients send: only they know whether it is TLS`, cite);
    if (route.objectKind === 'TLSRoute' && this.#isPassedThrough(route))
      return says('tls', `${id} hands TLS on unopened (Passthrough)`, cite);
    const policy = this.#policyFor(service, port);
    if (policy !== undefined) return this.#byPolicy(policy, service);
    return withoutPolicy(route, service, port);
  }

  #isPassedThrough(route: EntryFact): boolean {
    const listeners = namedListeners(this.#facts, route).filter(({ listener }) => listener.protocol === 'TLS');
    return listeners.length > 0 && listeners.every(({ listener }) => listener.tlsMode === 'Passthrough');
  }

  /** One for the port counts before one for the Service; of these the oldest, then the first by name. */
  #policyFor({ namespace, name }: ServiceFact, port: ServicePort): BackendTlsFact | undefined {
    const own = this.#facts.backendTls.filter((policy) => policy.namespace === namespace);
    const aimed = (section: string | undefined): BackendTlsFact[] =>
      own
        .filter(({ targets }) => targets.some((one) => one.service === name && one.section === section))
        .toSorted((a, b) => (`${a.created} ${a.name}` < `${b.created} ${b.name}` ? -1 : 1));
    const [forPort] = port.name === undefined ? [] : aimed(port.name);
    return forPort ?? aimed(undefined)[0];
  }

  /** Connections that need a reference which does not resolve must fail (`BackendTLSPolicyValidation`). */
  #byPolicy(policy: BackendTlsFact, service: ServiceFact): LayerVerdict {
    const cite = { object: policy, pointer: '/spec' };
    const id = objectId(policy);
    const lost = policy.authorities.find(({ kind, name }) => kind === 'ConfigMap' && !this.#hasAuthority(policy, name));
    if (lost === undefined)
      return says('tls', `${id} has Gateways speak TLS to ${objectId(service)}, and verify it`, cite);
    return says(
      'unknown',
      `${id} takes its CA from the ConfigMap ${lost.name}, which the input does not have with a key ca.crt: without it, requests fail`,
      cite,
    );
  }

  #hasAuthority({ namespace }: BackendTlsFact, name: string): boolean {
    return this.#facts.configMaps.some(
      (one) => one.namespace === namespace && one.name === name && one.keys.some((key) => key.name === 'ca.crt'),
    );
  }
}

function hasFlag({ podSpecs }: Facts, { spec }: WorkloadFact): boolean {
  const containers = podSpecs[spec]?.containers ?? [];
  return containers.some(({ command, args }) =>
    [...command, ...args].some((arg) => /^--?enable-ssl-passthrough(?:=true)?$/.test(arg)),
  );
}

function hopOf(word: BackendWord, by: string): LayerVerdict {
  const cite = { object: word.object, pointer: word.pointer };
  const id = objectId(word.object);
  switch (word.says) {
    case 'plain':
      return says('plain', `${id} has ${by} speak HTTP to the pods (${word.setting})`, cite);
    case 'tls':
      return says('tls', `${id} has ${by} speak TLS to the pods (${word.setting})`, cite);
    case 'unverified':
      return says('tls', `${id} has ${by} speak TLS to the pods (${word.setting}), to whoever answers`, cite);
    case 'end-to-end':
      return says('tls', `${id} has ${by} hand TLS on unopened (${word.setting})`, cite);
    case 'unknown':
      return says('unknown', `how ${by} speaks to the pods is not said outright by ${id} (${word.setting})`, cite);
  }
}

/** The names of Kubernetes; `https` alone is none of these, and is left to the controller. https://gateway-api.sigs.k8s.io/geps/gep-1911/ */
function withoutPolicy(route: EntryFact, service: ServiceFact, port: ServicePort): LayerVerdict {
  const { appProtocol = '' } = port;
  const cite = { object: service, pointer: port.pointer };
  const called = `${objectId(service)} calls its port ${appProtocol}`;
  if (appProtocol === 'https' || appProtocol === 'tls' || appProtocol === 'kubernetes.io/wss')
    return says(
      'unknown',
      `${called}, and no BackendTLSPolicy is for it: whether Gateways speak TLS to it is left to their controller`,
      cite,
    );
  return says(
    'plain',
    `no BackendTLSPolicy is for ${objectId(service)}: Gateways hand requests of ${objectId(route)} on in clear`,
    {
      object: route,
      pointer: '',
    },
  );
}
