// Makes modules lighter to load before they are bundled: no examples, which only tests and pages read; data as one text.
import { readFileSync } from 'node:fs';
import { parseSync, visitorKeys } from 'oxc-parser';
import type { Plugin } from 'rolldown';

/** Files that hold one technique or check each, and what their examples are made from. */
const RULE_FILES = /\/engine\/src\/(?:techniques|checks)\/[^/]+\.ts$/;
const DATA_FILES = /\.json$/;
const NO_EXAMPLES = 'examples: { exposed: [], safe: [] }';
const PURE = '/* @__PURE__ */ ';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** A text in place of a piece of the module. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);
const CALLS: ReadonlySet<string> = new Set(['CallExpression', 'NewExpression']);

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

function isExamples(node: Node): boolean {
  return node.type === 'Property' && (node['key'] as Node)['name'] === 'examples';
}

/** Calls made while loading are marked as free of effects, as no import here has any: what only examples used goes with them. */
function* edits(node: Node): Generator<Edit> {
  if (FUNCTIONS.has(node.type)) return;
  if (isExamples(node)) {
    yield { start: node.start, end: node.end, text: NO_EXAMPLES };
    return;
  }
  if (CALLS.has(node.type)) yield { start: node.start, end: node.start, text: PURE };
  for (const field of visitorKeys[node.type] ?? [])
    for (const child of [node[field]].flat()) if (isNode(child)) yield* edits(child);
}

/** The text of a technique's or check's module with empty examples. */
export function withoutExamples(file: string, text: string): string {
  const { program } = parseSync(file, text);
  const found = [...edits(program as unknown as Node)].toSorted((a, b) => b.start - a.start);
  return found.reduce((lean, { start, end, text: put }) => lean.slice(0, start) + put + lean.slice(end), text);
}

/** A module with the data of a JSON text. Parsing a text at run time is faster than running the same as a program. */
export function parsedAtRunTime(json: string): string {
  return `export default /* @__PURE__ */ JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(json)))});`;
}

export const leanModules: Plugin = {
  name: 'lean-modules',
  load: {
    filter: { id: DATA_FILES },
    handler: (id) => ({ code: parsedAtRunTime(readFileSync(id, 'utf8')), moduleType: 'js' }),
  },
  transform: { filter: { id: RULE_FILES }, handler: (code, id) => ({ code: withoutExamples(id, code), map: null }) },
};
