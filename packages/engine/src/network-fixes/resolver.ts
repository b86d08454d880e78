// One that answers names: where it is, and what says so.
import type { Citation } from '../reach/citation.ts';
import type { NeedEnd, Protocol } from './need.ts';

export const DNS_PORT = 53;
/** A long answer is asked for again over TCP. https://datatracker.ietf.org/doc/html/rfc7766 */
export const DNS_PROTOCOLS = ['UDP', 'TCP'] as const satisfies readonly Protocol[];

export interface Resolver {
  readonly end: NeedEnd;
  readonly port: number | string;
  readonly protocol: Protocol;
  readonly text: string;
  readonly evidence: readonly Citation[];
}
