// Which pairs of groups and ports are needed, as a table that a scan of all pairs looks into.
import type { Group } from './groups.ts';
import type { Need, NeedEnd } from './need.ts';
import type { NamedPort } from '../reach/pods.ts';

interface Sources {
  isAll: boolean;
  readonly namespaces: Set<string>;
  readonly groups: Set<Group>;
}

const ALL: ReadonlySet<NeedEnd['kind']> = new Set(['pods', 'everyone', 'internet', 'blocks']);

export class NeededPorts {
  readonly #byTarget = new Map<Group, Map<string, Sources>>();

  constructor(needs: readonly Need[]) {
    for (const { from, to, port, protocol } of needs) {
      // Addresses that are needed may be anybody's; whether a pod gets in by them is the verdict's to say.
      if (to.kind !== 'group' || from.kind === 'internet' || from.kind === 'blocks') continue;
      const ports = this.#byTarget.get(to.group) ?? new Map<string, Sources>();
      this.#byTarget.set(to.group, ports);
      const key = `${port}/${protocol}`;
      const sources = ports.get(key) ?? { isAll: false, namespaces: new Set(), groups: new Set() };
      ports.set(key, sources);
      if (ALL.has(from.kind)) sources.isAll = true;
      if (from.kind === 'namespace') sources.namespaces.add(from.namespace);
      if (from.kind === 'group') sources.groups.add(from.group);
    }
  }

  /** By number or by a name that the target's own table gives to it. */
  has(
    from: Group,
    to: Group,
    { port, protocol }: Pick<NamedPort, 'port' | 'protocol'>,
    named: readonly NamedPort[],
  ): boolean {
    const ports = this.#byTarget.get(to);
    if (ports === undefined) return false;
    const names = named.filter((one) => one.port === port && one.protocol === protocol).map(({ name }) => name);
    return [port, ...names].some((one) => {
      const sources = ports.get(`${one}/${protocol}`);
      if (sources === undefined) return false;
      return sources.isAll || sources.namespaces.has(from.namespace) || sources.groups.has(from);
    });
  }
}
