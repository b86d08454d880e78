// Keeps the heap of young objects as small as it is at the start: what redact makes for one line is garbage with the next.
import { setFlagsFromString } from 'node:v8';

/**
 * V8 doubles it, up to 16 MiB a half, for programs whose young objects live on; here that only fills memory, 40 MB and more, and
 * takes time for fresh pages. V8 asks for the factor each time it would grow the heap, so that setting it late is no risk.
 */
export function keepYoungHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
