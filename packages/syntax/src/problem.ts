// What is wrong with an input, in fixed words of our own: a parser's message could quote a Secret.

/** One thing that is wrong with a text. Never holds any part of the text. */
export interface SyntaxProblem {
  /** A fixed text, see `REASON`. */
  readonly reason: Reason;
  /** 1-based line in the text that was given. */
  readonly line: number;
  /** 1-based column in UTF-16 units. */
  readonly column: number;
  /** True when the text gave no value. */
  readonly fatal: boolean;
}

/** Every reason there is. */
export const REASON = {
  invalidYaml: 'not valid YAML',
  invalidJson: 'not valid JSON',
  truncated: 'the input ends inside a value',
  encoding: 'not UTF-8: wrong encoding',
  tab: 'a tab stands where indentation is expected',
  indentation: 'wrong indentation',
  flow: 'a flow collection is not well-formed',
  quoted: 'a quoted scalar is not well-formed',
  control: 'a control character is not allowed here',
  directive: 'a directive is not well-formed',
  tag: 'a tag is not well-formed',
  tagMismatch: 'a value does not fit its tag, which kubectl refuses; kept as text',
  anchor: 'an anchor or alias is not well-formed',
  mappingKey: 'a mapping key is not well-formed',
  anchorUnknown: 'an alias names no anchor before it',
  anchorCycle: 'an anchor contains itself',
  merge: 'a merge key needs a mapping or a list of mappings, else kubectl refuses; not merged',
  secondDocument: 'a second document follows in the same text and was not read',
  duplicateKey: 'a key is repeated; the last one counts',
  complexKey: 'a mapping key is not a scalar, which kubectl refuses; left out',
  nullKey: 'a mapping key is null, which kubectl refuses',
  hugeKey: 'a mapping key is an integer of more than 63 bits, which kubectl refuses',
  notFinite: 'a number is not finite, which kubectl refuses; kept as text',
  tooComplex: 'the document is too complex to be read',
  limitLength: 'the document is longer than the limit documentLength',
  limitLine: 'a line is longer than the limit lineLength',
  limitDepth: 'the document is nested deeper than the limit depth',
  limitAliases: 'aliases expand to more nodes than the limit aliasNodes',
  limitItem: 'an item is longer than the limit itemLength',
  notContainer: 'a top-level value is neither an object nor an array',
} as const;

/** The text of one reason. */
export type Reason = (typeof REASON)[keyof typeof REASON];
