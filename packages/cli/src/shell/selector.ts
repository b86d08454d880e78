// kubectl's label selectors: which labels `-l` selects.
import type { StringMap } from '@watertight/engine';
import { UserError } from './exit-code.ts';

/** True for the labels of an object that is selected. */
export type LabelTest = (labels: StringMap) => boolean;

const KEY = String.raw`[A-Za-z0-9](?:[\w./-]*[A-Za-z0-9])?`;
const VALUE = String.raw`(?:[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)?`;
const ABSENT = new RegExp(`^!\\s*(${KEY})$`);
const PRESENT = new RegExp(`^(${KEY})$`);
const EQUALITY = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*(${VALUE})$`);
const NUMBER = new RegExp(`^(${KEY})\\s*([<>])\\s*(\\d+)$`);
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const WHOLE_VALUE = new RegExp(`^${VALUE}$`);

/**
 * Reads a selector; all its requirements must hold. Throws a UserError where kubectl would refuse it.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function readSelector(text: string): LabelTest {
  const tests = requirements(text).map(readRequirement);
  if (tests.includes(undefined)) {
    throw new UserError(
      `not a label selector: ${text}`,
      'Write requirements as app=shop, tier!=test, env in (a,b), env notin (c), key or !key, with commas between them.',
    );
  }
  return (labels) => tests.every((test) => test?.(labels));
}

/** Splits at the commas that are not between parentheses. An empty selector has no requirements: it selects everything. */
function requirements(text: string): string[] {
  if (text.trim() === '') return [];
  return text.split(/,(?![^(]*\))/).map((part) => part.trim());
}

function readRequirement(text: string): LabelTest | undefined {
  const [, absent] = ABSENT.exec(text) ?? [];
  if (absent !== undefined) return (labels) => !labels.has(absent);
  const [, present] = PRESENT.exec(text) ?? [];
  if (present !== undefined) return (labels) => labels.has(present);
  return readComparison(text) ?? readSet(text);
}

/** `!=` also holds where the key is absent. */
function readComparison(text: string): LabelTest | undefined {
  const [, key = '', operator = '', value = ''] = EQUALITY.exec(text) ?? NUMBER.exec(text) ?? [];
  switch (operator) {
    case '=':
    case '==':
      return (labels) => labels.get(key) === value;
    case '!=':
      return (labels) => labels.get(key) !== value;
    case '<':
    case '>':
      return (labels) => isOrdered(labels.get(key), operator, BigInt(value));
    default:
      return undefined;
  }
}

/** A label that is no whole number fits neither order. */
function isOrdered(label: string | undefined, operator: '<' | '>', bound: bigint): boolean {
  if (label === undefined || !/^-?\d+$/.test(label)) return false;
  return operator === '<' ? BigInt(label) < bound : BigInt(label) > bound;
}

/** `notin` also holds where the key is absent. */
function readSet(text: string): LabelTest | undefined {
  const [, key = '', operator, list = ''] = SET.exec(text) ?? [];
  const values = list.split(',').map((value) => value.trim());
  if (operator === undefined || !values.every((value) => WHOLE_VALUE.test(value))) return undefined;
  const listed = (labels: StringMap): boolean => values.includes(labels.get(key) ?? '') && labels.has(key);
  return operator === 'in' ? listed : (labels) => !listed(labels);
}
