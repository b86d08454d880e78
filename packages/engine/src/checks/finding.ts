// Makes a finding of a failure: what the contract shows, and a fingerprint that survives reordering.
import { createHash } from 'node:crypto';
import { objectId } from '../facts/object-id.ts';
import type { Finding } from '../results/contract.ts';
import type { Check, Failure } from './check.ts';

export interface CheckFailure {
  readonly check: Check;
  readonly failure: Failure;
}

/** Hex digits of a fingerprint: 64 bits, so that a report of 100,000 findings has no collision to speak of. */
const FINGERPRINT_LENGTH = 16;

/** List indexes become `-`, so that a container inserted before another changes no fingerprint. */
function withoutIndexes(pointer: string): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, '/-');
}

/** The contract's fingerprint: check, object and pointer without list indexes. No value of the object enters it. */
export function fingerprintOf({ check, failure }: CheckFailure): string {
  const text = JSON.stringify([check.id, objectId(failure.object), withoutIndexes(failure.pointer ?? '')]);
  return createHash('sha256').update(text).digest('hex').slice(0, FINGERPRINT_LENGTH);
}

/** The finding without its location: only the shell can read the document again. */
export function findingOf(found: CheckFailure): Finding {
  const { check, failure } = found;
  return {
    fingerprint: fingerprintOf(found),
    check: check.id,
    severity: failure.severity ?? check.severity,
    result: failure.result,
    object: objectId(failure.object),
    message: failure.message,
    fix: failure.fix,
    maps: check.maps,
  };
}
