// What a document must offer so that a JSON pointer can be followed in it.

/** A node's offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly keyStart?: number;
}

/** A document in which nodes can be found step by step. */
export interface Tree<Node> {
  readonly root: Node | undefined;
  /** The child under a key or index, or undefined. */
  child(node: Node, token: string): Node | undefined;
  span(node: Node): Span;
}
