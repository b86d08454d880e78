// Builds needs from what one object declares: each way in and each target behind it, or why one of them is not known.
import type { Citation } from '../reach/citation.ts';
import type { Need, NeedEnd, NeedSource, Needs, UnknownNeed } from './need.ts';
import type { Resolved } from './service-ends.ts';

export interface Declaration {
  readonly source: NeedSource;
  readonly text: string;
  readonly evidence: readonly Citation[];
  /** Whose pods need it, for what is not known. */
  readonly namespace: string;
}

export class NeedList implements Needs {
  readonly needs: Need[] = [];
  readonly unknown: UnknownNeed[] = [];

  add(from: readonly NeedEnd[], { targets, why }: Resolved, declared: Declaration): void {
    const { source, text, evidence } = declared;
    if (targets.length === 0 && why !== undefined) this.miss(why, declared);
    for (const { end, ...target } of targets)
      for (const one of from) this.needs.push({ from: one, to: end, ...target, source, text, evidence });
  }

  miss(why: string, { text, evidence, namespace }: Declaration): void {
    this.unknown.push({ namespace, text: `${text}: ${why}`, evidence });
  }
}
