// A line that a program is documented to print, beside the same line with nothing to mask.
import type { Random } from '../../bench/random.ts';
import type { Context } from './context.ts';
import { m, type Marked, secret } from './marked.ts';
import { ALNUM, chars, type Kind, MASKS } from './values.ts';

export interface Shape {
  readonly kind: Kind;
  /** The documentation, source or issue that shows the program printing it. */
  readonly where: string;
  readonly line: (random: Random) => Marked;
  /** The program's same message where it holds no secret. */
  readonly twin: (random: Random) => string;
}

export type Shapes = Readonly<Record<string, Shape>>;

export function contextsOf(group: string, shapes: Shapes): Context[] {
  return Object.entries(shapes).map(([name, { kind, line }]) => ({
    name: `${group}: ${name}`,
    make: (random) => ({ kind, text: line(random) }),
  }));
}

export function twinsOf(shapes: Shapes): ((random: Random) => string)[] {
  return Object.values(shapes).map(({ twin }) => twin);
}

type Make = (random: Random) => Marked;

/** Of letters and digits, for places where signs would end it. */
export const word: Make = (random) => secret(`${chars(random, ALNUM, 11)}7q`, MASKS.password);
export const token: Make = (random) => secret(`${chars(random, ALNUM, 38)}k4`, MASKS.token);
export const uid: Make = (random) => secret(random.uid(), MASKS.token);
/** User and password in the Base64 of basic authentication. RFC 7617. */
export const basic: Make = (random) =>
  secret(Buffer.from(`app:${chars(random, ALNUM, 12)}`).toString('base64'), MASKS.token);

/** A password behind its name without a sign: the specification makes a field of it. */
export function told(random: Random): Marked {
  const { risky, secrets } = word(random);
  return { risky: ` ${risky}`, safe: `='${MASKS.password}'`, secrets };
}

/** A name of a thing, which is no secret: `web-x7k2`. */
export const thing = (random: Random): string =>
  `${random.pick(['web', 'shop', 'cart'])}-${random.word(4)}${random.below(9)}`;

/** The same in the quotes that `quote` are. */
export const quoted = (value: Marked, quote: string): Marked => m`${quote}${value}${quote}`;
