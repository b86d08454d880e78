// Turns the events of js-yaml into ours: with text, with the ends of collections, and with errors in our own words.
import { YAMLException, getScalarValue, parseEvents } from 'js-yaml';
import type { Event } from 'js-yaml';
import type { CloseEvent, OpenEvent, ScalarEvent, ScalarStyle, SyntaxEvent } from './event.ts';
import { Refused } from './leave.ts';
import { REASON } from './problem.ts';
import type { Reason } from './problem.ts';

const SEQUENCE = 2;
const MAPPING = 3;
const SCALAR = 4;
const ALIAS = 5;
const DOCUMENT = 1;
const FLOW = 2;
const STYLES: readonly ScalarStyle[] = ['plain', 'plain', 'single', 'double', 'literal', 'folded'];

/** The first document's events, and how many documents the text holds. */
export interface GeneralDocument {
  readonly events: readonly SyntaxEvent[];
  /** Prefixes of tags by handle, from `%TAG` directives. */
  readonly tagHandles: ReadonlyMap<string, string>;
  readonly documents: number;
}

/** Words of js-yaml's reasons and ours; the first that fits counts. */
const REASONS: readonly (readonly [RegExp, Reason])[] = [
  [/maxDepth/, REASON.limitDepth],
  [/non-printable|null byte|valid JSON character/, REASON.control],
  [/tab characters/, REASON.tab],
  [/quoted scalar|escape sequence|hexadecimal/, REASON.quoted],
  [/flow collection|node content/, REASON.flow],
  [/directive|YAML version/, REASON.directive],
  [/\btag\b/, REASON.tag],
  [/anchor|alias/, REASON.anchor],
  [/mapping key|multiline key|key-value/, REASON.mappingKey],
  [/indentation/, REASON.indentation],
];

/** Reads a text with js-yaml. Throws `Refused`. */
export function readGeneralEvents(text: string, maxDepth: number): GeneralDocument {
  return convert(text, parse(text, maxDepth));
}

function parse(text: string, maxDepth: number): Event[] {
  try {
    return parseEvents(text, { maxDepth: maxDepth + 2 });
  } catch (error) {
    if (error instanceof YAMLException) throw refusal(text, error);
    if (error instanceof RangeError) throw new Refused(REASON.tooComplex, 0);
    throw new Refused(REASON.invalidYaml, 0);
  }
}

/** What js-yaml finds wrong at the end of a text is mostly that it ends too early. */
function refusal(text: string, { reason, mark }: YAMLException): Refused {
  const offset = mark?.position ?? 0;
  const own = reasonOf(reason);
  return new Refused(own !== REASON.limitDepth && text.slice(offset).trim() === '' ? REASON.truncated : own, offset);
}

function reasonOf(message: string): Reason {
  return REASONS.find(([words]) => words.test(message))?.[1] ?? REASON.invalidYaml;
}

function convert(text: string, events: readonly Event[]): GeneralDocument {
  const converter = new Converter(text);
  const tagHandles = new Map<string, string>();
  let documents = 0;
  for (const event of events) {
    if (event.type === DOCUMENT) documents++;
    if (documents > 1) continue;
    if (event.type === DOCUMENT) {
      for (const directive of event.directives)
        if (directive.kind === 'tag') tagHandles.set(directive.handle, directive.prefix);
    } else {
      converter.add(event);
    }
  }
  return { events: converter.out, tagHandles, documents };
}

type NodeEvent = Exclude<Event, { type: typeof DOCUMENT }>;

/** Follows the events through the text to find what js-yaml does not say: ends, headers, places of absent nodes. */
class Converter {
  readonly out: SyntaxEvent[] = [];
  readonly #text: string;
  readonly #open: { event: OpenEvent; hasBracket: boolean }[] = [];
  #end = 0;

  constructor(text: string) {
    this.#text = text;
  }

  add(event: NodeEvent): void {
    if (event.type === SEQUENCE || event.type === MAPPING) this.#addOpen(event);
    else if (event.type === SCALAR) this.#addScalar(event);
    else if (event.type === ALIAS) this.#addAlias(event.anchorStart, event.anchorEnd);
    else this.#addClose();
  }

  #addOpen(event: Extract<Event, { type: typeof SEQUENCE | typeof MAPPING }>): void {
    const open: OpenEvent = {
      type: event.type === SEQUENCE ? 'sequence' : 'mapping',
      style: event.style === FLOW ? 'flow' : 'block',
      start: event.start,
      ...this.#properties(event),
    };
    // A single pair in a flow sequence, `[a: b]`, is a mapping without brackets; it may start where its key's collection starts.
    const around = this.#open.at(-1);
    if (around?.hasBracket && around.event.type === 'mapping' && around.event.start === open.start)
      around.hasBracket = false;
    const hasBracket = open.style === 'flow' && this.#text[open.start] === (open.type === 'mapping' ? '{' : '[');
    this.#open.push({ event: open, hasBracket });
    this.out.push(open);
    this.#end = Math.max(this.#end, hasBracket ? open.start + 1 : open.start);
  }

  #addScalar(event: Extract<Event, { type: typeof SCALAR }>): void {
    const style = STYLES[event.style] ?? 'plain';
    const after = Math.max(this.#end, event.tagEnd, event.anchorEnd);
    const [start, end] = this.#scalarRange(event, style, after);
    const scalar: ScalarEvent = {
      type: 'scalar',
      style,
      start,
      end,
      text: getScalarValue(this.#text, event),
      ...this.#properties(event),
    };
    this.out.push(scalar);
    this.#end = end;
  }

  #scalarRange(event: Extract<Event, { type: typeof SCALAR }>, style: ScalarStyle, after: number): [number, number] {
    if (event.valueStart === -1) {
      const at = this.#skipIndicators(after, /[:?-]/);
      return [at, at];
    }
    if (style === 'single' || style === 'double') return [event.valueStart - 1, event.valueEnd + 1];
    if (style === 'plain') return [event.valueStart, event.valueEnd];
    return [this.#skipBlank(after, /[:?-]/), event.valueEnd];
  }

  #addAlias(start: number, end: number): void {
    this.out.push({ type: 'alias', start: start - 1, end, name: this.#text.slice(start, end) });
    this.#end = end;
  }

  #addClose(): void {
    const open = this.#open.pop();
    if (open === undefined) return;
    if (open.hasBracket) this.#end = this.#skipBlank(this.#end, /[,:?]/) + 1;
    const close: CloseEvent = { type: 'close', end: this.#end };
    this.out.push(close);
  }

  /** The first offset from `from` that is neither blank, comment nor one of the indicators. */
  #skipBlank(from: number, indicators: RegExp): number {
    let at = from;
    for (;;) {
      const sign = this.#text[at];
      if (sign === undefined) return at;
      if (sign === '#' && /\s/.test(this.#text[at - 1] ?? ' ')) at = lineEnd(this.#text, at);
      else if (/\s/.test(sign) || indicators.test(sign)) at++;
      else return at;
    }
  }

  /** Where a node that is left out would stand: after its indicator. */
  #skipIndicators(from: number, indicators: RegExp): number {
    const at = this.#skipBlankOnly(from);
    return indicators.test(this.#text[at] ?? '') ? at + 1 : from;
  }

  #skipBlankOnly(from: number): number {
    return this.#skipBlank(from, /\s/);
  }

  #properties(event: { anchorStart: number; anchorEnd: number; tagStart: number; tagEnd: number }): {
    anchor?: string;
    tag?: string;
  } {
    const properties: { anchor?: string; tag?: string } = {};
    if (event.anchorStart !== -1) properties.anchor = this.#text.slice(event.anchorStart, event.anchorEnd);
    if (event.tagStart !== -1) properties.tag = this.#text.slice(event.tagStart, event.tagEnd);
    return properties;
  }
}

function lineEnd(text: string, from: number): number {
  const found = /[\r\n]/g;
  found.lastIndex = from;
  return found.exec(text)?.index ?? text.length;
}
