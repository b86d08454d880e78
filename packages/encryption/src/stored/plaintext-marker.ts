// Recognises where an object in plain text begins, in bytes that may be anything: free pages, logs, torn files.
import { strictText } from './text.ts';
import { readFields } from './wire.ts';

/** What the bytes at a place say of the object that begins there. */
export interface PlaintextMarker {
  readonly apiVersion: string;
  readonly kind: string;
}

/** `k8s`, a zero byte, and the tag of `Unknown.typeMeta`; how the API server begins a custom resource. */
export const PROTOBUF_START = 'k8s\0\n';
export const JSON_START = '{"apiVersion":"';

/** Bytes after a start within which kind and version stand, or it is no object. */
export const MARKER_BYTES_MAX = 1024;

const VERSION = /^[a-z0-9.-]{1,253}(?:\/v[a-z0-9]{1,63})?$/;
const KIND = /^[A-Z][A-Za-z0-9]{0,127}$/;
const JSON_HEAD = /^\{"apiVersion":"([^"\\]*)","kind":"([^"\\]*)"/;

/** `bytes` begin with one of the starts; undefined where what follows is no type of an object. */
export function plaintextMarker(bytes: Uint8Array): PlaintextMarker | undefined {
  const head = bytes.subarray(0, MARKER_BYTES_MAX);
  const [apiVersion, kind] = head[0] === JSON_START.charCodeAt(0) ? fromJson(head) : fromProtobuf(head);
  const isType = apiVersion !== undefined && kind !== undefined && VERSION.test(apiVersion) && KIND.test(kind);
  return isType ? { apiVersion, kind } : undefined;
}

type Found = readonly [apiVersion?: string | undefined, kind?: string | undefined];

function fromJson(head: Uint8Array): Found {
  const [, apiVersion, kind] = JSON_HEAD.exec(Buffer.from(head).toString('latin1')) ?? [];
  return [apiVersion, kind];
}

/** The length stands after the tag, in one byte or two. */
function fromProtobuf(head: Uint8Array): Found {
  const at = PROTOBUF_START.length;
  const low = head[at] ?? 0;
  const isLong = low >= 0x80;
  const length = isLong ? (low & 0x7f) + (head[at + 1] ?? 0) * 0x80 : low;
  const start = at + (isLong ? 2 : 1);
  if (start + length > head.length) return [];
  const found: (string | undefined)[] = [];
  const isMessage = readFields(head.subarray(start, start + length), (field, value) => {
    if (typeof value !== 'number') found[field] = strictText(value);
  });
  return isMessage ? [found[1], found[2]] : [];
}
