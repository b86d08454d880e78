// What a log record says, as the two encodings of OTLP share it: texts with names, in maps and lists.

/** A text, a number or a name, and how another text is put in its place. */
export interface Leaf {
  readonly kind: 'leaf';
  /** As JSON writes it. */
  readonly json: string;
  readonly put: (text: string) => void;
}

export interface Entry {
  /** The name itself may say too much. Absent: it is the schema's own. */
  readonly nameLeaf?: Leaf;
  readonly name: string;
  readonly part: Part;
}

export interface Branch {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Part[];
}

export type Part = Leaf | Branch | List;

export function leafOf(text: string, put: (text: string) => void): Leaf {
  return { kind: 'leaf', json: JSON.stringify(text), put };
}

/** Levels of values within values: as many as protobuf's own parsers take. */
export const depthMax = 100;

/** Throws `MalformedLogs` for a value that lies deeper. */
export function demandDepth(depth: number): void {
  if (depth > depthMax) throw new MalformedLogs(`values are nested more than ${depthMax} levels deep`);
}

/** Values of one request, names and fields included: each takes memory many times its bytes, and batches have some ten thousand. */
export const valuesMax = 500_000;

/** A request that is not what it says. Says nothing of its content. */
export class MalformedLogs extends Error {
  override readonly name = 'MalformedLogs';
}
