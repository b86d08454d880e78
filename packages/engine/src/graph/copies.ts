// Secrets that stand a second time inside other objects: who holds which, by the holder's kind, namespace and name.
import type { Facts } from '../facts/facts.ts';
import type { ObjectFact } from '../facts/object.ts';

/** One Secret inside one other object. */
export interface Copy {
  readonly holder: ObjectFact;
  /** `GROUP/RESOURCE` of the holder. */
  readonly of: string;
  readonly namespace: string;
  readonly name: string;
  /** Where it stands in the holder. */
  readonly pointer: string;
}

/** `GROUP/RESOURCE`, as gains name the kind of holder. */
export function holderKind(group: string, resource: string): string {
  return `${group}/${resource}`;
}

const SEALED_SECRETS = holderKind('bitnami.com', 'sealedsecrets');

/** A SealedSecret holds the Secret of its own name and namespace, for whoever has the sealing key. */
function sealedCopies(facts: Facts): Copy[] {
  return facts.customs
    .filter(({ group, objectKind }) => group === 'bitnami.com' && objectKind === 'SealedSecret')
    .map((holder) => ({
      holder,
      of: SEALED_SECRETS,
      namespace: holder.namespace,
      name: holder.name,
      pointer: '',
    }));
}

/** Copies by what holds them. Helm releases are Secrets themselves, and not here. */
export class Copies {
  readonly #byHolder: ReadonlyMap<string, readonly Copy[]>;
  readonly #bySecret: ReadonlyMap<string, readonly Copy[]>;

  constructor(facts: Facts) {
    const embedded = facts.secretCopies
      .filter(({ holder }) => holder.group !== '')
      .map((copy): Copy => ({
        holder: copy.holder,
        of: holderKind(copy.holder.group, copy.resource),
        namespace: copy.secretNamespace,
        name: copy.secretName,
        pointer: copy.pointer,
      }));
    const all = [...embedded, ...sealedCopies(facts)];
    this.#byHolder = Map.groupBy(all, ({ of }) => of);
    this.#bySecret = Map.groupBy(all, ({ of, namespace, name }) => `${of}\0${namespace}/${name}`);
  }

  /** Those in holders of a kind, of one namespace unless `scope` is empty, of these names unless `names` is absent. */
  in(of: string, scope: string, names?: ReadonlySet<string>): readonly Copy[] {
    const known = this.#byHolder.get(of) ?? [];
    return known.filter(
      ({ holder }) => (scope === '' || holder.namespace === scope) && (names === undefined || names.has(holder.name)),
    );
  }

  /** Those of one Secret in holders of a kind. */
  ofSecret(of: string, namespace: string, name: string): readonly Copy[] {
    return this.#bySecret.get(`${of}\0${namespace}/${name}`) ?? [];
  }
}
