// Reads one page of a list while it arrives: one object in memory at a time.
import type { DocumentId } from '@watertight/engine';
import { bytesOf, DEFAULT_SCAN_LIMITS, JsonItemScanner, REASON } from '@watertight/syntax';
import type { JsonItem, ListForm } from '@watertight/syntax';
import { fieldsOf } from '../kubeconfig/narrow.ts';
import type { Sink } from '../sink.ts';
import { RequestFailure } from '../transport/failure.ts';
import type { Answer } from '../transport/transport.ts';
import type { Resource } from './resource.ts';

/** How the objects of a list are asked for. */
export interface ListShape {
  readonly accept: string;
  readonly form: ListForm;
  /** The object that an item stands for. */
  readonly objectOf: (item: unknown, resource: Resource) => unknown;
  /** What is asked for of each object besides its metadata: nothing, its type, or all that there is. */
  readonly content: 'none' | 'type' | 'all';
}

/** What a page is read for. */
export interface Wanted {
  readonly resource: Resource;
  readonly shape: ListShape;
  readonly sink: Sink;
}

export interface Page {
  /** The token of the next page; empty after the last. */
  readonly next: string;
  /** Objects that were not read, and why the first of them was not. */
  readonly lost: number;
  readonly reason?: string;
  /** True where the answer is broken, so that the token of the next page may be lost, too. */
  readonly isBroken: boolean;
}

/** Throws `RequestFailure` where the answer breaks off; `documents` then holds what was given before. */
export async function readPage({ body }: Answer, wanted: Wanted, documents: DocumentId[]): Promise<Page> {
  const scanner = new JsonItemScanner(DEFAULT_SCAN_LIMITS, parsed, wanted.shape.form);
  const reader = { ...wanted, documents };
  let unread = 0;
  for await (const chunk of body) {
    wanted.sink.advance(chunk.length);
    for (const item of scanner.items(chunk)) if (!take(item, reader)) unread++;
  }
  scanner.end();
  const { problems, header } = scanner;
  const isBroken = problems.some(({ fatal }) => fatal);
  if (header.document < 0 && !isBroken) throw new RequestFailure('the answer is empty', true);
  const reason = problems[0]?.reason ?? (unread > 0 ? REASON.invalidJson : undefined);
  return {
    next: header.continue ?? '',
    lost: problems.length + unread,
    ...(reason !== undefined && { reason }),
    isBroken,
  };
}

interface Reader extends Wanted {
  readonly documents: DocumentId[];
}

/** False for an item that is not JSON. */
function take(item: JsonItem, { resource, shape, sink, documents }: Reader): boolean {
  // A list without items is itself the only value.
  if (item.header.shape !== 'list') return true;
  const value = item.value ?? parsed(Buffer.from(bytesOf(item)), 0, item.length);
  if (value === undefined) return false;
  documents.push(sink.add(shape.objectOf(value, resource), shape.content !== 'all'));
  return true;
}

/** The value of an item; undefined for one that is not JSON, whose own message would quote it. */
function parsed(bytes: Buffer, from: number, to: number): unknown {
  try {
    return JSON.parse(bytes.toString('utf8', from, to)) as unknown;
  } catch {
    return undefined;
  }
}

/** Whole objects. Those of built-in kinds say their kind in the list only. */
export const WHOLE: ListShape = {
  accept: 'application/json',
  form: { items: 'items', paged: true },
  objectOf: (item, { group, version, kind }) => {
    const object = fieldsOf(item);
    return { kind, apiVersion: group === '' ? version : `${group}/${version}`, ...object };
  },
  content: 'all',
};
