// Reads the bytes of a YAML file document by document: a broken one costs only itself.
import { decodeUtf8, readYaml, REASON, splitYaml } from '@watertight/syntax';
import type { SyntaxProblem, YamlChunk } from '@watertight/syntax';
import { checksumOf } from './checksum.ts';
import type { Collection } from './collection.ts';
import { rootOf } from './json-nodes.ts';
import type { KeptRange } from './kept-positions.ts';
import { unpack } from './list-items.ts';
import type { Target } from './read-json.ts';
import { spansOf } from './spans.ts';
import { yamlNodes } from './yaml-nodes.ts';

/** Where the bytes begin in their source: not at its start when JSON came before. */
export interface Begin {
  readonly offset: number;
  readonly line: number;
}

export function readYamlFile(bytes: Uint8Array, target: Target, begin: Begin = { offset: 0, line: 1 }): void {
  for (const chunk of splitYaml(bytes)) {
    const line = begin.line + chunk.line - 1;
    readDocument(
      bytes.subarray(chunk.offset, chunk.offset + chunk.length),
      { ...chunk, line, offset: begin.offset + chunk.offset },
      target,
    );
  }
}

function readDocument(bytes: Uint8Array, chunk: YamlChunk, { source, collection, coverage }: Target): void {
  const decoded = decodeUtf8(bytes);
  const problems = 'problem' in decoded ? [decoded.problem] : [];
  const read = 'text' in decoded ? readYaml(decoded.text) : { value: undefined, empty: false, problems };
  for (const { reason, line, fatal } of read.problems) {
    coverage.add({ reason, line: chunk.line + line - 1, state: fatal ? 'not-read' : 'partial' });
  }
  if (read.value === undefined || read.empty) return;
  coverage.read();
  const { offset, length } = chunk;
  const range = source.path === undefined && 'text' in decoded ? keep(decoded.text, chunk, collection) : undefined;
  const trace = { checksum: checksumOf(bytes), range };
  const earlier = 'text' in decoded ? earlierObjects(decoded.text, read.problems) : new Map<string, unknown>();
  for (const { object, base } of unpack(read.value)) {
    const place = { source: source.shown, offset, length, base, format: 'yaml' } as const;
    collection.add(object, place, { ...trace, earlier: earlier.get(base) });
  }
}

/** The objects as they would be if the first of repeated keys counted, so that it can be said what the later ones took away. */
function earlierObjects(text: string, problems: readonly SyntaxProblem[]): ReadonlyMap<string, unknown> {
  if (!problems.some(({ reason }) => reason === REASON.duplicateKey)) return new Map();
  return new Map([...unpack(readYaml(text, {}, 'first').value)].map(({ object, base }) => [base, object]));
}

function keep(text: string, { line }: YamlChunk, { kept }: Collection): KeptRange {
  return kept.store(spansOf(text, kept.isFull ? [rootOf(text)] : yamlNodes(text), { line, column: 1 }));
}
