// One that answers names: where it is, and what says so.
import type { Citation } from '../reach/citation.ts';
import type { NeedEnd, Protocol } from './need.ts';

export interface Resolver {
  readonly end: NeedEnd;
  readonly port: number | string;
  readonly protocol: Protocol;
  readonly text: string;
  readonly evidence: readonly Citation[];
}
