// Keeps the heap of young objects as small as it is at the start, for commands that run on: what they make for one line or call is garbage with the next.
import { setFlagsFromString } from 'node:v8';

/**
 * V8 doubles it, up to 16 MiB a half, for programs whose young objects live on. For `redact` that only fills memory, 40 MB and
 * more, and takes time for fresh pages. For `kms serve` it makes pauses: of each call some 5 KB outlive a collection, since grpc-js
 * holds objects with a native half until the old generation is collected, and copying 10 MB of them at once takes 15 to 40 ms.
 * V8 asks for the factor each time it would grow the heap, so that setting it late is no risk.
 */
export function keepYoungHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
