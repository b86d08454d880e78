// Which Ingresses and routes lead to a port of a Service.
import type { ServiceFact } from '../facts/cluster.ts';
import type { EntryBackend, EntryFact, EntryRule } from '../facts/entry.ts';
import type { Facts } from '../facts/facts.ts';
import { isReferenceGranted } from './reference-grants.ts';

export interface Way {
  readonly entry: EntryFact;
  readonly rule: EntryRule;
  readonly backend: EntryBackend;
}

export class Ways {
  readonly #facts: Facts;
  #byService: ReadonlyMap<string, readonly Way[]> | undefined;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  /** `port`: number or name of the Service's port. Routes into a namespace that does not grant it lead nowhere. */
  to(service: ServiceFact, port: number | string): readonly Way[] {
    this.#byService ??= Map.groupBy(
      this.#facts.entries.flatMap((entry) =>
        entry.rules.flatMap((rule) => rule.backends.map((backend): Way => ({ entry, rule, backend }))),
      ),
      ({ backend }) => `${backend.namespace}/${backend.service}`,
    );
    const all = this.#byService.get(`${service.namespace}/${service.name}`) ?? [];
    const asked = service.ports?.find((one) => one.port === port || one.name === port);
    return all.filter(
      ({ entry, backend }) =>
        (backend.port === undefined || backend.port === asked?.port || backend.port === asked?.name) &&
        isReferenceGranted(entry, backend, this.#facts),
    );
  }
}
