// Which type a file names: the API server looks for `apiVersion` and `kind` before it decodes anything else.
import type { Node } from './node.ts';
import type { Fault } from './refusal.ts';

const GROUP = 'apiserver.config.k8s.io';
const KIND = 'EncryptionConfiguration';

/** Letters that Unicode folds to ASCII ones, and so does Go's `encoding/json`. */
function folded(name: string): string {
  return name.replaceAll('\u212a', 'k').replaceAll('\u017f', 's').toLowerCase();
}

/** `internal` is the API server's own type, which a file can name too. */
export type WrittenType = 'current' | 'old' | 'internal';

type TypeMeta = { readonly type: WrittenType } | { readonly fault: Fault };

/** Fields are found in any case, as `encoding/json` does, and the last one counts. */
export function readTypeMeta(root: Node): TypeMeta {
  if (root.kind !== 'map') {
    const reason = root.kind === 'null' ? 'the first document is empty' : 'the file is no mapping';
    return { fault: { pointer: '', reason } };
  }
  const found = { apiversion: '', kind: '' };
  for (const { key, value } of root.entries) {
    const name = folded(key);
    if (name !== 'apiversion' && name !== 'kind') continue;
    if (value.kind === 'text') found[name] = value.text;
    else if (value.kind !== 'null')
      return {
        fault: {
          pointer: `/${name === 'kind' ? 'kind' : 'apiVersion'}`,
          at: `/${key}`,
          reason: 'a text is expected here',
        },
      };
  }
  return typeOf(found.apiversion, found.kind);
}

function typeOf(apiVersion: string, kind: string): TypeMeta {
  if (kind === '') return { fault: { pointer: '', reason: 'kind is missing' } };
  const [group, version, ...more] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  if (more.length > 0 || group === undefined || version === undefined || version === '')
    return { fault: { pointer: '/apiVersion', reason: 'apiVersion is missing or not written as GROUP/VERSION' } };
  if (group === '' && version === 'v1' && kind === 'EncryptionConfig') return { type: 'old' };
  if (group === GROUP && kind === KIND && version === 'v1') return { type: 'current' };
  if (group === GROUP && kind === KIND && version === '__internal') return { type: 'internal' };
  return {
    fault: {
      pointer: group === GROUP && version === 'v1' ? '/kind' : '/apiVersion',
      reason: `no such type: an API server reads kind ${KIND} of apiVersion ${GROUP}/v1`,
    },
  };
}
