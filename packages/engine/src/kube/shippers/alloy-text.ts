// Reads Grafana Alloy's settings into blocks, with each attribute as the words of its expression; nothing is evaluated.
import type { SettingsKey } from './section.ts';

/** One word of an expression. */
export interface AlloyWord {
  readonly kind: 'text' | 'name' | 'sign';
  /** Of a text, without its quotes; of a name, with its dots. */
  readonly word: string;
}

export interface AlloyBlock {
  /** `loki.write`, or of a block inside one `endpoint`. */
  readonly type: string;
  readonly label: string;
  readonly attributes: ReadonlyMap<string, readonly AlloyWord[]>;
  readonly blocks: readonly AlloyBlock[];
  readonly at: SettingsKey;
}

/** A component that reads or sends logs begins a line; no other language of settings has one. */
const COMPONENT =
  /^[ \t]{0,64}(?:loki\.(?:write|process|source\.[a-z_]{1,40})|otelcol\.(?:exporter|receiver)\.[a-z_]{1,40})[ \t]{1,8}"\w{1,128}"[ \t]{0,8}\{/m;

export function isAlloyText(text: string): boolean {
  return COMPONENT.test(text);
}

/** Blocks in one another; the language sets no limit, and no component has so many. */
const DEPTH_MAX = 32;
/** A comment, a text, a raw text, a name, a number, an end of line, or any other sign. https://grafana.com/docs/alloy/latest/get-started/configuration-syntax/syntax/ */
const WORD =
  /\/\/[^\n]*|\/\*[^]*?\*\/|"((?:[^"\\\n]|\\.)*)"|`([^`]*)`|([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|[\d.]+|\n|[^\s\w]/g;
const JOINING = /^[-+*/%^<>=!&|,.([{]$/;

function* wordsOf(text: string): Generator<AlloyWord> {
  for (const [whole, quoted, raw, name] of text.matchAll(WORD)) {
    if (whole.startsWith('//') || whole.startsWith('/*')) {
      if (whole.includes('\n')) yield { kind: 'sign', word: '\n' };
    } else if (quoted !== undefined || raw !== undefined) yield { kind: 'text', word: quoted ?? raw ?? '' };
    else yield name === undefined ? { kind: 'sign', word: whole } : { kind: 'name', word: name };
  }
}

const END: AlloyWord = { kind: 'sign', word: '' };

class AlloyReader {
  readonly #words: readonly AlloyWord[];
  readonly #at: SettingsKey;
  #next = 0;

  constructor(text: string, at: SettingsKey) {
    this.#words = [...wordsOf(text)];
    this.#at = at;
  }

  /** Statements up to the brace that closes the block; what is none is stepped over. */
  body(depth: number): Pick<AlloyBlock, 'attributes' | 'blocks'> {
    const attributes = new Map<string, readonly AlloyWord[]>();
    const blocks: AlloyBlock[] = [];
    // A brace that closes nothing ends nothing.
    const isEnd = (word: AlloyWord): boolean => word === END || (depth > 0 && is(word, '}'));
    for (let word = this.#take(); !isEnd(word); word = this.#take()) {
      if (word.kind !== 'name') continue;
      if (is(this.#peek(), '=')) {
        this.#take();
        attributes.set(word.word, this.#expression());
        continue;
      }
      const label = this.#peek().kind === 'text' ? this.#take().word : '';
      if (!is(this.#peek(), '{') || depth >= DEPTH_MAX) continue;
      this.#take();
      blocks.push({ type: word.word, label, ...this.body(depth + 1), at: this.#at });
    }
    return { attributes, blocks };
  }

  /** To the end of the line, but within brackets, and behind a sign that joins it to the next. */
  #expression(): AlloyWord[] {
    const words: AlloyWord[] = [];
    for (let open = 0; ;) {
      const word = this.#peek();
      if (word === END || (open === 0 && is(word, '}'))) return words;
      this.#take();
      if (word.kind === 'sign' && '([{'.includes(word.word)) open++;
      if (word.kind === 'sign' && ')]}'.includes(word.word)) open--;
      const last = words.at(-1);
      const isJoined = last?.kind === 'sign' && JOINING.test(last.word);
      if (!is(word, '\n')) words.push(word);
      else if (open <= 0 && last !== undefined && !isJoined) return words;
    }
  }

  #peek(): AlloyWord {
    return this.#words[this.#next] ?? END;
  }

  #take(): AlloyWord {
    const word = this.#peek();
    this.#next++;
    return word;
  }
}

function is({ kind, word }: AlloyWord, sign: string): boolean {
  return kind === 'sign' && word === sign;
}

export function readAlloyText(text: string, at: SettingsKey): readonly AlloyBlock[] {
  return new AlloyReader(text, at).body(0).blocks;
}

export const wordsIn = (block: AlloyBlock | undefined, name: string): readonly AlloyWord[] =>
  block?.attributes.get(name) ?? [];
export const named = ({ blocks }: AlloyBlock, type: string): AlloyBlock[] =>
  blocks.filter((block) => block.type === type);

export function textsIn(words: readonly AlloyWord[]): string[] {
  return words.flatMap(({ kind, word }) => (kind === 'text' ? [word] : []));
}
