// Needs from flows that were seen: each end found in the input, else told which line has none.
import { addressText, parseAddress } from '../facts/address.ts';
import type { Facts } from '../facts/facts.ts';
import { podsByMaker } from '../reach/pod-makers.ts';
import { runningPods } from '../reach/pods.ts';
import { isPublic } from '../reach/internet.ts';
import type { Group, Groups } from './groups.ts';
import { endOfGroup } from './host-ends.ts';
import type { Need, NeedEnd } from './need.ts';
import type { ObservedFlow } from './observed-flow.ts';
import type { ServiceEnds } from './service-ends.ts';

export interface ObservedNeeds {
  readonly needs: readonly Need[];
  /** Flows of which an end is not in the input. */
  readonly faults: readonly { readonly line: number; readonly error: string }[];
}

export class Observed {
  readonly #facts: Facts;
  readonly #ends: ServiceEnds;
  readonly #byId: ReadonlyMap<string, Group>;

  constructor(facts: Facts, groups: Groups, ends: ServiceEnds) {
    this.#facts = facts;
    this.#ends = ends;
    const pods = runningPods(facts.workloads);
    const byId = new Map<string, Group>();
    for (const [id, numbers] of podsByMaker(facts.workloads, pods)) {
      const pod = pods[numbers[0] ?? -1];
      const group = pod === undefined ? undefined : groups.of(pod);
      if (group !== undefined) byId.set(id, group);
    }
    this.#byId = byId;
  }

  of(flows: readonly ObservedFlow[]): ObservedNeeds {
    const needs: Need[] = [];
    const faults: { line: number; error: string }[] = [];
    for (const flow of flows) {
      const from = this.#first(flow.from, (id) => this.#end(id));
      const targets = this.#first(flow.to, (id) => this.#targets(id, flow));
      if (from === undefined) faults.push({ line: flow.line, error: `${flow.from[0]} is not in the input` });
      else if (targets === undefined) faults.push({ line: flow.line, error: `${flow.to[0]} is not in the input` });
      else
        for (const target of targets)
          needs.push({
            from,
            ...target,
            source: 'observed',
            text: `seen in line ${flow.line} of the flows`,
            evidence: [],
          });
    }
    return { needs, faults };
  }

  #first<T>(ids: readonly string[], find: (id: string) => T | undefined): T | undefined {
    for (const id of ids) {
      const found = find(id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #targets(id: string, { port, protocol }: ObservedFlow): Pick<Need, 'to' | 'port' | 'protocol'>[] | undefined {
    if (id.startsWith('service:')) {
      const [namespace = '', name = ''] = id.slice('service:'.length).split('/');
      const service = this.#ends.service(namespace, name);
      const { targets = [] } = service === undefined ? {} : this.#ends.ofService(service, port, protocol);
      return targets.length === 0 ? undefined : targets.map(({ end, ...rest }) => ({ to: end, ...rest }));
    }
    const to = this.#end(id);
    return to === undefined ? undefined : [{ to, port, protocol }];
  }

  /** An address of the internet stands for all of it: what was seen once comes from another address tomorrow. */
  #end(id: string): NeedEnd | undefined {
    if (id === 'network:internet') return { kind: 'internet' };
    const group = this.#byId.get(id);
    if (group !== undefined) return endOfGroup(group, this.#facts);
    const address = id.startsWith('ip:') ? parseAddress(id.slice('ip:'.length)) : undefined;
    if (address === undefined) return undefined;
    if (isPublic(address)) return { kind: 'internet' };
    const [target] = this.#ends.ofAddress(addressText(address), 1, 'TCP').targets;
    return target?.end;
  }
}
