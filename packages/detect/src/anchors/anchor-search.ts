// What a search for the anchors of a text gives, by whatever means.

/** All are linear in the text. */
export interface AnchorSearch {
  /** Memory that texts may be read into, so that they need not be copied. */
  readonly space?: Uint8Array;
  /**
   * Patterns that lie in `[from, to)`, each as its number and the place of its first step, nearly in order. A line end is taken to
   * stand before `from`: a first step may be it.
   */
  find(text: Uint8Array, from: number, to: number): number[];
  /** The places after the patterns that `find` finds. */
  ends(text: Uint8Array, from: number, to: number): number[];
}
