// One side of a connection: whose policies are asked, and about whom.
import type { Direction } from '../facts/network.ts';
import type { End } from './attempt.ts';
import { MAYBE, NO, YES } from './truth.ts';
import type { Truth } from './truth.ts';

export interface Sides {
  readonly own: End;
  readonly other: End;
  readonly direction: Direction;
}

/** Whether the pod runs on the node that is, or carries, the other end. */
export function isOwnNode(pod: End, other: End): Truth {
  if (other.kind !== 'node') return NO;
  if (pod.node === '' || other.node === '') return MAYBE;
  return pod.node === other.node ? YES : NO;
}
