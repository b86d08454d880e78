// Commands to copy and run; names come from the input, so each is quoted for a POSIX shell.
import type { ObjectFact } from '../facts/object.ts';
import { isBuiltInGroup } from '../facts/object-id.ts';

const PLAIN_WORD = /^[A-Za-z0-9._/:@%+=-]+$/;
const PLAIN_KEY = /^[A-Za-z][A-Za-z0-9]*$/;
const INDEX = /^\d+$/;

/** One shell word. A name in a manifest may be hostile: `$(…)` must stay text when the command is pasted. */
export function shellWord(text: string): string {
  return PLAIN_WORD.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** `kubectl VERB KIND/NAME -n NS REST`; `rest` is already shell text. */
export function kubectl(verb: string, object: ObjectFact, rest = ''): string {
  const kind = object.objectKind.toLowerCase();
  const type = isBuiltInGroup(object.group) ? kind : `${kind}.${object.group}`;
  const namespace = object.namespace === '' ? '' : ` -n ${shellWord(object.namespace)}`;
  return `kubectl ${verb} ${shellWord(`${type}/${object.name}`)}${namespace}${rest === '' ? '' : ` ${rest}`}`;
}

/** Shows one place of an object; `undefined` when JSONPath cannot name it plainly. */
export function kubectlShow(object: ObjectFact, pointer: string, below = ''): string | undefined {
  const tokens = pointer.split('/').slice(1);
  if (!tokens.every((token) => PLAIN_KEY.test(token) || INDEX.test(token))) return undefined;
  const path = tokens.map((token) => (INDEX.test(token) ? `[${token}]` : `.${token}`)).join('');
  return kubectl('get', object, `-o jsonpath='{${path}${below}}'`);
}
