// Writes generated clusters as files that kubectl could have printed, and where each page of 500 items stands in them.
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { generateCluster, sizeOfObjects } from './cluster.ts';
import type { Manifest } from './cluster-objects.ts';

export const DATA_FOLDER = path.resolve(import.meta.dirname, 'data');
/** Items of a page: what kubectl and client-go ask the API server for at once. */
export const PAGE_ITEMS = 500;
const BUFFER_BYTES = 1 << 22;

/** `compact` as the API server answers, `indented` as `kubectl get -o json` prints, `managed` with managedFields. */
export type Form = 'compact' | 'indented' | 'managed';

export interface ClusterFile {
  readonly file: string;
  readonly bytes: number;
}

/** Byte ranges of pages; of a page, the items with the commas between them. */
export type Pages = readonly (readonly [from: number, to: number])[];

/** The file, generated once per seed, number of objects and form. */
export function clusterFile(objects: number, form: Form, seed: number): ClusterFile {
  const file = path.join(DATA_FOLDER, `cluster-${objects}-${form}-seed${seed}.json`);
  if (!existsSync(file)) {
    mkdirSync(DATA_FOLDER, { recursive: true });
    const pages = write(`${file}.part`, generateCluster(sizeOfObjects(objects), seed), form);
    writeFileSync(pagesFile(file), JSON.stringify(pages));
    renameSync(`${file}.part`, file);
  }
  return { file, bytes: statSync(file).size };
}

export function readPages(file: string): Pages {
  return JSON.parse(readFileSync(pagesFile(file), 'utf8')) as Pages;
}

function pagesFile(file: string): string {
  return `${file}.pages`;
}

function write(file: string, manifests: Iterable<Manifest>, form: Form): Pages {
  const out = new TextFile(file);
  const pages: [number, number][] = [];
  const isIndented = form === 'indented';
  const feed = isIndented ? '\n        ' : '';
  out.write(isIndented ? '{\n    "apiVersion": "v1",\n    "items": [' : '{"apiVersion":"v1","items":[');
  let count = 0;
  for (const manifest of manifests) {
    if (count > 0) out.write(',');
    const start = out.offset;
    const text = JSON.stringify(
      form === 'managed' ? withManagedFields(manifest) : manifest,
      undefined,
      isIndented ? 4 : 0,
    );
    out.write(feed + (isIndented ? text.replaceAll('\n', feed) : text));
    if (count++ % PAGE_ITEMS === 0) pages.push([start, 0]);
    (pages.at(-1) as [number, number])[1] = out.offset;
  }
  out.write(
    isIndented
      ? '\n    ],\n    "kind": "List",\n    "metadata": {\n        "resourceVersion": ""\n    }\n}\n'
      : '],"kind":"List","metadata":{"resourceVersion":""}}\n',
  );
  out.close();
  return pages;
}

/** The same object with the API server's record of who set which field: twice as long as the object itself, and read by nobody here. */
function withManagedFields(manifest: Manifest): Manifest {
  const fields: Manifest = {};
  const length = JSON.stringify(manifest).length * 2;
  for (let at = 0; at * FIELD.length < length; at++) fields[`f:field-${String(at).padStart(6, '0')}`] = {};
  const managed = [
    { apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: fields, manager: 'kubelet', operation: 'Update' },
  ];
  return { ...manifest, metadata: { ...(manifest['metadata'] as Manifest), managedFields: managed } };
}
const FIELD = '"f:field-000000":{},';

/** A file written in large pieces that knows its length. */
class TextFile {
  readonly #file: number;
  #parts: string[] = [];
  #held = 0;
  offset = 0;

  constructor(file: string) {
    this.#file = openSync(file, 'w');
  }

  write(text: string): void {
    const length = Buffer.byteLength(text);
    this.offset += length;
    this.#held += length;
    this.#parts.push(text);
    if (this.#held > BUFFER_BYTES) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    writeSync(this.#file, this.#parts.join(''));
    this.#parts = [];
    this.#held = 0;
  }
}
