// What stands behind a Service, and whether a request to it carries something that nobody else should read.
import type { ServiceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { selected } from '../facts/label-selector.ts';
import { objectId } from '../facts/object-id.ts';
import { oncePer } from '../facts/once-per.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { runningPods } from '../reach/pods.ts';

/** Services and pods by namespace, made once for the facts. */
export class Behind {
  readonly #facts: Facts;
  readonly #services: ReadonlyMap<string, ServiceFact>;
  readonly #pods: ReadonlyMap<string, readonly WorkloadFact[]>;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#services = new Map(facts.services.map((service) => [`${service.namespace}/${service.name}`, service]));
    this.#pods = Map.groupBy(runningPods(facts.workloads), ({ namespace }) => namespace);
  }

  service(namespace: string, name: string): ServiceFact | undefined {
    return this.#services.get(`${namespace}/${name}`);
  }

  /** Pods that the Service selects, and what would make such; none where it has no selector. */
  pods({ namespace, selector }: ServiceFact): readonly WorkloadFact[] {
    if (selector.size === 0) return [];
    const all = this.#pods.get(namespace) ?? [];
    return all.filter(({ podLabels }) => selected(selector, podLabels));
  }

  /** A clause on what a request to the path carries; undefined where nothing says that it carries anything. */
  worth(namespace: string, name: string, paths: readonly string[]): string | undefined {
    const login = paths.find((path) => LOGIN.test(path));
    if (login !== undefined) return `${login} is a login by its name`;
    const service = this.service(namespace, name);
    const holder = service && this.pods(service).find((pod) => this.#holdsSecrets(pod));
    return holder === undefined ? undefined : `${objectId(holder)} behind it works with a Secret`;
  }

  #holdsSecrets({ spec }: WorkloadFact): boolean {
    const { secrets = [], credentials = [] } = this.#facts.podSpecs[spec] ?? {};
    return credentials.length > 0 || secrets.some(({ visible }) => visible);
  }
}

/** Words of a path that name what only its owner should send. */
const LOGIN =
  /(?:^|[/_-])(?:log-?in|sign-?[iu][np]|auth|authorize|oauth2?|oidc|saml|sso|token|sessions?|passwords?|admin)(?:$|[/_.-])/i;

/** Made once for the facts. */
export const behind = oncePer((facts: Facts) => new Behind(facts));
