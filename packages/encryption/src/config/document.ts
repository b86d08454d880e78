// Reads the bytes of a file as the API server's codecs do: JSON by its first sign, else the first document of YAML.
import {
  decodeUtf8,
  DEFAULT_LIMITS,
  REASON,
  type Reason,
  readJson,
  readYaml,
  readYamlEvents,
  splitYaml,
  type SyntaxEvent,
  type SyntaxProblem,
  type YamlResult,
} from '@watertight/syntax';
import { jsonNode } from './json-node.ts';
import { controlFaults, flowFaults, restFaults, startFaults, tabFaults, tagFaults } from './go-yaml-faults.ts';
import { asGoYamlReads, withPlainBreaks } from './go-yaml-text.ts';
import { mergesOf } from './merges.ts';
import type { Node } from './node.ts';
import type { Fault } from './refusal.ts';
import { yamlNode } from './yaml-node.ts';

/** Bytes of one file: a configuration of every resource with a hundred keys each is far below. */
export const fileBytesMax = 8_388_608;

/** What a file says. */
export interface ReadDocument {
  readonly format: 'yaml' | 'json';
  /** What was read, from the start of the file; lines and columns count in it. */
  readonly text: string;
  /** Undefined where the text is broken: `faults` says why. */
  readonly node: Node | undefined;
  readonly faults: readonly Fault[];
  /** Set where the file goes beyond a limit of ours: then nothing is said of what an API server does. */
  readonly unread?: string;
  /** Whether more follows that the API server does not read. */
  readonly hasMore: boolean;
}

/** The reader's problems that are no refusal: what they name is allowed, or refused by strict decoding alone. */
const STRICT_ONLY: readonly Reason[] = [REASON.duplicateKey];
const ALLOWED: readonly Reason[] = [REASON.secondDocument];
const LIMITS: readonly Reason[] = [
  REASON.limitAliases,
  REASON.limitDepth,
  REASON.limitLength,
  REASON.limitLine,
  REASON.tooComplex,
];

/** Go's `unicode.IsSpace`, which decides with `{` after it whether a file is JSON. */
const JSON_START = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*\{/;
const START_BYTES = 65_536;

export function readDocument(bytes: Uint8Array): ReadDocument {
  const empty = { format: 'yaml', text: '', node: undefined, faults: [], hasMore: false } as const;
  if (bytes.length > fileBytesMax) return { ...empty, unread: `the file is larger than ${fileBytesMax} bytes` };
  if (bytes.length === 0) return { ...empty, faults: [{ pointer: '', reason: 'the file is empty' }] };
  if (startsWithNull(bytes)) return { ...empty, faults: [{ pointer: '', reason: 'the file is no text' }] };
  const start = Buffer.from(bytes.subarray(0, START_BYTES)).toString('utf8');
  return JSON_START.test(start.replace(/^\uFEFF/, '\u0000')) ? readAsJson(bytes) : readAsYaml(bytes);
}

/** `k8s` and a zero byte is how protobuf begins; there is no such form of this kind. */
function startsWithNull(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from('k8s\0'));
}

/** Go's decoder puts a replacement character where a byte is not UTF-8. */
function readAsJson(bytes: Uint8Array): ReadDocument {
  const text = Buffer.from(bytes).toString('utf8');
  const { problems } = readJson(text);
  const read = { format: 'json', text, hasMore: false } as const;
  const [problem] = problems;
  if (problem !== undefined) return { ...read, node: undefined, ...faultsOf([problem]) };
  return { ...read, node: jsonNode(text), faults: [] };
}

function readAsYaml(bytes: Uint8Array): ReadDocument {
  const utf8 = asUtf8(bytes);
  const end = firstDocumentEnd(utf8);
  const decoded = decodeUtf8(utf8.subarray(0, end));
  const read = { format: 'yaml', hasMore: hasContent(utf8.subarray(end)) } as const;
  if ('problem' in decoded) return { ...read, text: '', node: undefined, ...faultsOf([decoded.problem]) };
  const { text, value, problems } = yamlOf(withPlainBreaks(decoded.text));
  const outside = [...startFaults(utf8.subarray(0, end).toString('utf8')), ...controlFaults(utf8, end)];
  const { faults, ...rest } = faultsOf(problems);
  if (value === undefined) return { ...read, text, node: undefined, faults: [...faults, ...outside], ...rest };
  const events = /<<|\?|\t|\n\s*:|[[{'"*]|!!/.test(text) ? readYamlEvents(text).events : [];
  const all = [
    ...faults,
    ...mergeFaults(text, events),
    ...flowFaults(text, events),
    ...tabFaults(text, events),
    ...restFaults(text, events),
    ...tagFaults(text, events),
    ...outside,
  ];
  return { ...read, text, node: yamlNode(value), faults: all, ...rest };
}

/** A plain scalar that ends in a colon, in brackets: both take it, each in its own way. */
const COLON_IN_BRACKETS = /[A-Za-z0-9.+/=_-]:[,\]}]/;

/** Once more, rewritten, where our reader refuses the text or reads it in another way than go-yaml. */
function yamlOf(text: string): YamlResult & { readonly text: string } {
  const result = { ...readYaml(text, DEFAULT_LIMITS), text };
  if (result.value !== undefined && !COLON_IN_BRACKETS.test(text)) return result;
  const rewritten = asGoYamlReads(text);
  const again = { ...readYaml(rewritten, DEFAULT_LIMITS), text: rewritten };
  return again.value === undefined ? result : again;
}

/** What stands before the first marker is a document only when it holds something. */
function firstDocumentEnd(bytes: Buffer): number {
  for (const { offset, length } of splitYaml(bytes)) {
    const chunk = bytes.subarray(offset, offset + length);
    if (chunk.subarray(0, 3).equals(Buffer.from('---')) || hasContent(chunk)) return offset + length;
  }
  return bytes.length;
}

/** go-yaml reads UTF-16 where a byte order mark says so. */
function asUtf8(bytes: Uint8Array): Buffer {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  if (!isLittle && !(first === 0xfe && second === 0xff))
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return Buffer.from(new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(bytes));
}

/** Whether a later document holds anything but comments and markers. */
function hasContent(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString('utf8');
  return text.split(/\r?\n|\r/).some((line) => !/^(?:---|\.\.\.)?\s*(?:#.*)?$/.test(line));
}

function faultsOf(problems: readonly SyntaxProblem[]): Pick<ReadDocument, 'faults' | 'unread'> {
  const limit = problems.find(({ reason }) => LIMITS.includes(reason));
  const faults = problems.filter(({ reason }) => !ALLOWED.includes(reason)).map(faultOf);
  return limit === undefined ? { faults } : { faults: [], unread: limit.reason };
}

function faultOf({ reason, line }: SyntaxProblem): Fault {
  if (STRICT_ONLY.includes(reason)) return repeatAt(line);
  return { pointer: '', line, reason: `the file cannot be read: ${reason.replace(/, which kubectl refuses.*$/, '')}` };
}

function repeatAt(line: number): Fault {
  return { pointer: '', line, reason: 'a field is repeated', strict: true };
}

/** Merge keys of the document that go-yaml refuses, or that its strict mode refuses. */
function mergeFaults(text: string, events: readonly SyntaxEvent[]): Fault[] {
  const { repeats, notMappings } = mergesOf(events);
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const reason = 'the file cannot be read: an alias under a merge key names no mapping';
  return [
    ...repeats.map((offset) => repeatAt(lineAt(offset))),
    ...notMappings.map((offset): Fault => ({ pointer: '', line: lineAt(offset), reason })),
  ];
}
