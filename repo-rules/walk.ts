// Walks a syntax tree with parents, and finds the names that a file uses from outside itself.
import { type Program, visitorKeys } from 'oxc-parser';
import type { SourceFile } from './source-file.ts';

/** A syntax node, as loosely as the rules need it. */
export interface AnyNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface Place {
  readonly node: AnyNode;
  readonly parent: AnyNode | undefined;
  /** The parent's field that holds the node. */
  readonly field: string;
}

export function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** Every node of a tree, parents first. */
export function* nodes(tree: Program): Generator<Place> {
  const stack: Place[] = [{ node: tree as unknown as AnyNode, parent: undefined, field: '' }];
  for (let place = stack.pop(); place; place = stack.pop()) {
    yield place;
    const { node } = place;
    for (const field of (visitorKeys[node.type] ?? []).toReversed()) {
      const value = node[field];
      const children = Array.isArray(value) ? value.toReversed() : [value];
      for (const child of children) if (isNode(child)) stack.push({ node: child, parent: node, field });
    }
  }
}

/** 1-based line of an offset. */
export function lineAt(file: SourceFile, offset: number): number {
  let line = 1;
  for (let at = file.text.indexOf('\n'); at >= 0 && at < offset; at = file.text.indexOf('\n', at + 1)) line++;
  return line;
}

const BINDING_FIELDS: Readonly<Record<string, readonly string[]>> = {
  VariableDeclarator: ['id'],
  FunctionDeclaration: ['id', 'params'],
  FunctionExpression: ['id', 'params'],
  ArrowFunctionExpression: ['params'],
  ClassDeclaration: ['id'],
  ClassExpression: ['id'],
  CatchClause: ['param'],
  ImportSpecifier: ['local'],
  ImportDefaultSpecifier: ['local'],
  ImportNamespaceSpecifier: ['local'],
  ArrayPattern: ['elements'],
  AssignmentPattern: ['left'],
  RestElement: ['argument'],
  TSParameterProperty: ['parameter'],
};

function binds({ parent, field }: Place, inPattern: boolean): boolean {
  if (parent === undefined) return false;
  if (parent.type === 'Property') return inPattern && field === 'value';
  return BINDING_FIELDS[parent.type]?.includes(field) === true;
}

function isUse({ parent, field }: Place): boolean {
  if (parent === undefined) return false;
  if (parent.type === 'MemberExpression' && field === 'property') return parent['computed'] === true;
  if (field === 'key') return parent['computed'] === true;
  if (parent.type.startsWith('TS')) return parent.type === 'TSAsExpression' || parent.type === 'TSNonNullExpression';
  return !parent.type.startsWith('Import') && !parent.type.startsWith('Export');
}

export interface GlobalUse {
  readonly name: string;
  readonly place: Place;
}

/** Uses of names that the file itself never declares: globals. A name declared anywhere in the file counts as its own. */
export function globalUses(file: SourceFile): GlobalUse[] {
  const declared = new Set<string>();
  const uses: GlobalUse[] = [];
  const patternValues = new Set<AnyNode>();
  for (const place of nodes(file.tree)) {
    const { node } = place;
    if (node.type === 'ObjectPattern') {
      for (const property of node['properties'] as AnyNode[])
        if (isNode(property['value'])) patternValues.add(property['value']);
    }
    if (node.type !== 'Identifier') continue;
    const name = node['name'] as string;
    if (binds(place, patternValues.has(node))) declared.add(name);
    else if (isUse(place)) uses.push({ name, place });
  }
  return uses.filter(({ name }) => !declared.has(name));
}
