// What a request proves who we are with: headers and a client certificate, asked for again when the server refuses them.
import { readFileSync } from 'node:fs';
import { Sealed } from '@watertight/sealed';
import { ClusterError } from '../cluster-error.ts';
import { bytesOfMaterial } from '../kubeconfig/target.ts';
import type { ClusterTarget } from '../kubeconfig/target.ts';
import type { UserEntry } from '../kubeconfig/entries.ts';
import { ExecPlugin } from './exec-plugin.ts';
import type { ClientCertificate, Header, Proof } from './proof.ts';

/** The credentials of one user of the kubeconfig. They leave this class in a `Proof` only. */
export class Credentials {
  readonly #user: UserEntry;
  readonly #plugin: ExecPlugin | undefined;

  constructor(target: ClusterTarget, env: Readonly<Record<string, string | undefined>>) {
    const { user } = target;
    this.#user = user;
    this.#plugin = user.exec === undefined ? undefined : new ExecPlugin(user.exec, target, env);
    if (user.provider !== '' && user.provider !== 'oidc')
      throw new ClusterError(
        'settings',
        `the auth-provider ${user.provider} of the kubeconfig was removed from Kubernetes`,
        'Use its exec plugin: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins',
      );
  }

  /** Runs the exec plugin where there is one and what it gave has expired. Throws `ClusterError`. */
  async prove(): Promise<Proof> {
    const given = await this.#plugin?.get();
    const token = this.#token() ?? given?.token;
    const certificate = this.#certificate() ?? given?.certificate;
    const authorization = token === undefined ? this.#basic() : token.use((text) => `Bearer ${text}`);
    const headers: Header[] = authorization === undefined ? [] : [['authorization', authorization]];
    return { headers, certificate };
  }

  /** After the server has refused the proof: whether asking again may give another one. */
  renew(): boolean {
    if (this.#plugin === undefined) return this.#user.tokenFile !== '';
    this.#plugin.forget();
    return true;
  }

  /** What the user can do where the credentials are refused. */
  get hint(): string {
    if (this.#user.provider === 'oidc')
      return 'The id-token of the kubeconfig may have expired: any kubectl command renews it. Watertight contacts no issuer and writes no kubeconfig.';
    return 'Check the user of the context: kubectl auth whoami.';
  }

  /** A file is read each time, since the kubelet renews it. A token that stands in the kubeconfig wins over the plugin's. */
  #token(): Sealed | undefined {
    const { tokenFile, token, idToken } = this.#user;
    if (tokenFile === '') return token ?? idToken;
    try {
      return new Sealed(readFileSync(tokenFile, 'utf8').trim());
    } catch (error) {
      if (token !== undefined) return token;
      const { code } = error as NodeJS.ErrnoException;
      throw new ClusterError('settings', `cannot read ${tokenFile} (${code ?? 'error'})`, 'Correct the kubeconfig.');
    }
  }

  #certificate(): ClientCertificate | undefined {
    const certificate = bytesOfMaterial(this.#user.certificate);
    const key = this.#user.key.use(bytesOfMaterial);
    return certificate === undefined || key === undefined ? undefined : { certificate, key: new Sealed(key) };
  }

  #basic(): string | undefined {
    const { username, password } = this.#user;
    if (username === '') return undefined;
    return password.use((text) => `Basic ${Buffer.from(`${username}:${text}`).toString('base64')}`);
  }
}
