// Texts and bytes that count the characters which a detector or search looks at.

/** What a method of the text has looked at, from its result and arguments. */
type Cost = (result: unknown, args: readonly unknown[], length: number) => number;

const lengthOf: Cost = (result) => String(result).length;
const distance: Cost = (result, args, length) => (Number(result) < 0 ? length : Number(result)) - Number(args[1] ?? 0);
/** A Map: what every object has, such as `toString`, is not counted and has to throw. */
const COSTS: ReadonlyMap<unknown, Cost> = new Map<string, Cost>([
  ['charCodeAt', () => 1],
  ['charAt', () => 1],
  ['slice', lengthOf],
  ['startsWith', (_, args) => String(args[0]).length],
  ['indexOf', distance],
  // A copy of the whole, as `Buffer.from` makes.
  ['valueOf', lengthOf],
]);

/** `text[3]`; a place before the text is looked at, too. */
const IS_INDEX = /^-?\d+$/;

/** `text` for `match`, and how many characters were looked at so far. Any use that is not counted throws. */
export function countingText(text: string): { readonly text: string; readonly looked: () => number } {
  let looked = 0;
  const counting = new Proxy(Object(text) as object, {
    get(_, name) {
      if (name === 'length') return text.length;
      if (typeof name === 'string' && IS_INDEX.test(name)) {
        looked++;
        return text[Number(name)];
      }
      const cost = COSTS.get(name);
      if (cost === undefined) throw new Error(`${String(name)} of a text is not counted`);
      return (...args: readonly unknown[]) => {
        const result: unknown = (text as unknown as Record<string, (...given: readonly unknown[]) => unknown>)[
          name as string
        ]?.(...args);
        looked += cost(result, args, text.length);
        return result;
      };
    },
  });
  return { text: counting as unknown as string, looked: () => looked };
}
