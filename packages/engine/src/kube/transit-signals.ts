// What the literals of a pod spec or a ConfigMap say of connections: settings, hosts and ports, never a value.
import { pointerSegment } from '@watertight/syntax';
import type { TransitSignal } from '../facts/transit.ts';
import { saidBy, TEXT_MAX } from './connection-setting.ts';
import type { Said } from './connection-setting.ts';
import { isObject, listOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { partsWithin, within } from './pod-spec-view.ts';
import type { ContainerPart, PodSpecView } from './pod-spec-view.ts';
import type { StringPool } from './string-pool.ts';

/** Signals kept of one object. */
const MOST_SIGNALS = 200;

interface Place {
  readonly name: string;
  readonly pointer: string;
  /** What Kubernetes puts in for `$(NAME)` belongs to the text. */
  readonly text?: string;
}

/** https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/ */
const REFERENCE = /(?<!\$)\$\(([A-Za-z_][A-Za-z0-9_.-]{0,252})\)/g;

function usesOf(text: string, strings: StringPool): Pick<TransitSignal, 'uses'> {
  const names = text.length > TEXT_MAX ? [] : [...text.matchAll(REFERENCE)].map(([, name = '']) => strings.keep(name));
  return names.length === 0 ? {} : { uses: names };
}

function placed(said: readonly Said[], { name, pointer, text = '' }: Place, strings: StringPool): TransitSignal[] {
  return said.map(({ setting, host, ...rest }) => ({
    setting: strings.keep(setting),
    ...(host !== undefined && { host: strings.keep(host) }),
    ...rest,
    ...(rest.credential === true && usesOf(text, strings)),
    name: strings.keep(name),
    pointer: strings.keep(pointer),
  }));
}

function ofEnvironment(part: ContainerPart, strings: StringPool): TransitSignal[] {
  return partsWithin(part, 'env').flatMap(({ value, pointer }) => {
    if (typeof value.value !== 'string' || value.value === '' || typeof value.name !== 'string') return [];
    return placed(saidBy(value.name, value.value), { name: value.name, pointer, text: value.value }, strings);
  });
}

/** `curl` and its flags are items of their own. */
const CURL = /(?:^|[\s/])curl(?:\s|$)/;

function ofWords(part: ContainerPart, field: 'command' | 'args', strings: StringPool): TransitSignal[] {
  const items = listOf(part.value[field]).filter((item) => typeof item === 'string');
  const pointer = within(part, `/${field}`);
  const found = items.flatMap((item, at) =>
    placed(
      saidBy('', item),
      { name: field, pointer: part.whole === true ? pointer : `${pointer}/${at}`, text: item },
      strings,
    ),
  );
  const line = items.join(' ');
  if (items.length < 2 || !CURL.test(line)) return found;
  const curl = saidBy('', line).filter(({ setting }) => setting.startsWith('curl '));
  return [...found, ...placed(curl, { name: field, pointer }, strings)];
}

/** Empty where nothing is said. Secrets are not looked into. */
export function podSignals({ containers }: PodSpecView, strings: StringPool): readonly TransitSignal[] {
  const found = containers.flatMap((part) => [
    ...ofEnvironment(part, strings),
    ...ofWords(part, 'command', strings),
    ...ofWords(part, 'args', strings),
  ]);
  return found.slice(0, MOST_SIGNALS);
}

/** Of the texts in `data`. */
export function configMapSignals({ data }: JsonObject, strings: StringPool): readonly TransitSignal[] {
  if (!isObject(data)) return [];
  const found = Object.entries(data).flatMap(([name, text]) =>
    typeof text === 'string'
      ? placed(saidBy(name, text), { name, pointer: `/data/${pointerSegment(name)}` }, strings)
      : [],
  );
  return found.slice(0, MOST_SIGNALS);
}
