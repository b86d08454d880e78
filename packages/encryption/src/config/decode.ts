// Decodes a tree into fields as Go's JSON decoder does for the API server, repeated fields and null included.
import { Sealed } from '@watertight/sealed';
import { pointerSegment } from '@watertight/syntax';
import { goDuration } from './go-duration.ts';
import type { Node } from './node.ts';
import type { Fault } from './refusal.ts';
import { CONFIGURATION, fieldName, type Shape } from './schema.ts';

/** What a field holds after decoding. A text is its zero value where nothing was said. */
export type Value = TextValue | SecretValue | NumberValue | ListValue | StructValue;

interface Placed {
  readonly pointer: string;
}
export interface TextValue extends Placed {
  readonly kind: 'text';
  readonly text: string;
}
export interface SecretValue extends Placed {
  readonly kind: 'secret';
  readonly secret: Sealed;
}
/** Nanoseconds of a duration, or a whole number. */
export interface NumberValue extends Placed {
  readonly kind: 'number';
  readonly value: bigint;
}
export interface ListValue extends Placed {
  readonly kind: 'list';
  readonly items: readonly (Value | undefined)[];
  /** What a longer list left behind in memory: Go decodes over it when the field is repeated. */
  readonly behind: readonly (Value | undefined)[];
}
export interface StructValue extends Placed {
  readonly kind: 'struct';
  readonly fields: ReadonlyMap<string, Value>;
}

interface Decoded {
  readonly value: StructValue | undefined;
  readonly faults: readonly Fault[];
}

const INT32_MAX = 2n ** 31n - 1n;
const EXPECTED = {
  text: 'a text',
  secret: 'a text',
  duration: 'a text such as 3s',
  int32: 'a whole number',
  list: 'a list',
  struct: 'a mapping',
} as const;

/** `isInternal`: the fields are called as in the API server's own type. */
export function decode(root: Node, isInternal: boolean): Decoded {
  const decoder = new Decoder(isInternal);
  const value = decoder.value(root, CONFIGURATION, '', undefined);
  return { value: value?.kind === 'struct' ? value : undefined, faults: decoder.faults };
}

class Decoder {
  readonly faults: Fault[] = [];
  readonly #isInternal: boolean;

  constructor(isInternal: boolean) {
    this.#isInternal = isInternal;
  }

  /** `prior` is what an earlier field of the same name decoded to. */
  value(node: Node, shape: Shape, pointer: string, prior: Value | undefined): Value | undefined {
    if (shape.kind === 'optional')
      return node.kind === 'null' ? undefined : this.#present(node, shape.of, pointer, prior);
    if (node.kind === 'null') return shape.kind === 'list' ? undefined : prior;
    return this.#present(node, shape, pointer, prior);
  }

  #present(node: Node, shape: Shape, pointer: string, prior: Value | undefined): Value | undefined {
    switch (shape.kind) {
      case 'struct':
        return node.kind === 'map'
          ? this.#struct(node.entries, shape.fields, pointer, prior)
          : this.#not(shape, pointer);
      case 'list':
        return node.kind === 'list' ? this.#list(node.items, shape.of, pointer, prior) : this.#not(shape, pointer);
      case 'int32':
        return node.kind === 'number' ? this.#whole(node.literal, pointer) : this.#not(shape, pointer);
      case 'optional':
        return this.value(node, shape, pointer, prior);
      default:
        return node.kind === 'text' ? this.#text(node.text, shape.kind, pointer) : this.#not(shape, pointer);
    }
  }

  #struct(
    entries: Extract<Node, { kind: 'map' }>['entries'],
    shapes: ReadonlyMap<string, Shape>,
    pointer: string,
    prior: Value | undefined,
  ): StructValue {
    const fields = new Map(prior?.kind === 'struct' ? prior.fields : []);
    const seen = new Set<string>();
    const names = new Map([...shapes.keys()].map((name) => [fieldName(name, this.#isInternal, pointer === ''), name]));
    for (const { key, value } of entries) {
      const name = names.get(key);
      const place = `${pointer}/${pointerSegment(key)}`;
      if (name === undefined) {
        this.faults.push({ pointer, at: place, reason: 'a field is not known', strict: true });
        continue;
      }
      if (seen.has(key)) this.faults.push({ pointer: place, reason: 'a field is repeated', strict: true });
      seen.add(key);
      const decoded = this.value(value, shapes.get(name) as Shape, place, fields.get(name));
      if (decoded === undefined) fields.delete(name);
      else fields.set(name, decoded);
    }
    return { kind: 'struct', pointer, fields };
  }

  #list(nodes: readonly Node[], of: Shape, pointer: string, prior: Value | undefined): ListValue {
    const before = prior?.kind === 'list' ? [...prior.items, ...prior.behind] : [];
    const items = nodes.map((node, index) => {
      const item = this.value(node, of, `${pointer}/${index}`, before[index]);
      return item ?? zero(of, `${pointer}/${index}`);
    });
    return { kind: 'list', pointer, items, behind: nodes.length === 0 ? [] : before.slice(nodes.length) };
  }

  #whole(literal: string, pointer: string): Value | undefined {
    const value = /^-?\d{1,20}$/.test(literal) ? BigInt(literal) : undefined;
    if (value !== undefined && value <= INT32_MAX && value >= -INT32_MAX - 1n)
      return { kind: 'number', pointer, value };
    this.faults.push({ pointer, reason: 'a whole number of 32 bits is expected' });
    return undefined;
  }

  #text(text: string, kind: 'text' | 'secret' | 'duration', pointer: string): Value | undefined {
    if (kind === 'text') return { kind, pointer, text };
    if (kind === 'secret') return { kind, pointer, secret: new Sealed(text) };
    const value = goDuration(text);
    if (value !== undefined) return { kind: 'number', pointer, value };
    this.faults.push({ pointer, reason: 'not a duration: a number with a unit is expected, such as 3s' });
    return undefined;
  }

  #not(shape: Exclude<Shape, { kind: 'optional' }>, pointer: string): undefined {
    this.faults.push({ pointer, reason: `${EXPECTED[shape.kind]} is expected here` });
  }
}

/** An item that is null is the zero value of its type. */
function zero(shape: Shape, pointer: string): Value | undefined {
  if (shape.kind === 'text') return { kind: 'text', pointer, text: '' };
  return shape.kind === 'struct' ? { kind: 'struct', pointer, fields: new Map() } : undefined;
}
