// Runs the credential plugin that the kubeconfig names, as client-go does, and keeps what it gave until it expires.
// https://kubernetes.io/docs/reference/config-api/client-authentication.v1/
import { spawn } from 'node:child_process';
import { isatty } from 'node:tty';
import { Sealed } from '@watertight/sealed';
import { ClusterError } from '../cluster-error.ts';
import type { ClusterTrouble } from '../cluster-error.ts';
import type { ExecEntry } from '../kubeconfig/entries.ts';
import { fieldsOf, textOf } from '../kubeconfig/narrow.ts';
import type { ClusterTarget } from '../kubeconfig/target.ts';
import type { ClientCertificate } from './proof.ts';

/** Milliseconds that a plugin may take: a person may have to log in meanwhile. */
export const PLUGIN_MS_MAX = 300_000;
/** Bytes that a plugin may print. */
export const PLUGIN_BYTES_MAX = 1024 * 1024;

const STDIN = 0;
const VERSIONS: ReadonlySet<string> = new Set([
  'client.authentication.k8s.io/v1',
  'client.authentication.k8s.io/v1beta1',
]);

export interface PluginProof {
  readonly token?: Sealed;
  readonly certificate?: ClientCertificate;
}

interface Kept extends PluginProof {
  /** Milliseconds since 1970; infinite where the plugin names no end. */
  readonly until: number;
}

export class ExecPlugin {
  readonly #entry: ExecEntry;
  readonly #target: ClusterTarget;
  readonly #env: Readonly<Record<string, string | undefined>>;
  #kept: Promise<Kept> | undefined;

  constructor(entry: ExecEntry, target: ClusterTarget, env: Readonly<Record<string, string | undefined>>) {
    if (!VERSIONS.has(entry.apiVersion))
      throw fault('has an apiVersion that is not supported', `Use ${[...VERSIONS].join(' or ')}.`, 'settings');
    if (entry.command === '') throw fault('names no command', 'Correct the kubeconfig.', 'settings');
    this.#entry = entry;
    this.#target = target;
    this.#env = env;
  }

  /** Requests at the same time wait for one run. Throws `ClusterError`. */
  async get(): Promise<PluginProof> {
    const kept = await this.#kept;
    if (kept !== undefined && kept.until > Date.now()) return kept;
    this.#kept = this.#run();
    return await this.#kept;
  }

  /** The next `get` runs the plugin again. */
  forget(): void {
    this.#kept = undefined;
  }

  async #run(): Promise<Kept> {
    const printed = await this.#print();
    const { apiVersion, kind, status } = fieldsOf(jsonOf(printed));
    if (kind !== 'ExecCredential' || apiVersion !== this.#entry.apiVersion)
      throw fault(`printed no ExecCredential of ${this.#entry.apiVersion}`, 'Run it by hand to see what it says.');
    const { token, clientCertificateData, clientKeyData, expirationTimestamp } = fieldsOf(status);
    const certificate = textOf(clientCertificateData);
    const until =
      textOf(expirationTimestamp) === '' ? Number.POSITIVE_INFINITY : Date.parse(textOf(expirationTimestamp));
    return {
      ...(textOf(token) !== '' && { token: new Sealed(textOf(token)) }),
      ...(certificate !== '' && {
        certificate: { certificate: Buffer.from(certificate), key: new Sealed(Buffer.from(textOf(clientKeyData))) },
      }),
      until: Number.isNaN(until) ? 0 : until,
    };
  }

  /** What the plugin writes to standard error goes to the user, who may have to act on it. */
  async #print(): Promise<Buffer> {
    const { command, args, interactive } = this.#entry;
    const isInteractive = interactive !== 'Never' && isatty(STDIN);
    if (interactive === 'Always' && !isInteractive)
      throw fault('needs a terminal', 'Log in first, or run this in a terminal.');
    return await new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        env: this.#environment(isInteractive),
        stdio: [isInteractive ? 'inherit' : 'ignore', 'pipe', 'inherit'],
        timeout: PLUGIN_MS_MAX,
        killSignal: 'SIGKILL',
      });
      const chunks: Buffer[] = [];
      let length = 0;
      child.stdout.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > PLUGIN_BYTES_MAX) child.kill('SIGKILL');
        else chunks.push(chunk);
      });
      child.once('error', (error: NodeJS.ErrnoException) => reject(this.#startFault(error.code)));
      child.once('close', (code) => {
        if (code === 0 && length <= PLUGIN_BYTES_MAX) resolve(Buffer.concat(chunks));
        else reject(fault(endOf(code, length), 'Run it by hand to see what it says.'));
      });
    });
  }

  #environment(isInteractive: boolean): NodeJS.ProcessEnv {
    const env = { ...this.#env, KUBERNETES_EXEC_INFO: JSON.stringify(this.#info(isInteractive)) };
    const own = this.#entry.env.map(({ name, value }) => [name, value.use((text) => text)] as const);
    return { ...env, ...Object.fromEntries(own) };
  }

  #info(isInteractive: boolean): object {
    const { entry, server, authority } = this.#target;
    const cluster = {
      server: server.href.replace(/\/$/, ''),
      ...(entry.tlsServerName !== '' && { 'tls-server-name': entry.tlsServerName }),
      ...(entry.insecure && { 'insecure-skip-tls-verify': true }),
      ...(authority !== undefined && { 'certificate-authority-data': authority.toString('base64') }),
      ...(entry.proxyUrl !== '' && { 'proxy-url': entry.proxyUrl }),
      ...(entry.disableCompression && { 'disable-compression': true }),
      ...(entry.execConfig !== undefined && { config: entry.execConfig }),
    };
    const spec = { ...(this.#entry.provideClusterInfo && { cluster }), interactive: isInteractive };
    return { kind: 'ExecCredential', apiVersion: this.#entry.apiVersion, spec };
  }

  #startFault(code: string | undefined): ClusterError {
    const hint = this.#entry.installHint || 'Install it, or correct the kubeconfig.';
    return fault(`cannot be started (${code ?? 'error'})`, hint);
  }
}

function endOf(code: number | null, length: number): string {
  if (length > PLUGIN_BYTES_MAX) return `printed more than ${PLUGIN_BYTES_MAX} bytes`;
  return code === null ? `was ended, or took more than ${PLUGIN_MS_MAX / 1000} seconds` : `ended with code ${code}`;
}

function fault(what: string, hint: string, trouble: ClusterTrouble = 'unreachable'): ClusterError {
  return new ClusterError(trouble, `the credential plugin of the kubeconfig ${what}`, hint);
}

/** Undefined for what is not JSON: its own message would quote it. */
function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
