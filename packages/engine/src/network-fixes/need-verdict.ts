// Whether a needed connection is let through: by every pod that it is needed of, to every pod that it is needed to.
import { objectId } from '../facts/object-id.ts';
import type { CanConnect } from '../reach/can-connect.ts';
import type { Verdict } from '../reach/judge.ts';
import { RANK } from '../reach/pairs.ts';
import type { ConnectRequest } from '../results/can-connect.ts';
import type { Groups } from './groups.ts';
import type { Need, NeedEnd } from './need.ts';
import type { Representatives } from './representatives.ts';

/** The least of the pairs: one that is refused refuses the whole. */
export interface NeedAnswer {
  readonly verdict: Verdict;
  /** Of an answer that is no `allow`: the pair, and what decides it. */
  readonly why?: string;
}

export class NeedVerdicts {
  readonly #groups: Groups;
  readonly #representatives: Representatives;

  constructor(groups: Groups, representatives: Representatives) {
    this.#groups = groups;
    this.#representatives = representatives;
  }

  of(need: Need, can: CanConnect): NeedAnswer {
    let least: NeedAnswer = { verdict: 'allow' };
    for (const from of this.#ids(need.from))
      for (const to of this.#ids(need.to)) {
        if (from === to) continue;
        const request: ConnectRequest = { from, to, port: need.port, protocol: need.protocol };
        const answer = can.answer(request);
        const verdict = 'error' in answer ? 'undefined' : answer.verdict;
        if (RANK[verdict] >= RANK[least.verdict]) continue;
        const reasons = 'error' in answer ? [answer.error] : answer.because.slice(1).map(({ text }) => text);
        least = { verdict, why: `${from} → ${to} ${need.port}/${need.protocol}: ${reasons.join('; ')}` };
        if (verdict === 'deny') return least;
      }
    return least;
  }

  #ids(end: NeedEnd): readonly string[] {
    switch (end.kind) {
      case 'group':
        return this.#representatives.of(end.group).map(({ pod }) => objectId(pod));
      case 'namespace':
        return this.#groups
          .in(end.namespace)
          .filter(({ onHost }) => !onHost)
          .flatMap((group) => this.#ids({ kind: 'group', group }));
      case 'pods':
        return this.#representatives.all.filter(({ group }) => !group.onHost).map(({ pod }) => objectId(pod));
      case 'everyone':
      case 'internet':
        return ['network:internet'];
      case 'blocks':
        return end.cidrs.map((cidr) => `ip:${cidr.slice(0, cidr.indexOf('/'))}`);
    }
  }
}
