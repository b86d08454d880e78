// Reads what `can` is asked: the words of its command line, or one line of a requests file.
import type { CanRequest } from '../results/contract.ts';
import { CHECKED_IN_NAMESPACE } from './request-info.ts';
import { parseSubject, type Refusal } from './subject.ts';
import { impersonatedGroups } from './user.ts';
import type { Vocabulary } from './vocabulary/vocabulary.ts';

/** `can --as AS VERB RESOURCE[.GROUP][/SUB] [NAME]`; `resource` starting with `/` is a path. */
export interface CanWords {
  readonly as: string;
  /** Groups of the subject, as impersonation takes them: instead of those that its name implies. */
  readonly asGroups?: readonly string[];
  readonly verb: string;
  readonly resource: string;
  readonly name?: string;
  /** Of the request, and of a ServiceAccount named without one. */
  readonly namespace: string;
  /** True when the user named it: verbs such as bind are then checked in it though the resource has no namespace. */
  readonly isNamespaceGiven?: boolean;
  /** Over all namespaces, where the resource has them. */
  readonly allNamespaces?: boolean;
}

const VERSION = /^v\d+(?:(?:alpha|beta)\d+)?$/;
const TEXT_FIELDS = ['user', 'verb', 'group', 'resource', 'subresource', 'namespace', 'name', 'query', 'path'] as const;

export function isRefusal(value: object): value is Refusal {
  return 'error' in value;
}

/** The request that the words describe, the caller's groups written out. */
export function requestOfWords(words: CanWords, vocabulary: Vocabulary): CanRequest | Refusal {
  const caller = parseSubject(words.as, words.namespace);
  if (isRefusal(caller)) return caller;
  const { verb } = words;
  if (verb === '') return { error: 'the verb is empty' };
  const groups = words.asGroups === undefined ? caller.groups : impersonatedGroups(caller.name, words.asGroups);
  const who = { user: caller.name, groups, verb };
  if (words.resource.startsWith('/')) return { ...who, path: words.resource };
  const what = parseResource(words.resource, vocabulary);
  if (isRefusal(what)) return what;
  const inNamespace = what.namespaced || (CHECKED_IN_NAMESPACE.has(verb) && words.isNamespaceGiven === true);
  const namespace = inNamespace && words.allNamespaces !== true ? words.namespace : '';
  return {
    ...who,
    group: what.group,
    resource: what.resource,
    ...(what.subresource === '' ? {} : { subresource: what.subresource }),
    ...(namespace === '' ? {} : { namespace }),
    ...(words.name === undefined ? {} : { name: words.name }),
  };
}

interface ResourceWord {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespaced: boolean;
}

/** `RESOURCE[.GROUP][/SUB]`, also kubectl's `RESOURCE.VERSION.GROUP`. A word that nothing is called is taken as written. */
function parseResource(text: string, vocabulary: Vocabulary): ResourceWord | Refusal {
  const slash = text.indexOf('/');
  const word = slash < 0 ? text : text.slice(0, slash);
  const subresource = slash < 0 ? '' : text.slice(slash + 1);
  const dot = word.indexOf('.');
  const name = dot < 0 ? word : word.slice(0, dot);
  if (name === '') return { error: 'the resource is empty' };
  const group = dot < 0 ? undefined : withoutVersion(word.slice(dot + 1));
  const found = vocabulary.find(name, group);
  if (found !== undefined) return { ...found, subresource };
  return { group: group ?? '', resource: name, subresource, namespaced: true };
}

function withoutVersion(text: string): string {
  const [first = '', ...rest] = text.split('.');
  return VERSION.test(first) ? rest.join('.') : text;
}

/** One request in JSON. Fields that the contract does not name are kept and not looked at. */
export function requestOfLine(text: string): CanRequest | Refusal {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { error: 'not a JSON object' };
  const fields = value as Readonly<Record<string, unknown>>;
  const wrong = TEXT_FIELDS.find(
    (field) => fields[field] !== undefined && fields[field] !== null && typeof fields[field] !== 'string',
  );
  if (wrong !== undefined) return { error: `${wrong} is not a string` };
  const { groups } = fields;
  const listed =
    groups === undefined ||
    groups === null ||
    (Array.isArray(groups) && groups.every((one) => typeof one === 'string'));
  if (!listed) return { error: 'groups is not a list of strings' };
  return completeness(fields) ?? (value as CanRequest);
}

function completeness(fields: Readonly<Record<string, unknown>>): Refusal | undefined {
  if (typeof fields['user'] !== 'string') return { error: 'user is missing' };
  if (fields['user'] === '' && !fields['groups']) return { error: 'user is empty' };
  if (!fields['verb']) return { error: 'verb is missing' };
  const isPath = typeof fields['path'] === 'string' && fields['path'] !== '';
  if (isPath && fields['resource']) return { error: 'path and resource exclude each other' };
  if (!isPath && !fields['resource']) return { error: 'resource is missing' };
  return undefined;
}

/** `undefined` for what is no JSON: the parser's own message would quote the text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
