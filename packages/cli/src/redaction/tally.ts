// Counts what a run of redact reads, writes and masks, for whoever watches it from outside.
import type { Redactor } from '@watertight/detect';

/** What streams and files need of a redactor. */
export type Redacting = Pick<Redactor, 'push' | 'flush' | 'idle' | 'space'>;

export interface MaskedCount {
  readonly class: string;
  /** Id of the rule or detector that found the values. */
  readonly rule: string;
  count: number;
}

const NEWLINE = 0x0a;

export class Tally {
  /** By rule, and then by class: most rules have one. */
  readonly #masked = new Map<string, MaskedCount[]>();
  bytesRead = 0;
  bytesWritten = 0;
  /** Line ends read. */
  lines = 0;
  /** Inputs that could not be read on, and requests that were refused. */
  errors = 0;

  /** In the order of classes and rules. */
  get masked(): readonly MaskedCount[] {
    const idOf = (counted: MaskedCount): string => `${counted.class} ${counted.rule}`;
    return [...this.#masked.values()].flat().toSorted((one, other) => (idOf(one) < idOf(other) ? -1 : 1));
  }

  /** Counts a mask that was written. */
  readonly count = ({ class: kind, rule }: Pick<MaskedCount, 'class' | 'rule'>): void => {
    const ofRule = this.#masked.get(rule);
    const known = ofRule?.find((counted) => counted.class === kind);
    if (known !== undefined) known.count++;
    else if (ofRule === undefined) this.#masked.set(rule, [{ class: kind, rule, count: 1 }]);
    else ofRule.push({ class: kind, rule, count: 1 });
  };

  /** The same redactor, with its bytes and lines counted. */
  watching(redactor: Redacting): Redacting {
    const written = (parts: Uint8Array[]): Uint8Array[] => {
      for (const part of parts) this.bytesWritten += part.length;
      return parts;
    };
    return {
      space: redactor.space,
      push: (bytes) => {
        this.read(bytes);
        return written(redactor.push(bytes));
      },
      flush: () => written(redactor.flush()),
      idle: () => written(redactor.idle()),
    };
  }

  read(bytes: Uint8Array): void {
    this.bytesRead += bytes.length;
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) this.lines++;
  }
}
