// What is kept of the fields that stand around the items of a list.
import { DOUBLE_QUOTE, OPEN_BRACE } from './chars.ts';
import type { JsonHeader } from './json-item.ts';

export type MutableHeader = { -readonly [K in keyof JsonHeader]: JsonHeader[K] };

/** How the lists of a stream are written. */
export interface ListForm {
  /** The field that holds the items: `rows` in a Table. https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables */
  readonly items: 'items' | 'rows';
  /** Whether `metadata.continue` is kept, as a page of an API's list has it. */
  readonly paged: boolean;
}

export const PLAIN_LIST: ListForm = { items: 'items', paged: false };

/** True for a field of which the value that begins with `byte` is kept. */
export function isKept(key: string, byte: number, { paged }: ListForm): boolean {
  if (key === 'metadata') return paged && byte === OPEN_BRACE;
  return byte === DOUBLE_QUOTE && (key === 'kind' || key === 'apiVersion');
}

export function keepField(header: MutableHeader, key: string, value: unknown): void {
  if (key !== 'metadata') header[key as 'kind' | 'apiVersion'] = typeof value === 'string' ? value : '';
  else if (typeof value === 'object' && value !== null && 'continue' in value && typeof value.continue === 'string')
    header.continue = value.continue;
}
