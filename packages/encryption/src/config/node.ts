// What a file says before its fields are known: a tree in which repeated keys still stand, as Go's decoder meets them.

/** One field of a mapping, in the order in which Go's decoder reads it. */
export interface Entry {
  readonly key: string;
  readonly value: Node;
}

export type Node =
  | { readonly kind: 'null' | 'flag' }
  | { readonly kind: 'text'; readonly text: string }
  /** `literal` is the number as JSON writes it. */
  | { readonly kind: 'number'; readonly literal: string }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'map'; readonly entries: readonly Entry[] };

export const NULL: Node = { kind: 'null' };
export const FLAG: Node = { kind: 'flag' };
