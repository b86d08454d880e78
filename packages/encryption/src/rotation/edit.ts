// Writes the next file of a rotation: the new key added, put first, or left alone; every other byte as it is.
import { Sealed } from '@watertight/sealed';
import { readYamlEvents } from '@watertight/syntax';
import { withList } from '../fix/list-text.ts';
import type { ListItem } from '../fix/list-text.ts';
import { kindOf } from '../weaknesses/effect.ts';
import type { Provider, Rule } from '../config/model.ts';
import type { RotationGoal } from './evidence.ts';

export type RotationEdit = 'add' | 'promote' | 'drop';

export interface EditInput {
  readonly edit: RotationEdit;
  readonly text: Sealed;
  readonly format: 'yaml' | 'json';
  readonly rule: Rule;
  readonly goal: RotationGoal;
  /** For `add`: the new key in base64, or the socket of a plugin, `unix://…`. */
  readonly added?: { readonly secret: Sealed } | { readonly endpoint: string };
}

/** Or why the file is left as it is. */
export function rotationEdit(input: EditInput): { readonly text: Sealed } | { readonly reason: string } {
  const items = itemsOf(input);
  if ('reason' in items) return items;
  const { rule, format } = input;
  return input.text.use((text) => {
    if (format === 'yaml' && /[&*]/.test(text) && readYamlEvents(text).events.some(({ type }) => type === 'alias'))
      return { reason: 'the file uses anchors and aliases; take them out first' };
    const list = { text, format, pointer: `${rule.pointer}/providers`, count: rule.providers.length };
    const written = withList(list, items.items);
    return written === undefined
      ? { reason: 'the way in which its providers are written is not rewritten: write them as a plain list' }
      : { text: new Sealed(written) };
  });
}

function itemsOf({ edit, rule, goal, added }: EditInput): { items: readonly ListItem[] } | { reason: string } {
  const all = [...rule.providers.keys()];
  if (edit === 'add') {
    if (added === undefined) return { reason: 'there is no new key' };
    return { items: [...all.slice(0, 1), newProvider(goal, added), ...all.slice(1)] };
  }
  const at = rule.providers.findIndex((provider) => isNew(provider, goal));
  if (at < 0) return { reason: 'it has no new key' };
  const { keys = [] } = rule.providers[at] ?? {};
  if (keys.length > 1)
    return { reason: 'the new key stands beside others in one provider: give it an entry of its own in providers' };
  return { items: edit === 'drop' ? [at] : [at, ...all.filter((index) => index !== at)] };
}

function isNew(written: Provider, { provider, keyName }: RotationGoal): boolean {
  if (provider === 'kms-v2') return written.kms?.name === keyName;
  return kindOf(written) === provider && written.keys.some(({ name }) => name === keyName);
}

function newProvider({ provider, keyName }: RotationGoal, added: NonNullable<EditInput['added']>): ListItem {
  const name = JSON.stringify(keyName);
  if ('endpoint' in added) {
    const endpoint = JSON.stringify(added.endpoint);
    return {
      json: `{"kms": {"apiVersion": "v2", "name": ${name}, "endpoint": ${endpoint}, "timeout": "${TIMEOUT}"}}`,
      yaml: ['kms:', '  apiVersion: v2', `  name: ${name}`, `  endpoint: ${endpoint}`, `  timeout: ${TIMEOUT}`],
    };
  }
  return added.secret.use((text) => ({
    json: `{"${provider}": {"keys": [{"name": ${name}, "secret": ${JSON.stringify(text)}}]}}`,
    yaml: [`${provider}:`, '  keys:', `  - name: ${name}`, `    secret: ${text}`],
  }));
}

/** The default, written out. https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/#encrypting-your-data-with-the-kms-provider-kms-v2 */
const TIMEOUT = '3s';
