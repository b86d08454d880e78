// Makes modules lighter to load before they are bundled: no examples, nothing that is made and not used, data as one text.
import { readFileSync } from 'node:fs';
import { parseSync, visitorKeys } from 'oxc-parser';
import type { Plugin } from 'rolldown';

/**
 * Loading these has no effect: files of techniques and checks, by our own rule, and js-yaml, which makes its schemas and the
 * patterns of its writer, all of which we leave unused. What nobody uses of them need not be made.
 */
const EFFECT_FREE = /\/engine\/src\/(?:techniques|checks)\/[^/]+\.ts$|\/js-yaml\/dist\/[^/]+\.mjs$/;
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

/** Marks calls made while loading as free of effects, so that the bundler leaves out those whose result nobody uses. */
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

/** The text of an effect-free module with empty examples, which only tests and pages read. */
export function lean(file: string, text: string): string {
  const { program } = parseSync(file, text);
  const found = [...edits(program as unknown as Node)].toSorted((a, b) => b.start - a.start);
  return found.reduce((left, { start, end, text: put }) => left.slice(0, start) + put + left.slice(end), text);
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
  transform: { filter: { id: EFFECT_FREE }, handler: (code, id) => ({ code: lean(id, code), map: null }) },
};
