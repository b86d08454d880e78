// Flows that were seen, from a file with one on a line.
import { observedFlow } from '@watertight/engine';
import type { ObservedFlow } from '@watertight/engine';
import { requestLines } from '../shell/request-lines.ts';

export interface ObservedFile {
  readonly flows: readonly ObservedFlow[];
  /** Lines that are no flow. */
  readonly faults: readonly { readonly line: number; readonly error: string }[];
}

/** Replies and dropped flows say nothing of what is needed, and are left out in silence. */
export async function readObserved(file: string): Promise<ObservedFile> {
  const flows: ObservedFlow[] = [];
  const faults: { line: number; error: string }[] = [];
  for await (const { text, number } of requestLines(file)) {
    if (text.trim() === '') continue;
    const found = observedFlow(text, number);
    if (found === undefined) continue;
    if ('error' in found) faults.push(found);
    else flows.push(found);
  }
  return { flows, faults };
}
