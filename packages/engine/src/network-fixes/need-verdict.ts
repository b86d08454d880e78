// Whether a needed connection is let through: by every pod that it is needed of, to every pod that it is needed to.
import { objectId } from '../facts/object-id.ts';
import type { CanConnect } from '../reach/can-connect.ts';
import type { Verdict } from '../reach/judge.ts';
import { RANK } from '../reach/pairs.ts';
import type { ConnectRequest } from '../results/can-connect.ts';
import type { Groups } from './groups.ts';
import { hostOf } from './host-ends.ts';
import { endId } from './need.ts';
import type { Need, NeedEnd } from './need.ts';
import { familiesOf } from './representatives.ts';
import type { Representative, Representatives } from './representatives.ts';

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
    let [asked, mute] = [0, 0];
    const targets =
      need.to.kind === 'group' ? named(this.#representatives.targets(need.to.group)) : this.#ends(need.to);
    for (const from of this.#ends(need.from))
      for (const to of targets) {
        // A pod speaks with itself; what makes pods stands for several.
        if (from.id === to.id && from.id.startsWith('pod:')) continue;
        if (!speakOneFamily(from, to)) {
          mute++;
          continue;
        }
        asked++;
        const answer = this.#ask(need, { from: from.id, to: to.id }, can);
        if (RANK[answer.verdict] < RANK[least.verdict]) least = answer;
        if (least.verdict === 'deny') return least;
      }
    const why = `${endId(need.from)} → ${endId(need.to)}: no two ends have addresses of one family`;
    return asked === 0 && mute > 0 ? { verdict: 'deny', why } : least;
  }

  #ask({ port, protocol }: Need, ends: Pick<ConnectRequest, 'from' | 'to'>, can: CanConnect): NeedAnswer {
    const answer = can.answer({ ...ends, port, protocol });
    const verdict = 'error' in answer ? 'undefined' : answer.verdict;
    if (verdict === 'allow') return { verdict };
    const reasons = 'error' in answer ? [answer.error] : answer.because.slice(1).map(({ text }) => text);
    return { verdict, why: `${ends.from} → ${ends.to} ${port}/${protocol}: ${reasons.join('; ')}` };
  }

  #ends(end: NeedEnd): readonly NamedEnd[] {
    switch (end.kind) {
      case 'group':
        return named(this.#representatives.of(end.group));
      case 'namespace':
        return this.#groups
          .in(end.namespace)
          .filter(({ onHost }) => !onHost)
          .flatMap((group) => this.#ends({ kind: 'group', group }));
      case 'pods':
        return named(this.#representatives.all.filter(({ group }) => !group.onHost));
      case 'everyone':
      case 'internet':
        return [{ id: 'network:internet', families: '' }];
      case 'blocks':
        return end.cidrs.map((cidr) => ({
          id: `ip:${hostOf(cidr)}`,
          families: cidr.includes(':') ? '6' : '4',
        }));
    }
  }
}

/** An end by the id that can be asked about. */
interface NamedEnd {
  readonly id: string;
  /** As `familiesOf` writes them; empty where none is known. */
  readonly families: string;
}

function named(representatives: readonly Representative[]): NamedEnd[] {
  return representatives.map(({ pod }) => ({ id: objectId(pod), families: familiesOf(pod) }));
}

/** Two that cannot speak at all lose nothing. */
function speakOneFamily({ families: one }: NamedEnd, { families: other }: NamedEnd): boolean {
  return one === '' || other === '' || ['4', '6'].some((family) => one.includes(family) && other.includes(family));
}
