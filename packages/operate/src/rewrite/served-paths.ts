// Under which path the API server serves an object that etcd holds: its group's preferred version.
import { fieldsOf, textOf } from '@watertight/sources';
import type { ApiServerConnection } from '@watertight/sources';
import type { ObjectName } from './object-name.ts';

type Base = string | { readonly reason: string };

export class ServedPaths {
  readonly #connection: ApiServerConnection;
  readonly #bases = new Map<string, Promise<Base>>();

  constructor(connection: ApiServerConnection) {
    this.#connection = connection;
  }

  async pathOf({ resource, namespace, name }: ObjectName): Promise<Base> {
    const [plural = '', ...group] = resource.split('.');
    const base = await this.#baseOf(group.join('.'));
    if (typeof base !== 'string') return base;
    const where = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
    return `${base}${where}/${plural}/${encodeURIComponent(name)}`;
  }

  async #baseOf(group: string): Promise<Base> {
    const known = this.#bases.get(group) ?? this.#ask(group);
    this.#bases.set(group, known);
    return await known;
  }

  async #ask(group: string): Promise<Base> {
    if (group === '') return '/api/v1';
    const answer = await this.#connection.read(`/apis/${encodeURIComponent(group)}`);
    const value = 'silence' in answer ? undefined : answer.value;
    const version = textOf(fieldsOf(fieldsOf(value)['preferredVersion'])['version']);
    return version === ''
      ? { reason: `the server does not say which version of ${group} it serves` }
      : `/apis/${group}/${version}`;
  }
}
