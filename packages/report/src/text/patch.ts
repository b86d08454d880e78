// A patch's body as lines that are safe to print.
import { visible } from './visible.ts';

const INDENT = 2;

/** Text as it is, anything else as indented JSON; long bodies whole, since a fix is to be copied. */
export function patchText(body: unknown): string[] {
  const text = typeof body === 'string' ? body : (JSON.stringify(body, null, INDENT) ?? '');
  return text.replace(/\n$/, '').split('\n').map(visible);
}
