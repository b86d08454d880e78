// Whether a pod has Istio's proxy, or is in its ambient mesh: what its containers show, else what labels ask the injector for.
import type { NamespaceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { StringMap } from '../facts/object.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { Basis } from './edge.ts';

export interface Membership {
  readonly mode: 'sidecar' | 'ambient' | 'none' | 'unknown';
  readonly basis: Basis;
}

/** The injector's webhook leaves these alone. */
const NEVER_INJECTED: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
]);
const INJECT = 'sidecar.istio.io/inject';
const ENABLED = 'istio-injection';
const REVISION = 'istio.io/rev';
const AMBIENT = 'istio.io/dataplane-mode';

/** Whether some pod may be in the ambient mesh. https://istio.io/latest/docs/ambient/usage/add-workloads/ */
export function hasAmbient({ namespaces, workloads }: Facts): boolean {
  const isAsked = (labels?: StringMap): boolean => labels?.get(AMBIENT) === 'ambient';
  return namespaces.some(({ labels }) => isAsked(labels)) || workloads.some(({ podLabels }) => isAsked(podLabels));
}

/** Holds what is asked for each pod of an edge. */
export class IstioMembers {
  readonly #facts: Facts;
  readonly #namespaces: ReadonlyMap<string, NamespaceFact>;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#namespaces = new Map(facts.namespaces.map((one) => [one.name, one]));
  }

  of(workload: WorkloadFact): Membership {
    const spec = this.#facts.podSpecs[workload.spec];
    const id = objectId(workload);
    const cites = (mode: Membership['mode'], text: string, pointer = ''): Membership => ({
      mode,
      basis: { text, evidence: [{ object: workload, pointer }] },
    });
    if (spec?.containers.some(({ name }) => name === 'istio-proxy') === true)
      return cites('sidecar', `${id} has the container istio-proxy`, workload.specPointer);
    if (spec?.hostNetwork === true)
      return cites(
        'none',
        `${id} is on its host’s network, which no mesh captures`,
        `${workload.specPointer}/hostNetwork`,
      );
    const ambient = this.#ambient(workload);
    if (ambient !== undefined) return ambient;
    // A pod that runs was injected when it was made, or never.
    if (workload.isPod && workload.phase !== '') return cites('none', `${id} runs without the container istio-proxy`);
    return this.#asked(workload);
  }

  /** https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy */
  #asked(workload: WorkloadFact): Membership {
    const { namespace, podLabels, podAnnotations } = workload;
    const id = objectId(workload);
    const own = podLabels?.get(INJECT) ?? podAnnotations.get(INJECT);
    const fact = this.#namespaces.get(namespace);
    const enabled = fact?.labels.get(ENABLED);
    const here = (mode: Membership['mode'], text: string): Membership => ({
      mode,
      basis: { text, evidence: [{ object: workload, pointer: '' }] },
    });
    if (NEVER_INJECTED.has(namespace)) return here('none', `the injector leaves ${namespace} alone`);
    if (own === 'false') return here('none', `${id} asks for no proxy (${INJECT})`);
    if (enabled === 'disabled' && fact !== undefined)
      return ofNamespace('none', fact, ENABLED, `no proxies in ${namespace}`);
    if (enabled === 'enabled' && fact !== undefined)
      return ofNamespace('sidecar', fact, ENABLED, `proxies in ${namespace}`);
    if (own === 'true') return here('sidecar', `${id} asks for a proxy (${INJECT}), if an injector runs`);
    const revision = podLabels?.get(REVISION) ?? fact?.labels.get(REVISION);
    if (revision !== undefined) return this.#ofRevision(workload, revision);
    if (fact === undefined && this.#namespaces.size > 0)
      return here('unknown', `the labels of the namespace ${namespace} are not in the input`);
    return here('none', `nothing asks for a proxy in ${id}`);
  }

  /** A revision, or a tag of one, is served by a webhook that selects its label. */
  #ofRevision(workload: WorkloadFact, revision: string): Membership {
    const evidence = [{ object: workload, pointer: '' }];
    const injectors = this.#facts.webhooks.filter(
      ({ type, webhooks }) =>
        type === 'mutating' && webhooks.some(({ name }) => name.endsWith('sidecar-injector.istio.io')),
    );
    const isServed = injectors.some(({ webhooks }) =>
      webhooks.some(({ namespaceSelector }) =>
        namespaceSelector?.matchExpressions.some(
          ({ key, operator, values }) => key === REVISION && operator === 'In' && values.includes(revision),
        ),
      ),
    );
    const text = `${objectId(workload)} asks for a proxy of the revision ${revision}`;
    if (injectors.length > 0 && !isServed)
      return { mode: 'none', basis: { text: `${text}, which no injector of the input serves`, evidence } };
    return { mode: 'sidecar', basis: { text: isServed ? text : `${text}, if an injector serves it`, evidence } };
  }

  /** https://istio.io/latest/docs/ambient/usage/add-workloads/#ambient-labels */
  #ambient(workload: WorkloadFact): Membership | undefined {
    const own = workload.podLabels?.get(AMBIENT);
    const fact = this.#namespaces.get(workload.namespace);
    const id = objectId(workload);
    if (own === 'none') return undefined;
    if (own === 'ambient')
      return {
        mode: 'ambient',
        basis: { text: `${id} is in the ambient mesh`, evidence: [{ object: workload, pointer: '' }] },
      };
    if (fact?.labels.get(AMBIENT) !== 'ambient') return undefined;
    return ofNamespace('ambient', fact, AMBIENT, `the ambient mesh in ${workload.namespace}`);
  }
}

function ofNamespace(mode: Membership['mode'], fact: NamespaceFact, label: string, what: string): Membership {
  const text = `${objectId(fact)} asks for ${what} (${label})`;
  return { mode, basis: { text, evidence: [{ object: fact, pointer: '/metadata/labels' }] } };
}
