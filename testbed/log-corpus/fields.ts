// The fields of one record: one that is sensitive, or a card with its date and code, among others that are not.
import type { Random } from '../../bench/random.ts';
import { type Marked, plain } from './marked.ts';
import { nameOf } from './names.ts';
import { type Kind, quotable, value } from './values.ts';

export interface Field {
  readonly name: string;
  readonly value: Marked;
  /** Digits that JSON may write as a number. */
  readonly isNumber: boolean;
}

export interface Fields {
  readonly kind: Kind;
  readonly fields: readonly Field[];
}

/** Names and values that say nothing. */
const BENIGN: readonly (readonly [string, (random: Random) => string])[] = [
  ['user', (random) => `u${random.word(5)}`],
  ['requestId', (random) => random.uid()],
  ['host', (random) => `db-${random.below(9)}.internal`],
  ['attempt', (random) => String(random.below(9))],
  ['status', () => 'denied'],
  ['region', () => 'eu-west-1'],
];

function benign(random: Random): Field {
  const [name, make] = random.pick(BENIGN);
  return { name, value: plain(make(random)), isNumber: name === 'attempt' };
}

const SINGLE: readonly Kind[] = ['password', 'password', 'token', 'token', 'email', 'card', 'card-code'];
const WHOLE_CARD: readonly Kind[] = ['card', 'card-expiry', 'card-code'];

/** `isQuoted`: the values stand in quotes, and may hold what only quotes can hold. */
export function fieldsOf(random: Random, isQuoted: boolean, kinds: readonly Kind[] = SINGLE): Fields {
  const draw = isQuoted ? quotable : value;
  const kind = random.pick(kinds);
  const sensitive = (kind === 'card' && kinds === SINGLE && random.below(2) === 0 ? WHOLE_CARD : [kind]).map(
    (one): Field => ({
      name: nameOf(random, one),
      value: draw(random, one),
      isNumber: one === 'card' || one === 'card-code',
    }),
  );
  const fields = [benign(random), ...sensitive, benign(random)];
  return {
    kind,
    fields: random.below(3) === 0 ? fields.slice(1) : random.below(2) === 0 ? fields.slice(0, -1) : fields,
  };
}

/** The fields, each written by `write`, with `between` between them. */
export function joined(fields: readonly Field[], between: string, write: (field: Field) => Marked): Marked {
  const written = fields.map(write);
  return {
    risky: written.map(({ risky }) => risky).join(between),
    safe: written.map(({ safe }) => safe).join(between),
    secrets: written.flatMap(({ secrets }) => secrets),
  };
}
