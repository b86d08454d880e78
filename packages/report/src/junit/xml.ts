// XML text and attributes from anybody's words.
import { visible } from '../text/visible.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
/** Printable for Unicode, but no XML 1.0 character. */
const NOT_XML = /[\ufffe\uffff]/g;

/** Safe in content and in quoted attributes; characters that XML cannot hold are written out. */
export function xmlText(text: string): string {
  return visible(text)
    .replace(NOT_XML, (char) => `\\u${char.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"']/g, (char) => ENTITIES[char] as string);
}

/** ` name="value"` for each value that is there. */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');
}
