// Calico's selectors, evaluated while they are read: no tree is made of them.
import { and, or } from './raw.ts';
import type { Maybe } from './raw.ts';

/** A label's value; undefined where there is none, an object where it is not known. */
export type Lookup = (key: string) => string | undefined | { unknown: true };

/** What the two words stand for. */
export interface Words {
  readonly all: Maybe;
  readonly global: Maybe;
}

const not = (value: Maybe): Maybe => (value === 'maybe' ? value : !value);

class Evaluation {
  readonly #lookup: Lookup;
  readonly #words: Words;
  #rest: string;

  constructor(text: string, lookup: Lookup, words: Words) {
    this.#rest = text;
    this.#lookup = lookup;
    this.#words = words;
  }

  whole(): Maybe {
    if (/^[ \t]*$/.test(this.#rest)) return this.#words.all;
    const result = this.#either();
    return /^[ \t]*$/.test(this.#rest) ? result : this.#fail();
  }

  #fail(): never {
    throw new Error('no selector');
  }

  #eat(pattern: RegExp): string | undefined {
    this.#rest = this.#rest.replace(/^[ \t]+/, '');
    const [found] = pattern.exec(this.#rest) ?? [];
    if (found !== undefined) this.#rest = this.#rest.slice(found.length);
    return found;
  }

  #either(): Maybe {
    const parts = [this.#both()];
    while (this.#eat(/^\|\|/) !== undefined) parts.push(this.#both());
    return or(parts);
  }

  #both(): Maybe {
    const parts = [this.#one()];
    while (this.#eat(/^&&/) !== undefined) parts.push(this.#one());
    return and(parts);
  }

  #one(): Maybe {
    if (this.#eat(/^!(?!=)/) !== undefined) return not(this.#one());
    if (this.#eat(/^\(/) !== undefined) {
      const inner = this.#either();
      return this.#eat(/^\)/) === undefined ? this.#fail() : inner;
    }
    if (this.#eat(/^all\([ \t]*\)/) !== undefined) return this.#words.all;
    if (this.#eat(/^global\([ \t]*\)/) !== undefined) return this.#words.global;
    const has = this.#eat(/^has\([ \t]*[A-Za-z0-9_./-]+[ \t]*\)/);
    if (has !== undefined) return this.#ask(has.slice(4, -1).trim(), (value) => value !== undefined);
    if (/^[ \t]*(?:has|all|global)\(/.test(this.#rest)) return this.#fail();
    return this.#comparison(this.#eat(/^[A-Za-z0-9_./-]+/) ?? this.#fail());
  }

  #ask(key: string, judge: (value: string | undefined) => boolean): Maybe {
    const value = this.#lookup(key);
    return typeof value === 'object' ? 'maybe' : judge(value);
  }

  #comparison(key: string): Maybe {
    const operator = this.#eat(/^(?:==|!=|contains|starts[ \t]*with|ends[ \t]*with|not[ \t]*in|in)/) ?? this.#fail();
    if (operator.endsWith('in')) {
      const values = this.#set();
      const isNot = operator.startsWith('not');
      return this.#ask(key, (value) => (value !== undefined && values.includes(value)) !== isNot);
    }
    const wanted = this.#quoted();
    if (operator === '==') return this.#ask(key, (value) => value === wanted);
    if (operator === '!=') return this.#ask(key, (value) => value !== wanted);
    if (operator === 'contains') return this.#ask(key, (value) => value?.includes(wanted) ?? false);
    if (operator.startsWith('starts')) return this.#ask(key, (value) => value?.startsWith(wanted) ?? false);
    return this.#ask(key, (value) => value?.endsWith(wanted) ?? false);
  }

  #quoted(): string {
    return (this.#eat(/^(?:'[^']*'|"[^"]*")/) ?? this.#fail()).slice(1, -1);
  }

  /** A comma may stand behind the last value. */
  #set(): string[] {
    if (this.#eat(/^\{/) === undefined) this.#fail();
    const values: string[] = [];
    while (/^[ \t]*['"]/.test(this.#rest)) {
      values.push(this.#quoted());
      if (this.#eat(/^,/) === undefined) break;
    }
    if (this.#eat(/^\}/) === undefined) this.#fail();
    return values;
  }
}

/** Throws on what is no selector. */
export function evaluate(text: string, lookup: Lookup, words: Words): Maybe {
  return new Evaluation(text, lookup, words).whole();
}

export function isSelector(text: string): boolean {
  try {
    evaluate(text, () => undefined, { all: true, global: true });
    return true;
  } catch {
    return false;
  }
}
