// What a fix has to pass before it is called ready.
import type { Verdict } from '../reach/judge.ts';

export type GateName =
  /** Something enforces policies. */
  | 'enforced'
  /** What every declared need leads to is in the input. */
  | 'known'
  /** Every need is let through that was. */
  | 'needed'
  /** Every pod reaches one that answers names, over UDP and TCP, as far as it did. */
  | 'dns'
  /** No pod reaches a metadata address, in either family, that it does not need. */
  | 'metadata'
  /** No connection that was refused is let through. */
  | 'nothing-opened'
  /** Nothing but what is needed is let through. */
  | 'least'
  /** No rule can be left out. */
  | 'minimal'
  /** The stages before the last keep what is needed, and open nothing. */
  | 'stages';

export interface Gate {
  readonly gate: GateName;
  /** `undefined`: the specification, or what is not in the input, leaves it open; the reasons say what. */
  readonly result: 'pass' | 'fail' | 'undefined';
  readonly reasons: readonly string[];
}

/** Reasons that are told of one gate. */
export const MOST_REASONS = 20;

/** `denied` fails, `open` leaves open. */
export function gateOf(gate: GateName, denied: readonly string[], open: readonly string[]): Gate {
  const result = denied.length > 0 ? 'fail' : open.length > 0 ? 'undefined' : 'pass';
  const all = [...new Set([...denied, ...open])];
  const more = all.length - MOST_REASONS;
  return { gate, result, reasons: [...all.slice(0, MOST_REASONS), ...(more > 0 ? [`and ${more} more`] : [])] };
}

/** Sorts answers of which one verdict is wanted. */
export class Wanted {
  readonly denied: string[] = [];
  readonly open: string[] = [];
  readonly #verdict: Verdict;

  constructor(verdict: 'allow' | 'deny') {
    this.#verdict = verdict;
  }

  add(verdict: Verdict, why: string): void {
    if (verdict === this.#verdict) return;
    (verdict === 'undefined' ? this.open : this.denied).push(why);
  }

  gate(name: GateName): Gate {
    return gateOf(name, this.denied, this.open);
  }
}
