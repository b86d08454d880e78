// Whether the server serves a resource: authorizers allow what nobody serves, and a request for it comes to nothing.
// https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api
import type { ApiRequest } from '@watertight/engine';
import { fieldsOf, listOf, textOf } from '@watertight/sources';
import { isSilence } from './server.ts';
import type { Server } from './server.ts';

/** Verbs of HTTP requests; the others are asked about things that no server serves, such as `impersonate users`. */
const SERVED_VERBS: ReadonlySet<string> = new Set([
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
]);

/** A group's name is a part of a path. */
const GROUP = /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/;

export class Served {
  readonly #server: Server;
  readonly #groups = new Map<string, Promise<ReadonlySet<string> | undefined>>();

  constructor(server: Server) {
    this.#server = server;
  }

  /** True where it cannot be known. The core group has been served by every server. */
  async serves({ verb, group, resource }: ApiRequest): Promise<boolean> {
    if (group === '' || !SERVED_VERBS.has(verb)) return true;
    if (!GROUP.test(group)) return false;
    const known = this.#groups.get(group) ?? this.#resourcesOf(group);
    this.#groups.set(group, known);
    return (await known)?.has(resource) ?? true;
  }

  /** Of all versions; empty where the group is not served, undefined where the server does not say. */
  async #resourcesOf(group: string): Promise<ReadonlySet<string> | undefined> {
    const found = await this.#get(`/apis/${group}`);
    if (found === 'absent') return new Set();
    const resources = new Set<string>();
    for (const entry of listOf(fieldsOf(found)['versions'])) {
      const version = textOf(fieldsOf(entry)['version']);
      const list = await this.#get(`/apis/${group}/${version}`);
      if (list === undefined || list === 'absent') return undefined;
      for (const item of listOf(fieldsOf(list)['resources'])) resources.add(textOf(fieldsOf(item)['name']));
    }
    return found === undefined ? undefined : resources;
  }

  async #get(path: string): Promise<unknown> {
    const answer = await this.#server.ask(async ({ read }) => await read(path));
    if (isSilence(answer)) return undefined;
    if (answer.status === 404) return 'absent';
    return answer.status === 200 ? answer.value : undefined;
  }
}
