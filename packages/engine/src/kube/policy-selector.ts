// Label selectors of network policies, read strictly: what validation refuses is said, and what it drops.
import type { LabelSelector } from '../facts/object.ts';
import { isObject, listOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { PolicyReading } from './policy-reading.ts';

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const SELECTOR_FIELDS = ['matchLabels', 'matchExpressions'];
const EXPRESSION_FIELDS = ['key', 'operator', 'values'];

/** A qualified name: `NAME` or `PREFIX/NAME`. */
function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  return slash < 0 ? NAME.test(key) : PREFIX.test(key.slice(0, slash)) && NAME.test(key.slice(slash + 1));
}

const isLabelValue = (value: string): boolean => value === '' || NAME.test(value);

/** A key without what a plugin writes before it. */
type Bare = (key: string) => string;
const asWritten: Bare = (key) => key;

/** A selector and whether the API server takes it; faults go to the reading. */
export function readSelector(
  value: unknown,
  pointer: string,
  reading: PolicyReading,
  bare: Bare = asWritten,
): { readonly selector: LabelSelector; readonly isValid: boolean } {
  const before = reading.refusals;
  if (!isObject(value)) {
    if (value !== undefined && value !== null) reading.refuse(pointer, 'the selector is no object');
    return { selector: { matchLabels: new Map(), matchExpressions: [] }, isValid: reading.refusals === before };
  }
  reading.unknownFields(value, SELECTOR_FIELDS, pointer);
  const matchLabels = readLabels(value.matchLabels, `${pointer}/matchLabels`, reading, bare);
  const expressions = [...listOf(value.matchExpressions)];
  if (expressions.length === 0 && (value.matchExpressions ?? undefined) !== undefined)
    reading.refuseUnlessList(value.matchExpressions, `${pointer}/matchExpressions`);
  const matchExpressions = expressions.map((item, index) =>
    readExpression(isObject(item) ? item : {}, `${pointer}/matchExpressions/${index}`, reading, bare),
  );
  return { selector: { matchLabels, matchExpressions }, isValid: reading.refusals === before };
}

function readLabels(value: unknown, pointer: string, reading: PolicyReading, bare: Bare): LabelSelector['matchLabels'] {
  if (value === undefined || value === null) return new Map();
  if (!isObject(value)) {
    reading.refuse(pointer, 'the labels are no map');
    return new Map();
  }
  const entries = Object.entries(value).map(([key, text]): [string, string] => {
    if (typeof text !== 'string') reading.refuse(pointer, 'a label’s value is no text');
    else if (!isLabelKey(bare(key)) || !isLabelValue(text)) reading.refuse(pointer, 'no object can have such a label');
    return [reading.strings.keep(key), reading.strings.text(text)];
  });
  return new Map(entries);
}

function readExpression(
  value: JsonObject,
  pointer: string,
  reading: PolicyReading,
  bare: Bare,
): LabelSelector['matchExpressions'][number] {
  reading.unknownFields(value, EXPRESSION_FIELDS, pointer);
  const operator = textOf(value.operator);
  const values = reading.strings.list(value.values);
  const count = listOf(value.values).length;
  if (!isLabelKey(bare(textOf(value.key)))) reading.refuse(pointer, 'no object can have a label of that key');
  if (values.length !== count || !values.every(isLabelValue)) reading.refuse(pointer, 'a value is no label’s value');
  if (operator === 'In' || operator === 'NotIn') {
    if (count === 0) reading.refuse(pointer, `${operator} needs values`);
  } else if (operator !== 'Exists' && operator !== 'DoesNotExist') {
    reading.refuse(`${pointer}/operator`, 'there is no such operator: In, NotIn, Exists and DoesNotExist are all');
  } else if (count > 0) reading.refuse(pointer, `${operator} takes no values`);
  return { key: reading.strings.text(value.key), operator: reading.strings.keep(operator), values };
}
