// Has the literals of objects judged: by name here, by format where the shell gives the detectors.
import { Sealed } from '@watertight/sealed';
import type { CredentialText } from '../facts/credential.ts';
import { classByName, CREDENTIAL_BY_NAME_ID } from './credential-class.ts';
import { isCredential } from './credential-name.ts';
import { HeldHosts } from './held-hosts.ts';
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { mayHoldOne } from './literal-hint.ts';
import type { StringPool } from './string-pool.ts';
import { pointerSegment } from '@watertight/syntax';

/** A credential where it was found; its key is told from the place. */
export type Placed = Omit<CredentialText, 'key'>;

/**
 * Judges every literal in a part of an object by format and by name. The pointer of an answer is that of the literal; what was found
 * in a document inside of it stands behind `!`.
 */
export type JudgeLiterals = (part: Sealed<JsonObject>) => readonly Placed[];

/** `waited` is the number that `judge` answered with. */
type Take = (found: readonly Placed[], waited: number) => void;

interface Waiting {
  readonly part: Sealed<JsonObject>;
  readonly take: Take;
  readonly number: number;
}

/** Detectors take a while to load, and most inputs have nothing for them: they are asked for when the first literal needs them. */
export class Literals {
  readonly #onNeeded: (() => void) | undefined;
  #judge: JudgeLiterals | undefined;
  #waiting: Waiting[] = [];
  #asked = 0;

  /** Hosts that literals may name. */
  readonly hosts = new HeldHosts();

  /** `onNeeded` is called once, and `use` is to follow; without it, names alone speak. */
  constructor(onNeeded?: () => void) {
    this.#onNeeded = onNeeded;
  }

  /** Gives what was found to `take`, now or when the judge is there: then the answer is a number that no other waiting part has, else 0. */
  judge(part: JsonObject, take: Take): number {
    if (!this.mayHoldOne(part)) return 0;
    const judge = this.#onNeeded === undefined ? byName : this.#judge;
    if (judge !== undefined) {
      take(judge(new Sealed(part)), 0);
      return 0;
    }
    if (this.#asked++ === 0) this.#onNeeded?.();
    this.#waiting.push({ part: new Sealed(part), take, number: this.#asked });
    return this.#asked;
  }

  /** False where no literal in the value needs a judge. */
  mayHoldOne(value: unknown): boolean {
    return mayHoldOne(value, isCredential);
  }

  /** What waits is judged now, the rest as it comes. */
  use(judge: JudgeLiterals): void {
    this.#judge = judge;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { part, take, number } of waiting) take(judge(part), number);
  }
}

/** Names alone: keys of maps, and `name` beside `value`. */
function byName(part: Sealed<JsonObject>): Placed[] {
  const found: Placed[] = [];
  part.use((value) => visit({ value, name: '', pointer: '', depth: 0 }, found));
  return found;
}

interface Visited {
  readonly value: unknown;
  readonly name: string;
  readonly pointer: string;
  readonly depth: number;
}

const DEEPEST = 64;

function visit({ value, name, pointer, depth }: Visited, found: Placed[]): void {
  if (typeof value === 'string') {
    if (!isCredential(name, value)) return;
    const { length } = value.trimEnd();
    found.push({ detector: CREDENTIAL_BY_NAME_ID, class: classByName(name), length, pointer });
  } else if (depth > DEEPEST) return;
  else if (Array.isArray(value))
    value.forEach((item, at) => visit({ value: item, name, pointer: `${pointer}/${at}`, depth: depth + 1 }, found));
  else if (isObject(value)) {
    const own = typeof value.name === 'string' ? value.name : undefined;
    for (const [key, item] of Object.entries(value)) {
      const below = { pointer: `${pointer}/${pointerSegment(key)}`, depth: depth + 1 };
      if (key !== 'valueFrom') visit({ value: item, name: (key === 'value' && own) || key, ...below }, found);
    }
  }
}

/** Where only a name speaks, it says what the value is good for as well. */
export function withKey(placed: Placed, key: string, strings: StringPool): CredentialText {
  const kept = { key: strings.keep(key), ...placed };
  return placed.detector === CREDENTIAL_BY_NAME_ID ? { ...kept, class: classByName(key) } : kept;
}

const KEYED_MAPS = /^\/(?:data|binaryData|(?:[^/]+\/)*metadata\/annotations)\/([^/]+)$/;
const COMMAND = /(?:^|\/)(command|args)(?:\/|$)/;

/** What a reader would call the literal at the pointer: the variable, the header, the key, the annotation; else its place. */
export function keyAt(root: unknown, pointer: string): string {
  const segments = pointer.split('/').slice(1).map(unescaped);
  const [, keyed] = KEYED_MAPS.exec(pointer) ?? [];
  if (keyed !== undefined) return unescaped(keyed);
  let at = root;
  for (const segment of segments.slice(0, -1)) at = (at as Readonly<Record<string, unknown>> | undefined)?.[segment];
  const name = segments.at(-1) === 'value' && isObject(at) ? at.name : undefined;
  if (typeof name === 'string' && name !== '') return name;
  return COMMAND.exec(pointer)?.[1] ?? segments.join('/');
}

function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
