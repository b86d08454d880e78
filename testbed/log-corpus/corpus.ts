// The corpus: sensitive lines of every context in every format, and benign ones, by seed.
import { Random } from '../../bench/random.ts';
import { BENIGN } from './benign.ts';
import { COMMAND_LINES } from './command-lines.ts';
import type { Context } from './context.ts';
import { FORMATS } from './formats.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { KEY_CONTEXTS } from './keys.ts';
import { type Marked, plain } from './marked.ts';
import { OPERATIONS } from './operations.ts';
import { PLATFORMS } from './platforms.ts';
import { PROGRAM_CONTEXTS } from './programs.ts';
import { RECORDS } from './records.ts';
import { REJECTIONS } from './rejections.ts';
import { REPORT_CONTEXTS } from './reports.ts';
import { REQUESTS } from './requests.ts';
import { SENTENCES } from './sentences.ts';
import { SERVICES } from './services.ts';
import { SESSIONS } from './sessions.ts';
import { STARTS } from './starts.ts';
import { STATEMENTS } from './statements.ts';

export interface Line extends Marked {
  readonly context: string;
  readonly kind: string;
  readonly format: string;
}

export const CONTEXTS: readonly Context[] = [
  ...RECORDS,
  ...REQUESTS,
  ...SENTENCES,
  ...KEY_CONTEXTS,
  ...PROGRAM_CONTEXTS,
  ...FRAMEWORKS,
  ...PLATFORMS,
  ...REPORT_CONTEXTS,
  ...SERVICES,
  ...STARTS,
  ...STATEMENTS,
  ...REJECTIONS,
  ...SESSIONS,
  ...OPERATIONS,
  ...COMMAND_LINES,
];

/** Every context in turn, in a format by chance. */
export function sensitiveLines(count: number, seed: number): Line[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, index) => {
    const context = CONTEXTS[index % CONTEXTS.length] as Context;
    const { kind, text } = context.make(random);
    const [format, write] = random.pick(FORMATS);
    return { ...write(text, random), context: context.name, kind, format };
  });
}

export function benignLines(count: number, seed: number): Line[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const kind = random.pick(Object.keys(BENIGN));
    const makers = BENIGN[kind] ?? [];
    const number = random.below(makers.length);
    const message = plain(makers[number]?.(random) ?? '');
    const [format, write] = random.pick(FORMATS);
    return { ...write(message, random), context: 'benign', kind: `${kind} ${number}`, format };
  });
}
