// Plain SARIF message text: what looks like a link or a placeholder in somebody's name is made none (SARIF 2.1.0, 3.11.5 and 3.11.6).
import { visible } from '../text/visible.ts';

export interface Message {
  readonly text: string;
}

/** `[text](target)` would become a link in a viewer, `{0}` an argument. */
export function message(text: string): Message {
  return {
    text: visible(text)
      .replaceAll('](', '] (')
      .replace(/\{(\d+)\}/g, '{{$1}}'),
  };
}
