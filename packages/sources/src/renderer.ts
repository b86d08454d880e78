// What rendering a folder takes and gives.
import type { Output } from './program.ts';
import type { FoundFolder } from './walk.ts';

/** Runs `kubectl` or `helm` and returns what it prints, or why it did not. */
export type Renderer = (args: readonly string[]) => Promise<Output>;

export type RenderOutcome =
  | { readonly folder: FoundFolder; readonly failed: string }
  | { readonly folder: FoundFolder; readonly bytes: Buffer; readonly standsFor: (realPath: string) => boolean };
