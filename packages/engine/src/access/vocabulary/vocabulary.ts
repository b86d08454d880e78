// What kubectl's words for resources mean: plural, singular, kind and short names, their group and scope.
import type { CustomDefinitionFact } from '../../facts/cluster.ts';
import { pushTo } from '../../facts/push-to.ts';
import data from './data/api-resources.json' with { type: 'json' };

/** A resource that an API server serves. */
export interface ApiResource {
  readonly group: string;
  /** Lower-case plural, as in URLs and rules. */
  readonly resource: string;
  readonly namespaced: boolean;
}

export interface Vocabulary {
  /** The resource that a word stands for, in any group or the given one; of several groups the server's first. */
  find(word: string, group?: string): ApiResource | undefined;
  /** The scope of exactly this group and plural. */
  scope(group: string, resource: string): 'namespaced' | 'cluster' | undefined;
}

/** Names that only authorization knows: no API serves them. https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/ */
const VIRTUAL: readonly (readonly [string, string])[] = [
  ['', 'users'],
  ['', 'groups'],
  ['authentication.k8s.io', 'uids'],
  ['authentication.k8s.io', 'userextras'],
  ['certificates.k8s.io', 'signers'],
  ['policy', 'podsecuritypolicies'],
];
const BUILT_IN = Object.entries(data as Readonly<Record<string, readonly (readonly string[])[]>>);

/** The built-in resources of all supported versions, then those that the input's CustomResourceDefinitions define. */
export function createVocabulary(customDefinitions: readonly CustomDefinitionFact[]): Vocabulary {
  const byWord = new Map<string, ApiResource[]>();
  const add = (resource: ApiResource, words: Iterable<string>) => {
    for (const word of new Set(words)) pushTo(byWord, word, resource);
  };
  for (const [group, rows] of BUILT_IN) {
    for (const [resource = '', singular = '', scope, ...short] of rows) {
      add({ group, resource, namespaced: scope === 'n' }, [resource, singular, ...short]);
    }
  }
  for (const [group, resource] of VIRTUAL) add({ group, resource, namespaced: false }, [resource]);
  for (const { definesGroup, definesKind, plural, namespaced } of customDefinitions) {
    add({ group: definesGroup, resource: plural, namespaced }, [plural, definesKind.toLowerCase()]);
  }
  return {
    find(word, group) {
      const candidates = byWord.get(word.toLowerCase()) ?? [];
      return group === undefined ? candidates[0] : candidates.find((one) => one.group === group);
    },
    scope(group, resource) {
      const found = byWord.get(resource)?.find((one) => one.group === group && one.resource === resource);
      if (found === undefined) return undefined;
      return found.namespaced ? 'namespaced' : 'cluster';
    },
  };
}
