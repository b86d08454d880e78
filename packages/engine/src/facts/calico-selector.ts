// Calico's language of selectors, parsed as `libcalico-go/lib/selector` does it.

export type CalicoSelector =
  | { readonly is: 'all' | 'global' }
  | { readonly is: 'has'; readonly key: string }
  | { readonly is: 'in' | 'notIn'; readonly key: string; readonly values: readonly string[] }
  | { readonly is: 'contains' | 'startsWith' | 'endsWith'; readonly key: string; readonly value: string }
  | { readonly is: 'not'; readonly of: CalicoSelector }
  | { readonly is: 'and' | 'or'; readonly of: readonly CalicoSelector[] };

type Operator = 'eq' | 'ne' | 'in' | 'notIn' | 'contains' | 'startsWith' | 'endsWith';
type Token =
  | { readonly kind: '(' | ')' | '{' | '}' | ',' | '!' | '&&' | '||' | 'all' | 'global' }
  | { readonly kind: 'operator'; readonly operator: Operator }
  | { readonly kind: 'label' | 'text' | 'has'; readonly text: string };

/** Parentheses within each other. Deeper ones are no selector that anybody wrote. */
const DEEPEST = 100;
const SPACE = /[ \t]*/y;
const SIGNS = ['(', ')', '{', '}', ',', '&&', '||'] as const;
/** What follows a label; the words need no space behind them. */
const OPERATORS: readonly (readonly [RegExp, Operator])[] = [
  [/contains/y, 'contains'],
  [/starts[ \t]*with/y, 'startsWith'],
  [/ends[ \t]*with/y, 'endsWith'],
  [/not[ \t]*in/y, 'notIn'],
  [/in/y, 'in'],
];
const TEXT = /"([^"]*)"|'([^']*)'/y;
const HAS = /has\([ \t]*([A-Za-z0-9_./-]+)[ \t]*\)/y;
const LABEL = /[A-Za-z0-9_./-]+/y;

class NoSelector extends Error {}

function matched(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}

function tokenAt(text: string, at: number, isAfterLabel: boolean): readonly [Token, number] {
  const sign = SIGNS.find((one) => text.startsWith(one, at));
  if (sign !== undefined) return [{ kind: sign }, sign.length];
  if (text.startsWith('==', at)) return [{ kind: 'operator', operator: 'eq' }, 2];
  if (text.startsWith('!=', at)) return [{ kind: 'operator', operator: 'ne' }, 2];
  if (text.startsWith('!', at)) return [{ kind: '!' }, 1];
  const quoted = matched(TEXT, text, at);
  if (quoted !== null) return [{ kind: 'text', text: quoted[1] ?? quoted[2] ?? '' }, quoted[0].length];
  if (isAfterLabel) {
    for (const [expression, operator] of OPERATORS) {
      const found = matched(expression, text, at);
      if (found !== null) return [{ kind: 'operator', operator }, found[0].length];
    }
    throw new NoSelector();
  }
  return wordAt(text, at);
}

function wordAt(text: string, at: number): readonly [Token, number] {
  const has = matched(HAS, text, at);
  if (has !== null) return [{ kind: 'has', text: has[1] ?? '' }, has[0].length];
  if (text.startsWith('has(', at)) throw new NoSelector();
  for (const kind of ['all', 'global'] as const) {
    if (!text.startsWith(`${kind}(`, at)) continue;
    const closed = matched(/[a-z]+\([ \t]*\)/y, text, at);
    if (closed === null) throw new NoSelector();
    return [{ kind }, closed[0].length];
  }
  const label = matched(LABEL, text, at);
  if (label === null) throw new NoSelector();
  return [{ kind: 'label', text: label[0] }, label[0].length];
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = matched(SPACE, text, 0)?.[0].length ?? 0; at < text.length;) {
    const [token, length] = tokenAt(text, at, tokens.at(-1)?.kind === 'label');
    tokens.push(token);
    at += length;
    at += matched(SPACE, text, at)?.[0].length ?? 0;
  }
  return tokens;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): CalicoSelector {
    const selector = this.#or(0);
    if (this.#at < this.#tokens.length) throw new NoSelector();
    return selector;
  }

  #take(kind: Token['kind']): boolean {
    if (this.#tokens[this.#at]?.kind !== kind) return false;
    this.#at++;
    return true;
  }

  #or(depth: number): CalicoSelector {
    const of = [this.#and(depth)];
    while (this.#take('||')) of.push(this.#and(depth));
    return of.length === 1 ? (of[0] as CalicoSelector) : { is: 'or', of };
  }

  #and(depth: number): CalicoSelector {
    const of = [this.#operation(depth)];
    while (this.#take('&&')) of.push(this.#operation(depth));
    return of.length === 1 ? (of[0] as CalicoSelector) : { is: 'and', of };
  }

  #operation(depth: number): CalicoSelector {
    let isNegated = false;
    while (this.#take('!')) isNegated = !isNegated;
    const inner = this.#plain(depth);
    return isNegated ? { is: 'not', of: inner } : inner;
  }

  #plain(depth: number): CalicoSelector {
    const token = this.#tokens[this.#at++];
    if (token === undefined || depth > DEEPEST) throw new NoSelector();
    if (token.kind === 'all' || token.kind === 'global') return { is: token.kind };
    if (token.kind === 'has') return { is: 'has', key: token.text };
    if (token.kind === 'label') return this.#comparison(token.text);
    if (token.kind !== '(') throw new NoSelector();
    const inner = this.#or(depth + 1);
    if (!this.#take(')')) throw new NoSelector();
    return inner;
  }

  #comparison(key: string): CalicoSelector {
    const token = this.#tokens[this.#at++];
    if (token?.kind !== 'operator') throw new NoSelector();
    const { operator } = token;
    if (operator === 'in' || operator === 'notIn') return { is: operator, key, values: this.#set() };
    const value = this.#text();
    if (value === undefined) throw new NoSelector();
    if (operator === 'eq') return { is: 'in', key, values: [value] };
    return operator === 'ne' ? { is: 'notIn', key, values: [value] } : { is: operator, key, value };
  }

  #text(): string | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'text') return undefined;
    this.#at++;
    return token.text;
  }

  /** A comma may stand behind the last value. */
  #set(): string[] {
    if (!this.#take('{')) throw new NoSelector();
    const values: string[] = [];
    for (let value = this.#text(); value !== undefined; value = this.#text()) {
      values.push(value);
      if (!this.#take(',')) break;
    }
    if (!this.#take('}')) throw new NoSelector();
    return values;
  }
}

/**
 * An empty text selects all. Undefined for what is no selector, line breaks among it.
 * https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors
 */
export function parseCalicoSelector(text: string): CalicoSelector | undefined {
  try {
    const tokens = tokensOf(text);
    return tokens.length === 0 ? { is: 'all' } : new Parser(tokens).whole();
  } catch (error) {
    if (error instanceof NoSelector) return undefined;
    throw error;
  }
}

/** Whether the selector asks for what has no namespace, which only `namespaceSelector` may. */
export function asksGlobal(selector: CalicoSelector): boolean {
  if (selector.is === 'not') return asksGlobal(selector.of);
  if (selector.is === 'and' || selector.is === 'or') return selector.of.some(asksGlobal);
  return selector.is === 'global';
}
