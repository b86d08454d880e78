// Who may connect to whom, where two proxies may speak through a tunnel: then the verdict is that on the port which policies see.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { CanConnect, Connected, UnknownEnd } from '../reach/can-connect.ts';
import type { Verdict } from '../reach/judge.ts';
import type { ConnectRequest } from '../results/can-connect.ts';
import { ConnectTransit } from './connect-transit.ts';
import { hasAmbient } from './istio-member.ts';
import { hasLinkerd } from './linkerd.ts';

export class TunnelAware {
  readonly #can: CanConnect;
  /** Absent where no mesh of the input makes tunnels: then nothing is to be asked twice. */
  readonly #join: ConnectTransit | undefined;
  readonly #alike = new Map<WorkloadFact, string>();

  constructor(facts: Facts, can: CanConnect) {
    this.#can = can;
    this.#join = hasAmbient(facts) || hasLinkerd(facts) ? new ConnectTransit(facts, can) : undefined;
  }

  answer(request: ConnectRequest): Connected | UnknownEnd {
    const answer = this.#can.answer(request);
    return this.#join === undefined || 'error' in answer || request.protocol !== 'TCP'
      ? answer
      : this.#join.join(answer);
  }

  /** As `CanConnect.callersOf`. */
  callersOf(asked: Omit<ConnectRequest, 'from'>): ReturnType<CanConnect['callersOf']> {
    const callers = this.#can.callersOf(asked);
    if (this.#join === undefined || 'error' in callers || asked.protocol !== 'TCP') return callers;
    const known = new Map<string, Verdict>();
    const found = new Map<WorkloadFact, Verdict>();
    for (const [pod, plain] of callers) {
      const key = `${this.#alikeTo(pod)} ${plain}`;
      let verdict = known.get(key);
      if (verdict === undefined) {
        const answer = this.answer({ from: objectId(pod), ...asked });
        known.set(key, (verdict = 'verdict' in answer ? answer.verdict : plain));
      }
      found.set(pod, verdict);
    }
    return found;
  }

  #alikeTo(pod: WorkloadFact): string {
    let key = this.#alike.get(pod);
    if (key === undefined) this.#alike.set(pod, (key = makerOf(pod)));
    return key;
  }
}

/** Pods that one controller made of one template are alike to a mesh, and to policies if their labels are: a StatefulSet’s have their names in them. */
function makerOf(pod: WorkloadFact): string {
  const { namespace, owner, spec, phase, podLabels = [] } = pod;
  if (owner === undefined) return objectId(pod);
  return JSON.stringify([owner.kind, namespace, owner.name, spec, phase, ...podLabels]);
}
