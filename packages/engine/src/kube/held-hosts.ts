// Hosts that settings may name, sealed until every object is in: kept are those that the input's Services are called, and of the rest no value.
import { Sealed } from '@watertight/sealed';
import { parseAddress } from '../facts/address.ts';
import type { ServiceFact } from '../facts/cluster.ts';
import type { NamedHost } from '../facts/transit.ts';

/** One that is not sure to be a host: a variable that is called so may hold anything. */
export type MaybeHost = NamedHost & { readonly host: string };

interface Held {
  readonly hosts: Sealed<readonly MaybeHost[]>;
  /** Equal for equal hosts, while objects are read. */
  readonly number: number;
}

/** A name of the world outside: two labels at least, the last one letters, and none that clusters use. */
const OUTSIDE = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?!svc$|local$|internal$|cluster$)[a-z]{2,}$/;

export class HeldHosts {
  readonly #held = new WeakMap<object, Held>();
  readonly #numbers = new Map<string, number>();

  hold(holder: object, hosts: readonly MaybeHost[]): void {
    if (hosts.length === 0) return;
    const text = JSON.stringify(hosts);
    const number = this.#numbers.get(text) ?? this.#numbers.size + 1;
    this.#numbers.set(text, number);
    this.#held.set(holder, { hosts: new Sealed(hosts), number });
  }

  /** 0 where the holder names none. */
  numberOf(holder: object): number {
    return this.#held.get(holder)?.number ?? 0;
  }

  /** Lets go of what tells equal hosts. */
  forget(): void {
    this.#numbers.clear();
  }

  /** The holder with those of its hosts that are known; itself where there are none. */
  resolved<T extends object>(holder: T, names: ServiceNames): T {
    const kept = this.#held.get(holder)?.hosts.use((hosts) => hosts.flatMap((one) => known(one, names))) ?? [];
    return kept.length === 0 ? holder : { ...holder, hosts: kept };
  }
}

/** Of a host outside only that there is one, since nothing but the variable's name says that the value is a host. */
function known({ host, ...rest }: MaybeHost, names: ServiceNames): NamedHost[] {
  if (names.has(host) || parseAddress(host) !== undefined) return [{ host, ...rest }];
  return OUTSIDE.test(host) ? [rest] : [];
}

/** By what Services may be called: `NAME`, `NAME.NS`, `NAME.NS.svc…`, and the same behind the name of a pod. */
export class ServiceNames {
  readonly #names: ReadonlySet<string>;
  readonly #full: ReadonlySet<string>;

  constructor(services: readonly ServiceFact[]) {
    this.#names = new Set(services.map(({ name }) => name));
    this.#full = new Set(services.map(({ namespace, name }) => `${name}.${namespace}`));
  }

  has(host: string): boolean {
    const [first = '', second, third] = host.split('.');
    if (second === undefined) return this.#names.has(first);
    if (this.#full.has(`${first}.${second}`)) return true;
    return third === undefined || third === 'svc' ? this.#names.has(second) : this.#full.has(`${second}.${third}`);
  }
}
