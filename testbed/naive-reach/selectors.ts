// Label selectors over labels of which some may not be known.
import { and } from './raw.ts';
import type { Maybe, RawObject, RawSelector } from './raw.ts';

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** Labels of a namespace. Where its object is missing only the label that the API server sets is known. */
export interface Labels {
  readonly known: Record<string, string>;
  readonly isComplete: boolean;
}

export function podLabels(pod: RawObject): Labels {
  return { known: pod.metadata.labels ?? {}, isComplete: true };
}

export function namespaceLabels(objects: RawObject[], name: string): Labels {
  const namespace = objects.find((one) => one.kind === 'Namespace' && one.metadata.name === name);
  return {
    known: { ...namespace?.metadata.labels, [NAME_LABEL]: name },
    isComplete: namespace !== undefined,
  };
}

function holds(key: string, labels: Labels, judge: (value: string | undefined) => boolean): Maybe {
  const value = Object.hasOwn(labels.known, key) ? labels.known[key] : undefined;
  if (value === undefined && !labels.isComplete) return 'maybe';
  return judge(value);
}

/** `NotIn` and `DoesNotExist` hold for labels without the key. An empty or missing selector selects everything. */
export function selects(selector: RawSelector | null | undefined, labels: Labels): Maybe {
  const equal = Object.entries(selector?.matchLabels ?? {}).map(([key, wanted]) =>
    holds(key, labels, (value) => value === wanted),
  );
  const expressions = (selector?.matchExpressions ?? []).map(({ key, operator, values }) => {
    if (operator === 'In') return holds(key, labels, (value) => value !== undefined && (values ?? []).includes(value));
    if (operator === 'NotIn')
      return holds(key, labels, (value) => value === undefined || !(values ?? []).includes(value));
    if (operator === 'Exists') return holds(key, labels, (value) => value !== undefined);
    if (operator === 'DoesNotExist') return holds(key, labels, (value) => value === undefined);
    return false;
  });
  return and([...equal, ...expressions]);
}

/** A part of a qualified name or a label's value, as validation has it. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

function isKey(key: string): boolean {
  const parts = key.split('/');
  if (parts.length === 1) return NAME.test(key);
  return parts.length === 2 && PREFIX.test(parts[0] ?? '') && NAME.test(parts[1] ?? '');
}

const isValue = (value: string): boolean => value === '' || NAME.test(value);

export function isValidSelector(selector: RawSelector | null | undefined): boolean {
  const labels = Object.entries(selector?.matchLabels ?? {});
  if (!labels.every(([key, value]) => isKey(key) && isValue(value))) return false;
  return (selector?.matchExpressions ?? []).every(({ key, operator, values }) => {
    const count = values?.length ?? 0;
    if (!isKey(key) || !(values ?? []).every(isValue)) return false;
    if (operator === 'In' || operator === 'NotIn') return count > 0;
    return (operator === 'Exists' || operator === 'DoesNotExist') && count === 0;
  });
}
