// Opens the payload of a Helm release: base64 in the Secret, base64 of Helm's own, gzip, JSON.
import { readJson } from '@watertight/syntax';
import type { Json } from '@watertight/syntax';
import { startsAsGzip, unzipped } from './base64.ts';

/** A text inside a release: its place there, and the name that says what it is. */
export interface ReleaseText {
  readonly place: string;
  readonly name: string;
  readonly text: string;
}

/**
 * The texts of a release, from the value as it stands in the storage object's `data` (Helm's drivers for Secrets and ConfigMaps:
 * https://helm.sh/docs/topics/advanced/#storage-backends). Undefined when it is none, or larger than the limit.
 */
export function releaseTexts(value: string): readonly ReleaseText[] | undefined {
  const packed = gzipInside(value);
  const text = packed && unzipped(packed)?.toString();
  const release = text === undefined ? undefined : parsed(text);
  return release === undefined ? undefined : textsOf(release);
}

function parsed(text: string): Json | undefined {
  try {
    return readJson(text).value;
  } catch {
    return undefined;
  }
}

/** Helm encodes once, a Secret's manifest once more. */
function gzipInside(value: string): Buffer | undefined {
  let bytes = Buffer.from(value, 'base64');
  if (!startsAsGzip(bytes)) bytes = Buffer.from(bytes.toString('latin1'), 'base64');
  return startsAsGzip(bytes) ? bytes : undefined;
}

/** https://pkg.go.dev/helm.sh/helm/v3/pkg/release#Release */
function textsOf(release: Json): ReleaseText[] {
  const chart = field(release, 'chart');
  const whole = (place: string, value: Json | undefined): ReleaseText[] =>
    value === undefined || value === null ? [] : [{ place, name: 'values.json', text: JSON.stringify(value) }];
  const files = (list: 'templates' | 'files'): ReleaseText[] =>
    items(field(chart, list)).flatMap((file, index) => {
      const data = field(file, 'data');
      if (typeof data !== 'string') return [];
      const name = field(file, 'name');
      const text = Buffer.from(data, 'base64').toString();
      return [{ place: `/chart/${list}/${index}/data`, name: typeof name === 'string' ? name : '', text }];
    });
  const hooks = items(field(release, 'hooks')).map((hook, index) => manifest(`/hooks/${index}/manifest`, hook));
  return [
    ...whole('/config', field(release, 'config')),
    ...manifest('/manifest', release),
    ...hooks.flat(),
    ...whole('/chart/values', field(chart, 'values')),
    ...files('templates'),
    ...files('files'),
    ...whole('/info', field(release, 'info')),
  ];
}

function manifest(place: string, owner: Json): ReleaseText[] {
  const text = field(owner, 'manifest');
  return typeof text === 'string' ? [{ place, name: 'manifest.yaml', text }] : [];
}

function field(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as { readonly [key: string]: Json })[name] : undefined;
}

function items(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
