// Values on lines of their own below the one that announces them: Jenkins's first password, kubeadm's certificate key, cloud-init's passwords.
import type { SecretClass } from '../formats/detector.ts';
import type { Span } from '../masks/span.ts';
import { aloneIn, announcedAt } from '../rules/announced.ts';
import { isValue } from '../rules/is-value.ts';
import { entryOf, textEnd } from './entry.ts';

/** Empty lines before the value, and lines of another stream. */
const LINES_MAX = 8;
/** https://github.com/canonical/cloud-init/blob/main/cloudinit/config/cc_set_passwords.py */
const PAIRS = "Set the following 'random' passwords";
const PAIR = /^([a-z_][\w.-]{0,63}:)(\S{6,128})$/i;

interface Announced {
  readonly stream: string;
  /** Undefined: each line is a user and a password. */
  readonly kind: SecretClass | undefined;
}

export class AnnouncedLines {
  #announced: Announced | undefined;
  #left = 0;

  get isOpen(): boolean {
    return this.#announced !== undefined;
  }

  close(): void {
    this.#announced = undefined;
  }

  /** Of a line that has an anchor of a name, or of `announcedValue`: others announce nothing. */
  begins(line: string): void {
    // Few texts end so, which is told without looking at what stands before them.
    const end = line.slice(0, textEnd(line)).trimEnd();
    if (!end.endsWith(':') && !end.endsWith(PAIRS)) return;
    const { stream, text } = entryOf(line);
    const sentence = text.trimEnd();
    const isOfPairs = sentence.endsWith(PAIRS);
    const kind = sentence.endsWith(':') ? announcedAt(sentence, sentence.length - 1) : undefined;
    if (!isOfPairs && kind === undefined) return;
    this.#announced = { stream, kind };
    this.#left = LINES_MAX;
  }

  /** What to mask in the next line. */
  next(line: string): Span | undefined {
    const announced = this.#announced;
    if (announced === undefined) return undefined;
    const { stream, head, text } = entryOf(line);
    if (stream !== announced.stream || text.trim() === '') {
      if (--this.#left <= 0) this.close();
      return undefined;
    }
    const span = announced.kind === undefined ? ofPair(text) : aloneIn(text, 0, text.length, announced.kind);
    // Of pairs more may follow.
    if (announced.kind !== undefined || !PAIR.test(text)) this.close();
    return span === undefined ? undefined : { ...span, start: span.start + head, end: span.end + head };
  }
}

function ofPair(text: string): Span | undefined {
  const [, user = '', password = ''] = PAIR.exec(text) ?? [];
  if (!isValue(password)) return undefined;
  return { start: user.length, end: user.length + password.length, class: 'password', rule: 'announced-value' };
}
