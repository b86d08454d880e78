// Generators of YAML texts for the property tests: of the shape that Kubernetes tools write, then broken at random.
import fc from 'fast-check';

/** The parts of a text between broken bars. */
function list(text: string): string[] {
  return text.split('¦');
}

/** Pieces from which texts without any shape are made: every indicator, and what it means something beside. */
const PIECES = list(
  `a¦b: ¦c:¦- ¦-¦\n¦\n¦\n  ¦\n    ¦  ¦ ¦'¦"¦''¦\\n¦|¦|-¦>+¦>2¦#¦ #x¦{¦}¦[¦]¦,¦, ¦: ¦:¦&a ¦*a¦!¦!!str ¦? ¦?¦` +
    `---¦\n---\n¦...¦\t¦\r\n¦%¦@¦\`¦0777¦yes¦~¦null¦1e3¦.inf¦<<¦<<: ¦é¦\u{1f600}¦\u{85}¦\u{2028}¦\0¦\u{feff}¦` +
    `__proto__: ¦=¦<x>`,
);

/** Text without shape. */
export const scrambledText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 24 })
  .map((pieces) => pieces.join(''));

const GOOD_KEYS = list(`apiVersion¦kind¦metadata¦name¦on¦1¦a b¦app.kubernetes.io/name¦"q: x"¦'it''s'`);
const KEYS = list(
  `apiVersion¦kind¦metadata¦name¦on¦y¦1¦0x10¦a b¦app.kubernetes.io/name¦"q: x"¦'it''s'¦a-b¦-x¦__proto__¦` +
    `constructor¦a#b¦null¦1.5`,
);
const WORDS = list(
  `v1¦Secret¦true¦no¦0777¦1_000¦12:30:45¦~¦1.5¦-¦http://a.b/c?d=e¦a b  c¦<x>¦*¦a#b¦it's¦{{ x }}¦100m¦0.1¦` +
    `.inf¦-1¦é¦ün\u{ef} \u{1f600}¦[¦a: b¦a:¦"¦- a¦!x¦&x¦%¦@¦\`¦|¦>¦:¦:x¦?x¦? x¦#¦a #b¦,¦`,
);
const GOOD_WORDS = list(`v1¦Secret¦true¦0777¦12:30:45¦~¦1.5¦http://a.b/c?d=e¦a b  c¦<x>¦it's¦100m¦é¦`);
const SINGLE = list(`''¦'a'¦'it''s'¦'a: b #c'¦'a\n    b'¦'a\n\n    b '¦' '`);
const DOUBLE = list(`""¦"a"¦"\\n\\t\\"x\\u0041\\x41\\U0001F600"¦"a\n     b"¦"a \\\n     b"¦"a: #"¦"\\/"¦"a\t b"¦"\\q"`);
const FLOW = list(
  `{}¦[]¦[a, b]¦{a: b}¦{a: b, c: [d, "e"], f: }¦["a", 'b', 1,]¦{"a":1}¦{a}¦{a:b}¦[a: b]¦[[a], {b: {}}]¦[ ]¦` +
    `{ a: -1 , b : 2 }¦[a\n    , b]¦[-, x]¦{a: b}}¦[a b, c d]¦[http://x:1/]¦[a,b¦[a #b\n    ]`,
);
const ODD = list(`&a x¦*a¦!!str 1¦!x¦&a¦plain\n                   text¦plain\n\n  # c\n     text¦a\n   b: c`);
const HEADERS = list(`|¦>¦|-¦>-¦|+¦>+¦|2¦>1-¦| # c¦|2+¦|-2¦>#¦|  `);
const LINES = list(`a¦b c¦¦ d¦  - e¦# f¦g: h¦\ti¦j ¦¦    ¦---¦'`);
const ENDS = list(`¦¦¦¦ ¦ # c¦  # c: d¦ #¦# c¦\t¦\r`);
const GAPS = list(`¦¦¦¦¦\n¦# c\n¦    # c\n¦   \n¦\n\n¦\t\n`);

function mostly(usual: readonly string[], odd: readonly string[]): fc.Arbitrary<string>;
function mostly(usual: readonly number[], odd: readonly number[]): fc.Arbitrary<number>;
/** Odd ones are rare enough that most texts stay well-formed. */
function mostly<Value>(usual: readonly Value[], odd: readonly Value[]): fc.Arbitrary<Value> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
}

const scalar = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom(...GOOD_WORDS) },
  { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 2, arbitrary: fc.constantFrom(...SINGLE) },
  { weight: 2, arbitrary: fc.constantFrom(...DOUBLE) },
  { weight: 2, arbitrary: fc.constantFrom(...FLOW) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD) },
);

type Block = (indent: number) => string;

const blockText: fc.Arbitrary<Block> = fc
  .tuple(
    mostly(['|', '|-', '>'], HEADERS),
    fc.array(mostly(['a', 'b c', ''], LINES), { maxLength: 5 }),
    fc.integer({ min: 0, max: 3 }),
  )
  .map(
    ([header, lines, extra]) =>
      (indent) =>
        ` ${header}\n${lines.map((line) => (line === '' ? '\n' : `${' '.repeat(indent + extra)}${line}\n`)).join('')}`,
  );

const inline: fc.Arbitrary<Block> = fc
  .tuple(mostly([' '], ['  ', '']), scalar, mostly([''], ENDS), mostly([''], GAPS))
  .map(
    ([space, text, end, gap]) =>
      () =>
        `${text === '' ? '' : space}${text}${end}\n${gap}`,
  );

const { node } = fc.letrec<{ node: Block; mapping: Block; sequence: Block }>((tie) => ({
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, inline, blockText, tie('mapping'), tie('sequence')),
  mapping: fc
    .tuple(
      fc.array(fc.tuple(mostly(GOOD_KEYS, KEYS), mostly([':'], [' :']), tie('node')), { minLength: 1, maxLength: 4 }),
      mostly([2], [1, 4]),
      mostly([''], GAPS),
    )
    .map(
      ([entries, step, gap]) =>
        (indent) =>
          `\n${gap}${entries.map(([key, colon, value]) => `${' '.repeat(indent)}${key}${colon}${value(indent + step)}`).join('')}`,
    ),
  sequence: fc
    .tuple(
      fc.array(fc.tuple(tie('node'), fc.boolean(), mostly([1], [3])), { minLength: 1, maxLength: 4 }),
      mostly([0], [-2, 2]),
      mostly([''], GAPS),
    )
    .map(
      ([items, shift, gap]) =>
        (indent) =>
          `\n${gap}${items.map(([item, compact, space]) => sequenceItem(item, Math.max(indent + shift, 0), compact ? space : 0)).join('')}`,
    ),
}));

/** One item; compact puts a nested collection on the dash's line. */
function sequenceItem(item: Block, indent: number, space: number): string {
  const text = item(indent + 1 + (space || 1));
  const isCollection = text.startsWith('\n');
  if (!isCollection || space === 0) return `${' '.repeat(indent)}-${text}`;
  return `${' '.repeat(indent)}-${' '.repeat(space)}${text.trimStart()}`;
}

const HEADS = ['', '', '', '---\n', '# c\n---\n', '--- # c\n', '\n', '--- ', '%YAML 1.2\n---\n', '\ufeff', '  '];
const TAILS = ['', '', '', '', '...\n', '# end', '\n\n', '---\n', '...\n# c\n', ' ', '  '];

/** Text of the shape of a manifest, mostly well-formed. */
export const manifestText: fc.Arbitrary<string> = fc
  .tuple(mostly([''], HEADS), node, mostly([''], TAILS))
  .map(([head, root, tail]) => head + root(0).replace(/^\n/, '') + tail);

/** A manifest with some of its characters left out, doubled or replaced. */
export const brokenText: fc.Arbitrary<string> = fc
  .tuple(
    manifestText,
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom(...PIECES)), { minLength: 1, maxLength: 3 }),
  )
  .map(([text, edits]) => edits.reduce(edit, text));

function edit(text: string, [where, length, piece]: [number, number, string]): string {
  const at = text.length === 0 ? 0 : where % text.length;
  return text.slice(0, at) + piece + text.slice(at + length);
}
