// Rewrites a YAML text that go-yaml takes and our reader does not, so that both read the same; each line stays on its line.

/** Wide enough for any line of a configuration; in flow and in quotes, indentation means nothing to go-yaml. */
const PAD = ' '.repeat(64);
const BLANK = /[ \t\r\n]/;
const COLON_AT_END = /[A-Za-z0-9.+/=_-]+:(?=[,\]}])/y;

/** YAML 1.1 has more line breaks than YAML 1.2: next line, line separator, paragraph separator. */
export function withPlainBreaks(text: string): string {
  return text.replaceAll(/[\u0085\u2028\u2029]/g, '\n');
}

/** For a text that our reader refuses. What go-yaml refuses too may come out changed, and is refused still. */
export function asGoYamlReads(whole: string): string {
  const text = beforeDirective(whole);
  const lines = (new Padder(text.replaceAll(/\r\n?/g, '\n')).padded() ?? text).split('\n');
  return shiftAnchored(lines).join('\n');
}

/** A line that begins with a percent sign ends the document for go-yaml, which does not read on. */
function beforeDirective(text: string): string {
  const start = text.search(/^(?![%#\s]|---\s*$)/m);
  const end = text.slice(start).search(/^%/m);
  return end === -1 ? text : text.slice(0, start + end);
}

/** Pads the lines that begin inside quotes or brackets. */
class Padder {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  #out = '';
  /** Whether a node may begin here. */
  #isStart = true;
  #isRefused = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Undefined where go-yaml refuses the text as well: a key may not go on in the next line. */
  padded(): string | undefined {
    while (this.#at < this.#text.length) this.#step(this.#text.charAt(this.#at));
    return this.#isRefused ? undefined : this.#out;
  }

  #step(sign: string): void {
    const next = this.#text.charAt(this.#at + 1);
    const isBlankNext = next === '' || BLANK.test(next);
    if (sign === '\n') this.#break(this.#depth > 0);
    else if (sign === '#' && BLANK.test(this.#out.at(-1) ?? ' ')) this.#take(/[^\n]*/y);
    else if (this.#isStart && (sign === '"' || sign === "'")) this.#quoted(sign);
    else if (this.#isStart && sign === '!' && next === '!') this.#secondaryTag();
    else if (this.#isStart && /[&*!]/.test(sign)) this.#take(/[^\s,[\]{}]*/y);
    else if (this.#isStart && this.#depth === 0 && /[|>]/.test(sign)) this.#blockScalar();
    else if (/[[{]/.test(sign) && (this.#isStart || this.#depth > 0)) this.#bracket(1, true);
    else if (/[\]}]/.test(sign) && this.#depth > 0) this.#bracket(-1, false);
    else if (this.#isStart && this.#depth > 0 && this.#endsInColon()) this.#isStart = false;
    else this.#plain(sign, isBlankNext);
  }

  #plain(sign: string, isBlankNext: boolean): void {
    const indicates = (sign === ':' && isBlankNext) || (sign === ',' && this.#depth > 0);
    const isItem = this.#isStart && /[-?]/.test(sign) && isBlankNext;
    if (indicates) this.#isStart = true;
    else if (!isItem && !BLANK.test(sign)) this.#isStart = false;
    const isBetween = this.#isStart || (this.#depth > 0 && /[\]}"' ]/.test(this.#out.at(-1) ?? ''));
    if (sign === '\t' && isBetween && this.#isInLine()) this.#replace(' ');
    else this.#put(1);
  }

  /** In brackets, a plain scalar of go-yaml takes a colon at its end, as in `[a:]`; written in quotes, it is one for both. */
  #endsInColon(): boolean {
    COLON_AT_END.lastIndex = this.#at;
    const token = COLON_AT_END.exec(this.#text)?.[0];
    if (token === undefined) return false;
    this.#out += `"${token}"`;
    this.#at += token.length;
    return true;
  }

  /** Whether more than blanks and dashes stands before, in the line: a tab behind those alone is refused by both. */
  #isInLine(): boolean {
    return /[^\s-]/.test(this.#text.slice(this.#text.lastIndexOf('\n', this.#at - 1) + 1, this.#at));
  }

  /** Behind `!!`, go-yaml takes exclamation marks as part of the name, and our reader takes them escaped. */
  #secondaryTag(): void {
    const start = this.#out.length + 2;
    this.#take(/[^\s,[\]{}]*/y);
    this.#out = this.#out.slice(0, start) + this.#out.slice(start).replaceAll('!', '%21');
  }

  #bracket(by: number, isStart: boolean): void {
    this.#depth += by;
    this.#isStart = isStart;
    this.#put(1);
    if (by < 0) this.#parted();
  }

  /** A comment may follow a bracket or quote at once. */
  #parted(): void {
    if (this.#text.charAt(this.#at) === '#') this.#out += ' ';
  }

  #replace(by: string): void {
    this.#out += by;
    this.#at += 1;
  }

  #quoted(quote: string): void {
    const start = this.#at;
    this.#put(1);
    this.#isStart = false;
    for (; this.#at < this.#text.length;) {
      const sign = this.#text.charAt(this.#at);
      if (sign === '\n') this.#break(true);
      else if (quote === '"' && sign === '\\' && this.#text.charAt(this.#at + 1) !== '\n') this.#put(2);
      else if (sign !== quote) this.#put(1);
      else if (quote === "'" && this.#text.charAt(this.#at + 1) === quote) this.#put(2);
      else break;
    }
    this.#put(1);
    this.#parted();
    const isOverLines = this.#text.slice(start, this.#at).includes('\n');
    if (isOverLines && /^[ \t]*:/.test(this.#text.slice(this.#at, this.#at + PAD.length))) this.#isRefused = true;
  }

  /** The lines that are deeper than the one that opens the block belong to it. */
  #blockScalar(): void {
    const start = this.#text.lastIndexOf('\n', this.#at) + 1;
    const indent = /^ */.exec(this.#text.slice(start))?.[0].length ?? 0;
    this.#take(/[^\n]*/y);
    this.#take(new RegExp(`(?:\\n(?: {${indent + 1},}[^\\n]*|[ \\t]*(?=\\n|$)))*`, 'y'));
    this.#isStart = true;
  }

  /** A document marker ends quotes and brackets, so it stays where it is seen. */
  #break(isPadded: boolean): void {
    this.#put(1);
    if (isPadded && !/^(?:---|\.\.\.)(?:\s|$)/.test(this.#text.slice(this.#at, this.#at + 4))) this.#out += PAD;
    else this.#isStart = true;
  }

  #take(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    this.#put(pattern.exec(this.#text)?.[0].length ?? 0);
  }

  #put(length: number): void {
    this.#out += this.#text.slice(this.#at, this.#at + length);
    this.#at += length;
  }
}

/** A sequence may stand as deep as its key (YAML 1.2.2, 8.2.3), also after an anchor or tag; our reader wants it deeper there. */
function shiftAnchored(lines: readonly string[]): string[] {
  const out = [...lines];
  for (let at = 0; at < out.length; at++) {
    const [, before] = /^((?:[ ]|- )*)[^\s#-][^#]*:[ \t]+[&!]\S+[ \t]*(?:#.*)?$/.exec(out[at] ?? '') ?? [];
    if (before === undefined) continue;
    const column = before.length;
    const isItem = (line: string): boolean => new RegExp(`^ {${column}}-(?:\\s|$)`).test(line);
    const isInside = (line: string): boolean =>
      line.trim() === '' || isItem(line) || line.startsWith(' '.repeat(column + 1)) || /^\s*#/.test(line);
    const first = out.findIndex((line, index) => index > at && line.trim() !== '' && !/^\s*#/.test(line));
    if (first === -1 || !isItem(out[first] ?? '')) continue;
    for (let line = first; line < out.length && isInside(out[line] ?? ''); line++) out[line] = ` ${out[line] ?? ''}`;
  }
  return out;
}
