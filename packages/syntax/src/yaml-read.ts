// Reads one YAML document: the block reader first, the general reader for what is outside its subset.
import { BlockReader } from './block-reader.ts';
import type { BlockDocument } from './block-reader.ts';
import { Composer } from './composer.ts';
import type { SyntaxEvent } from './event.ts';
import { readGeneralEvents } from './general-events.ts';
import type { GeneralDocument } from './general-events.ts';
import type { Json } from './json.ts';
import { KeyTable } from './key-table.ts';
import { OutsideSubset, Refused } from './leave.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { ReadLimits } from './limits.ts';
import { NodeBuilder } from './node-builder.ts';
import type { Repeats } from './node-builder.ts';
import type { Note } from './node-builder.ts';
import { Lines, placeAt } from './place.ts';
import { REASON } from './problem.ts';
import type { SyntaxProblem } from './problem.ts';
import { SourceBuffer } from './source.ts';

/** What one YAML document says. */
export interface YamlResult {
  /** Undefined when a problem is fatal. */
  readonly value: Json | undefined;
  /** True when there is no node at all: nothing but comments and markers. The value is then null. */
  readonly empty: boolean;
  readonly problems: readonly SyntaxProblem[];
  /** Which reader gave the value. */
  readonly reader: 'block' | 'general';
}

/** The structure of one YAML document; empty where it holds no node. */
export interface YamlEvents {
  readonly events: readonly SyntaxEvent[];
  readonly reader: 'block' | 'general';
}

/** Shared by all documents, which mostly have the same keys. It never changes what is read. */
const KEYS = new KeyTable();

const SOURCES = new SourceBuffer();

const RETURN = '\r';

/**
 * Reads one document of YAML 1.2 with the types that kubectl gives to plain scalars (YAML 1.1 words, octal, merge keys).
 * Never throws on any text. Problems hold fixed words and places only. `repeats: 'first'` shows what kubectl would have read
 * without the later ones of equal keys.
 */
export function readYaml(text: string, limits?: Partial<ReadLimits>, repeats: Repeats = 'last'): YamlResult {
  const bounds = limits === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, ...limits };
  try {
    checkLengths(text, bounds);
    return readBlock(text, bounds, repeats) ?? readGeneral(text, bounds, repeats);
  } catch (error) {
    const { reason, offset } = refusalOf(error);
    const problem = { reason, ...placeAt(text, offset), fatal: true };
    return { value: undefined, empty: false, problems: [problem], reader: 'general' };
  }
}

/** The refusal behind an error. A range error is a stack or a string that grew beyond what V8 allows. */
function refusalOf(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof RangeError) return new Refused(REASON.tooComplex, 0);
  throw error;
}

/** The structure of one document with offsets into `text`, by the block reader where it can. Throws `Refused`. */
export function readYamlEvents(text: string, reader?: 'block' | 'general'): YamlEvents {
  try {
    checkLengths(text, DEFAULT_LIMITS);
    const block = reader === 'general' ? undefined : blockEvents(text);
    return block ?? { events: readGeneralEvents(text, DEFAULT_LIMITS.depth).events, reader: 'general' };
  } catch (error) {
    throw refusalOf(error);
  }
}

function blockEvents(text: string): YamlEvents | undefined {
  const events: SyntaxEvent[] = [];
  if (text.includes(RETURN)) return undefined;
  const document = tryBlock(text, new NodeBuilder(DEFAULT_LIMITS.depth, KEYS, { events }));
  return document === undefined ? undefined : { events: document.empty ? [] : events, reader: 'block' };
}

/** Reads with the block reader alone; undefined where the text is outside its subset. Throws `Refused` on depth. */
export function readBlock(text: string, limits: ReadLimits, repeats: Repeats = 'last'): YamlResult | undefined {
  const builder = new NodeBuilder(limits.depth, KEYS, { repeats });
  let plain = text;
  if (text.includes(RETURN)) {
    // Lines and columns stay as they are when CR LF becomes LF; a lone carriage return is a line break too.
    plain = text.replaceAll('\r\n', '\n');
    if (plain.includes(RETURN)) return undefined;
  }
  const document = tryBlock(plain, builder);
  if (document === undefined) return undefined;
  const problems = problemsOf(plain, builder.notes);
  return { value: document.value, empty: document.empty, problems, reader: 'block' };
}

/** Reads a text without carriage returns. */
function tryBlock(text: string, builder: NodeBuilder): BlockDocument | undefined {
  // No text with a null is YAML, even in a comment.
  if (text.includes('\0')) return undefined;
  const isComplete = text.endsWith('\n');
  if (!isComplete && endsInBlankLine(text)) return undefined;
  try {
    return SOURCES.use(isComplete ? text : `${text}\n`, (source) =>
      new BlockReader(source, builder, text.length).read(),
    );
  } catch (error) {
    if (error instanceof OutsideSubset) return undefined;
    throw error;
  }
}

/** Whether spaces alone stand on the last line. */
function endsInBlankLine(text: string): boolean {
  let at = text.length;
  while (text[at - 1] === ' ') at--;
  return at < text.length && (at === 0 || text[at - 1] === '\n');
}

/** Reads with the general reader alone. Throws `Refused`. */
export function readGeneral(text: string, limits: ReadLimits, repeats: Repeats = 'last'): YamlResult {
  const document = readGeneralEvents(text, limits.depth);
  const empty = isEmpty(document);
  const composer = new Composer(document.events, document.tagHandles, limits, repeats);
  const value = document.events.length === 0 ? null : composer.compose();
  const problems = problemsOf(text, composer.notes);
  if (document.documents > 1)
    problems.push({ reason: REASON.secondDocument, ...placeAt(text, text.length), fatal: false });
  return { value, empty, problems, reader: 'general' };
}

function isEmpty({ events }: GeneralDocument): boolean {
  const [first] = events;
  if (first === undefined) return true;
  return first.type === 'scalar' && first.start === first.end && first.tag === undefined && first.anchor === undefined;
}

function problemsOf(text: string, notes: readonly Note[]): SyntaxProblem[] {
  if (notes.length === 0) return [];
  const lines = new Lines(text);
  return notes.map(({ reason, offset }) => ({ reason, ...lines.at(offset), fatal: false }));
}

function checkLengths(text: string, limits: ReadLimits): void {
  if (text.length > limits.documentLength) throw new Refused(REASON.limitLength, limits.documentLength);
  if (text.length <= limits.lineLength) return;
  let start = 0;
  while (text.length - start > limits.lineLength) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    if (end - start > limits.lineLength) throw new Refused(REASON.limitLine, start + limits.lineLength);
    start = end + 1;
  }
}
