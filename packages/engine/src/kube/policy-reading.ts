// What the readers of one network policy share: where its faults go, and how a field that is unknown or misplaced is said.
import type { PolicyFault } from '../facts/network.ts';
import { pointerSegment } from '@watertight/syntax';
import type { JsonObject } from './json.ts';
import type { StringPool } from './string-pool.ts';

/** Faults of one policy that are kept; the rest are counted in a last one. */
export const MOST_FAULTS = 50;
/** UTF-16 units of an unknown field's name that is repeated. */
const LONGEST_FIELD_NAME = 63;

/** Where the fields of a NetworkPolicy belong, for what stands elsewhere. */
const HOMES: Readonly<Record<string, string>> = {
  ports: 'a rule, beside its `from` or `to`',
  from: 'an ingress rule',
  to: 'an egress rule',
  port: 'an item of `ports`',
  protocol: 'an item of `ports`',
  endPort: 'an item of `ports`',
  podSelector: '`spec`, or a peer',
  namespaceSelector: 'a peer',
  ipBlock: 'a peer',
  cidr: '`ipBlock`',
  except: '`ipBlock`',
  matchLabels: 'a selector',
  matchExpressions: 'a selector',
  policyTypes: '`spec`',
  ingress: '`spec`',
  egress: '`spec`',
  policyType: '`spec`, where it is called `policyTypes`',
};

export class PolicyReading {
  readonly strings: StringPool;
  readonly #faults: PolicyFault[] = [];
  #count = 0;
  #refusals = 0;

  constructor(strings: StringPool) {
    this.strings = strings;
  }

  /** Faults so far for which the API server refuses the object. */
  get refusals(): number {
    return this.#refusals;
  }

  get faults(): readonly PolicyFault[] {
    if (this.#count <= MOST_FAULTS) return this.#faults;
    const reason = `${this.#count - MOST_FAULTS} more faults`;
    return [...this.#faults, { pointer: '/spec', reason, refused: this.#refusals > 0 }];
  }

  /** Something for which the API server refuses the object. The reason never quotes the input. */
  refuse(pointer: string, reason: string): void {
    this.#refusals++;
    this.#add({ pointer, reason, refused: true });
  }

  refuseUnlessList(value: unknown, pointer: string): void {
    if (value !== undefined && value !== null && !Array.isArray(value)) this.refuse(pointer, 'it is no list');
  }

  /** Fields that do not exist here: strict validation refuses them, anything else drops them. */
  unknownFields(value: JsonObject, known: readonly string[], pointer: string, homes = HOMES): void {
    for (const field of Object.keys(value)) {
      if (known.includes(field)) continue;
      const home = Object.hasOwn(homes, field) ? `; it belongs in ${homes[field]}` : '';
      const name = /^[A-Za-z0-9]+$/.test(field) ? field.slice(0, LONGEST_FIELD_NAME) : 'a field';
      const reason = `\`${name}\` does not exist here, and is dropped unless validation is strict${home}`;
      this.#add({ pointer: `${pointer}/${pointerSegment(field)}`, reason, refused: false });
    }
  }

  #add(fault: PolicyFault): void {
    if (++this.#count <= MOST_FAULTS) this.#faults.push(fault);
  }
}
