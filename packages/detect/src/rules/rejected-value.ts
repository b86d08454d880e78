// Values that programs refuse and quote: the field's name stands in the same sentence or record, before the value or behind it.
import { caseless } from '../anchors/pattern.ts';
import type { SecretClass } from '../formats/detector.ts';
import type { Span } from '../masks/span.ts';
import { isValue } from './is-value.ts';
import { classOfName } from './names.ts';
import { type Rejection, REJECTIONS } from './rejections.ts';
import type { Rule } from './rule.ts';

/** Characters before and behind the words of a message that are looked at. */
const BEFORE_MAX = 480;
const AFTER_MAX = 800;
const RULE = 'rejected-value';

const BY_WORDS: ReadonlyMap<string, Rejection> = new Map(REJECTIONS.map((message) => [message.words, message]));

interface Part {
  readonly name?: string;
  readonly value?: readonly [start: number, end: number];
}

/** Undefined where the text is another one. */
function partOf(text: string, offset: number, form: RegExp | undefined): Part | undefined {
  if (form === undefined) return {};
  const match = form.exec(text);
  if (match === null) return undefined;
  const { name } = match.groups ?? {};
  const value = match.indices?.groups?.['value'];
  return {
    ...(name !== undefined && { name }),
    ...(value !== undefined && { value: [offset + value[0], offset + value[1]] }),
  };
}

function spanOf(text: string, value: Part['value'], kind: SecretClass | undefined): readonly Span[] {
  if (value === undefined || kind === undefined) return [];
  const [start, end] = value;
  const content = text.slice(start, end);
  return isValue(content) ? [{ start, end, class: kind, rule: RULE }] : [];
}

export const rejectedValue: Rule = {
  id: RULE,
  anchors: REJECTIONS.map(({ words }) => caseless(words)),
  work: 16,
  find(text, { start, end }) {
    const message = BY_WORDS.get(text.slice(start, end).toLowerCase());
    const from = Math.max(0, start - BEFORE_MAX);
    const first = partOf(text.slice(from, start), from, message?.before);
    const second = first === undefined ? undefined : partOf(text.slice(end, end + AFTER_MAX), end, message?.after);
    if (first === undefined || second === undefined) return [];
    return spanOf(text, first.value ?? second.value, classOfName(first.name ?? second.name ?? ''));
  },
};
