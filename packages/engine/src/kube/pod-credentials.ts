// Credentials in plain text inside of a pod spec: literal environment, commands, probes and hooks of each container.
import type { CredentialText } from '../facts/credential.ts';
import type { PodSpec } from '../facts/workload.ts';
import { isObject, listOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { withoutMade } from './literal-hint.ts';
import { keyAt, withKey } from './literals.ts';
import type { Literals } from './literals.ts';
import type { Mutable } from './mutable.ts';
import type { ContainerPart, PodSpecView } from './pod-spec-view.ts';
import { within } from './pod-spec-view.ts';
import type { StringPool } from './string-pool.ts';

/** Fields of a container that hold literals, beside its environment. */
const FIELDS = ['command', 'args', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const;

/** Only what may hold one, each variable at its own index: most of a container is not looked at further. */
function literalsOf({ value }: ContainerPart, literals: Literals): JsonObject | undefined {
  let part: Record<string, unknown> | undefined;
  const env = literalEnv(value.env, literals);
  if (env !== undefined) part = { env };
  for (const field of FIELDS) {
    const given = value[field];
    if (given !== undefined && literals.mayHoldOne(given)) (part ??= {})[field] = given;
  }
  return part;
}

/** A variable that refers to a Secret has a name that says so, and no literal. */
function literalEnv(env: unknown, literals: Literals): readonly unknown[] | undefined {
  const variables = listOf(env);
  const mayHold = (entry: unknown): boolean =>
    isObject(entry) && typeof entry.value === 'string' && literals.mayHoldOne(entry);
  if (!variables.some(mayHold)) return undefined;
  return variables.map((entry) => (mayHold(entry) ? entry : NOTHING));
}

const NOTHING = {};

/**
 * Adds what is found, now or later. Until then the spec holds a mark that no other has: two specs that differ only in a literal that is
 * not judged yet are not one.
 */
export function addCredentials(
  projected: Mutable<PodSpec>,
  view: PodSpecView,
  { literals, strings }: { readonly literals: Literals; readonly strings: StringPool },
): void {
  for (const [index, container] of view.containers.entries()) {
    const part = literalsOf(container, literals);
    if (part === undefined) continue;
    const waits = literals.judge(part, (found, waited) => {
      const added = found.map((placed): CredentialText => {
        const named = withKey(placed, keyAt(part, placed.pointer), strings);
        return { ...named, pointer: strings.keep(within(container, placed.pointer)) };
      });
      setCredentials(projected, waited, added);
      if (added.some(({ pointer }) => COMMAND_LINE.test(pointer))) maskCommand(projected, index, strings);
    });
    if (waits > 0) setCredentials(projected, 0, [markOf(waits)]);
  }
}

const COMMAND_LINE = /\/(?:command|args)(?:\/\d+)?$/;

/** A command line is kept for what it says of the program: where it holds a credential, whatever looks like one is masked. */
function maskCommand(spec: Mutable<PodSpec>, index: number, strings: StringPool): void {
  spec.containers = spec.containers.map((container, at) =>
    at === index
      ? {
          ...container,
          command: strings.list(container.command.map(withoutMade)),
          args: strings.list(container.args.map(withoutMade)),
        }
      : container,
  );
}

/** Replaces the mark; the order is that of the places, whatever was judged first. */
function setCredentials(spec: Mutable<PodSpec>, waits: number, added: readonly CredentialText[]): void {
  const kept = (spec.credentials ?? []).filter(({ detector, length }) => detector !== '' || length !== waits);
  const all = [...kept, ...added].toSorted((a, b) => (a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : 0));
  if (all.length > 0) spec.credentials = distinct(all);
  else delete spec.credentials;
}

function markOf(waits: number): CredentialText {
  return { key: '', detector: '', class: 'password', length: waits, pointer: '' };
}

/** One of each detector at each place. */
function distinct(all: readonly CredentialText[]): CredentialText[] {
  return all.filter(
    ({ pointer, detector, length }, index) =>
      all.findIndex(
        (other) =>
          other.pointer === pointer && other.detector === detector && (detector !== '' || other.length === length),
      ) === index,
  );
}
