// Three-valued truth as numbers, so that AND is the least and OR the greatest: no, not decided by what is known, yes.

export type Truth = 0 | 1 | 2;
export const NO = 0;
/** What is known does not decide it. */
export const MAYBE = 1;
export const YES = 2;

export function both(one: Truth, other: Truth): Truth {
  return one < other ? one : other;
}

export function either(one: Truth, other: Truth): Truth {
  return one > other ? one : other;
}
