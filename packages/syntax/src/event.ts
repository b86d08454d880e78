// What both YAML readers report when asked for structure and positions.

/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** A mapping or sequence begins. Keys and values of a mapping follow in turn. */
export interface OpenEvent {
  readonly type: 'mapping' | 'sequence';
  readonly style: 'block' | 'flow';
  readonly start: number;
  readonly anchor?: string;
  readonly tag?: string;
}

/** A scalar; `start` and `end` are offsets in UTF-16 units and include quotes. A node that is left out has `start` = `end`. */
export interface ScalarEvent {
  readonly type: 'scalar';
  readonly style: ScalarStyle;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly anchor?: string;
  readonly tag?: string;
}

/** An alias stands for the node with this anchor. */
export interface AliasEvent {
  readonly type: 'alias';
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** The innermost open collection ends. */
export interface CloseEvent {
  readonly type: 'close';
  readonly end: number;
}

/** One step of a document's structure. */
export type SyntaxEvent = OpenEvent | ScalarEvent | AliasEvent | CloseEvent;
