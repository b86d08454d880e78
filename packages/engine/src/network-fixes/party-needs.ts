// The needs as connections of single pods and addresses: what a judge is asked, without ids to look up.
import { parseAddress } from '../facts/address.ts';
import { DIRECTIONS } from '../facts/network.ts';
import { pushTo } from '../facts/push-to.ts';
import type { Compiled } from '../reach/compile.ts';
import { isSamePod } from '../reach/ends.ts';
import type { Party } from '../reach/ends.ts';
import type { Connection } from '../reach/judge.ts';
import { publicAddresses } from '../reach/internet.ts';
import type { NamedPort } from '../reach/pods.ts';
import type { Group } from './groups.ts';
import { hostOf } from './host-ends.ts';
import type { Need, NeedEnd } from './need.ts';
import type { PolicyManifest } from './policy-manifest.ts';
import type { Representative, Representatives } from './representatives.ts';

const NO_PORTS: readonly NamedPort[] = [];

export class PartyNeeds {
  readonly #compiled: Compiled;
  readonly #representatives: Representatives;
  readonly #byNamespace: ReadonlyMap<string, readonly Need[]>;
  readonly #ofGroups = new Map<Group, readonly Need[]>();

  constructor(compiled: Compiled, representatives: Representatives, needs: readonly Need[]) {
    this.#compiled = compiled;
    this.#representatives = representatives;
    const byNamespace = new Map<string, Need[]>();
    const byGroup = new Map<Group, Need[]>();
    for (const need of needs)
      for (const end of new Set([need.from, need.to])) {
        if (end.kind === 'namespace') pushTo(byNamespace, end.namespace, need);
        if (end.kind === 'group') pushTo(byGroup, end.group, need);
      }
    this.#byNamespace = byNamespace;
    this.#ofGroups = byGroup;
  }

  /** Those that the policy of this number may hold: of its group, or of the whole namespace. */
  of({ metadata: { namespace }, spec }: PolicyManifest, number: number): readonly Connection[] {
    const { profiles, pods } = this.#compiled;
    const isHeld = ({ number: pod }: { readonly number: number }): boolean =>
      DIRECTIONS.some((direction) => {
        const { of, policies } = profiles[direction];
        return policies[of[pods.classOf[pod] as number] as number]?.includes(number) === true;
      });
    const isOfAll = Object.keys(spec.podSelector).length === 0;
    const groups = new Set(
      this.#representatives.all
        .filter((one) => one.group.namespace === namespace && isHeld(one))
        .map(({ group }) => group),
    );
    const needs = [
      ...(isOfAll ? (this.#byNamespace.get(namespace) ?? []) : []),
      ...[...groups].flatMap((group) => this.#ofGroups.get(group) ?? []),
    ];
    return [...new Set(needs)].flatMap((need) => this.#connections(need));
  }

  #connections({ from, to, port, protocol }: Need): Connection[] {
    const sources = this.#parties(from);
    const targets = to.kind === 'group' ? partiesOf(this.#representatives.targets(to.group)) : this.#parties(to);
    return targets.flatMap((target) => {
      const named = target.kind === 'pod' ? this.#namedPorts(target.pod) : NO_PORTS;
      const number =
        typeof port === 'number' ? port : named.find((one) => one.name === port && one.protocol === protocol)?.port;
      if (number === undefined) return [];
      return sources
        .filter((source) => !this.#isOnePod(source, target))
        .map((source) => ({ source, target, attempt: { port: number, protocol, named } }));
    });
  }

  /** What makes pods stands for several. */
  #isOnePod(source: Party, target: Party): boolean {
    return isSamePod(source, target) && source.kind === 'pod' && this.#compiled.pods.pods[source.pod]?.isPod === true;
  }

  #namedPorts(pod: number): readonly NamedPort[] {
    const { classes, classOf } = this.#compiled.pods;
    return classes[classOf[pod] as number]?.ports ?? NO_PORTS;
  }

  #parties(end: NeedEnd): Party[] {
    const pods = (isWanted: (group: Group) => boolean): Party[] =>
      this.#representatives.all
        .filter(({ group }) => !group.onHost && isWanted(group))
        .map(({ number }) => ({ kind: 'pod', pod: number }));
    switch (end.kind) {
      case 'group':
        return partiesOf(this.#representatives.of(end.group));
      case 'namespace':
        return pods(({ namespace }) => namespace === end.namespace);
      case 'pods':
        return pods(() => true);
      case 'everyone':
      case 'internet':
        return publicAddresses(this.#compiled.atoms).map((address) => ({ kind: 'outside', address }));
      case 'blocks':
        return end.cidrs.map((cidr): Party => {
          const address = parseAddress(hostOf(cidr));
          return { kind: 'outside', ...(address !== undefined && { address }) };
        });
    }
  }
}

const partiesOf = (representatives: readonly Representative[]): Party[] =>
  representatives.map(({ number }) => ({ kind: 'pod', pod: number }));
