// Writes a configuration as YAML or JSON in the many ways in which people and programs do.
import type { Fields, Plain } from './plain.ts';
import type { Random } from '../../../bench/random.ts';

/** How often a field is written twice. */
const REPEAT = 0.004;

export class Writer {
  readonly #random: Random;
  #anchors = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  json(value: Plain): string {
    const gap = this.#random.pick(['', ' ', '\n', '\n  ', '\t']);
    return `${this.#random.next() < 0.1 ? '\n ' : ''}${this.#json(value, gap)}${this.#random.next() < 0.5 ? '\n' : ''}`;
  }

  #json(value: Plain, gap: string): string {
    if (Array.isArray(value)) return `[${gap}${value.map((item) => this.#json(item, gap)).join(`,${gap}`)}]`;
    if (!(value instanceof Map)) return typeof value === 'string' ? this.#jsonText(value) : JSON.stringify(value);
    const fields = this.#entries(value).map(([name, item]) => `${JSON.stringify(name)}:${gap}${this.#json(item, gap)}`);
    return `{${gap}${fields.join(`,${gap}`)}}`;
  }

  #jsonText(text: string): string {
    const plain = JSON.stringify(text);
    if (!(this.#random.next() < 0.02)) return plain;
    return plain.replace(/[a-z]/, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
  }

  #entries(fields: Fields): [string, Plain][] {
    return [...fields].flatMap((entry) => {
      if (!(this.#random.next() < REPEAT)) return [entry];
      const other: [string, Plain] = [entry[0], this.#random.pick<Plain>([null, entry[1], new Map(), [], 'x'])];
      return this.#random.next() < 0.5 ? [entry, other] : [other, entry];
    });
  }

  yaml(value: Plain): string {
    const random = this.#random;
    const head = random.pick(['', '', '', '---\n', '# made by hand\n', '%YAML 1.1\n---\n', '\uFEFF', '\n\n']);
    const tail = random.pick(['', '', '', '---\n', '...\n', '\n# end\n', '---\nkind: Other\n', '---\n{{\n']);
    const text = `${head}${this.#block(value, 0).replace(/^\n/, '')}${tail}`;
    return random.next() < 0.05 ? text.replaceAll('\n', '\r\n') : text;
  }

  /** Begins with a line break for collections, with a space for the rest. */
  #block(value: Plain, indent: number): string {
    const random = this.#random;
    const empty = value instanceof Map ? value.size === 0 : Array.isArray(value) && value.length === 0;
    if (indent > 0 && (empty || random.next() < 0.06)) return ` ${this.#flow(value)}\n`;
    const pad = ' '.repeat(indent);
    const note = random.next() < 0.04 ? `${pad}# note\n` : '';
    if (Array.isArray(value)) {
      const inner = value.map((item) => `${pad}-${this.#item(item, indent + 2)}`);
      return `\n${note}${inner.join('')}`;
    }
    if (value instanceof Map) return `\n${note}${this.#fields(value, pad, indent)}`;
    return ` ${this.#scalar(value)}${random.next() < 0.03 ? ' # note' : ''}\n`;
  }

  #item(item: Plain, indent: number): string {
    const text = this.#block(item, indent);
    if (!(item instanceof Map) || !text.startsWith('\n') || text.includes('# note')) return text;
    return this.#random.next() < 0.8 ? ` ${text.slice(1 + indent)}` : text;
  }

  #fields(fields: Fields, pad: string, indent: number): string {
    const random = this.#random;
    const step = random.pick([2, 2, 4]);
    const lines = this.#entries(fields).map(([name, item]) => {
      const anchor = random.next() < 0.004 ? ` &a${(this.#anchors += 1)}` : '';
      const inner = Array.isArray(item) && random.next() < 0.5 ? indent : indent + step;
      const key = random.next() < 0.01 ? JSON.stringify(name) : /^[\w-]+$/.test(name) ? name : JSON.stringify(name);
      return `${pad}${key}:${anchor}${this.#block(item, inner)}`;
    });
    if (this.#anchors > 0 && random.next() < 0.2)
      lines.splice(
        random.below(lines.length + 1),
        0,
        `${pad}${random.pick(['<<', 'x', 'keys'])}: *a${this.#anchors}\n`,
      );
    return lines.join('');
  }

  #flow(value: Plain): string {
    if (Array.isArray(value)) return `[${value.map((item) => this.#flow(item)).join(', ')}]`;
    if (!(value instanceof Map)) return this.#scalar(value, true);
    return `{${this.#entries(value)
      .map(([name, item]) => `${JSON.stringify(name)}: ${this.#flow(item)}`)
      .join(', ')}}`;
  }

  #scalar(value: null | boolean | number | string, isFlow = false): string {
    const random = this.#random;
    if (value === null) return random.pick(isFlow ? ['null', '~'] : ['null', '~', '']);
    if (typeof value === 'boolean')
      return random.pick(value ? ['true', 'yes', 'on', 'y'] : ['false', 'no', 'off', 'N']);
    if (typeof value === 'number') return this.#number(value);
    const isPlain = /^[A-Za-z0-9][A-Za-z0-9+/=._-]*$/.test(value);
    if (isPlain && random.next() < 0.85) return value;
    if (/^[\x20-\x7e]*$/.test(value) && random.next() < 0.5) return `'${value.replaceAll("'", "''")}'`;
    if (random.next() < 0.02) return `!!str ${JSON.stringify(value)}`;
    if (random.next() < 0.02) return `!!binary ${Buffer.from(value).toString('base64')}`;
    return JSON.stringify(value);
  }

  #number(value: number): string {
    const random = this.#random;
    if (!Number.isInteger(value) || !(random.next() < 0.2)) return String(value);
    return random.pick([
      `${value}.0`,
      `${value}e0`,
      `+${value}`,
      `0${value}`,
      `${value}.`,
      `0x${Math.abs(value).toString(16)}`,
      `${value}_0`,
    ]);
  }
}
