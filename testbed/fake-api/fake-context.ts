// A fake API server that holds the manifests of a folder, and kubeconfigs that lead to it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { manifestsIn } from '../cluster/manifests.ts';
import type { KubeObject } from './resources.ts';
import { FakeApiServer } from './server.ts';
import type { Asked } from './server.ts';

/** The token of the user `u`. */
export const FAKE_TOKEN = 'hidden-token';

export class FakeContext {
  readonly folder: string;
  readonly server: FakeApiServer;
  /** Called for each request before it is answered. */
  onRequest: (asked: Asked) => void = () => undefined;

  private constructor(folder: string, server: FakeApiServer) {
    this.folder = folder;
    this.server = server;
    this.kubeconfig('config', server.url);
  }

  static async start(manifests: string): Promise<FakeContext> {
    const folder = mkdtempSync(path.join(tmpdir(), 'watertight-fake-'));
    const context: { current?: FakeContext } = {};
    const server = await FakeApiServer.start({
      objects: manifestsIn(manifests) as KubeObject[],
      intercept: (asked) => {
        context.current?.onRequest(asked);
        return false;
      },
    });
    context.current = new FakeContext(folder, server);
    return context.current;
  }

  at(name: string): string {
    return path.join(this.folder, name);
  }

  /** The environment in which the fake is the current context, called `fake`. */
  get env(): { readonly KUBECONFIG: string } {
    return { KUBECONFIG: this.at('config') };
  }

  /** Writes a kubeconfig for a server; the context `broken` names no user. */
  kubeconfig(name: string, server: string): string {
    const context = (user: string): object => ({ cluster: 'c', user, namespace: 'backend' });
    const config = {
      'current-context': 'fake',
      clusters: [{ name: 'c', cluster: { server } }],
      users: [{ name: 'u', user: { token: FAKE_TOKEN } }],
      contexts: [
        { name: 'fake', context: context('u') },
        { name: 'broken', context: context('none') },
      ],
    };
    writeFileSync(this.at(name), JSON.stringify(config));
    return this.at(name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    rmSync(this.folder, { recursive: true });
  }
}
