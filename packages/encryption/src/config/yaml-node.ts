// Makes a tree of what a YAML document says, by way of JSON as the API server does.
import type { Json } from '@watertight/syntax';
import { FLAG, type Node, NULL } from './node.ts';

/** Go's `json.Marshal` writes the keys of a map in the order of their bytes; which of `kind` and `Kind` counts depends on it. */
function inByteOrder(keys: readonly string[]): string[] {
  return keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** A shared node of an alias becomes one node for each place. The value is bounded by the reader's limit on aliases. */
export function yamlNode(value: Json): Node {
  // A place without a value, in what is no JSON: read as null.
  if (value === null || (value as Json | undefined) === undefined) return NULL;
  if (typeof value === 'boolean') return FLAG;
  if (typeof value === 'string') return { kind: 'text', text: value.toWellFormed() };
  if (typeof value === 'number') return { kind: 'number', literal: String(value) };
  if (Array.isArray(value))
    return { kind: 'list', items: Array.from(value as readonly Json[], (item) => yamlNode(item)) };
  const fields = value as { readonly [key: string]: Json };
  return {
    kind: 'map',
    entries: inByteOrder(Object.keys(fields)).map((key) => ({ key, value: yamlNode(fields[key] as Json) })),
  };
}
