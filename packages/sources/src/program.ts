// Runs a renderer as a child process: no shell, a time limit, and an environment from which nothing can be fetched.
import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { MAX_RENDERED_BYTES, RENDER_TIMEOUT_MS } from './limits.ts';

export type Output = { readonly bytes: Buffer } | { readonly failed: string };

/** The program's path, or undefined when no folder of PATH has it. */
export async function findProgram(name: string): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    // A relative one would run what lies in a folder that is only to be read.
    if (!isAbsolute(folder)) continue;
    const path = join(folder, name);
    const runs = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return path;
  }
  return undefined;
}

/**
 * Runs `path` and returns what it prints. What it says on stderr is dropped: a renderer's error quotes the manifest,
 * and a manifest may be a Secret.
 */
export async function run(path: string, args: readonly string[], signal?: AbortSignal): Promise<Output> {
  // Loaded here: few inputs are rendered, and the module takes longer to load than a small folder to read.
  const { spawn } = await import('node:child_process');
  return await new Promise((resolve) => {
    const child = spawn(path, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: closedEnvironment(),
      cwd: '/',
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let failed: string | undefined;
    const stop = (reason: string): void => {
      failed ??= reason;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(`did not end within ${RENDER_TIMEOUT_MS / 1000} s`), RENDER_TIMEOUT_MS);
    const onAbort = (): void => stop('was interrupted');
    signal?.addEventListener('abort', onAbort, { once: true });
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_RENDERED_BYTES) stop(`printed more than ${MAX_RENDERED_BYTES} bytes`);
      else chunks.push(chunk);
    });
    const end = (reason: string | undefined): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(reason === undefined ? { bytes: Buffer.concat(chunks) } : { failed: reason });
    };
    child.on('error', () => end('could not be started'));
    child.on('close', (code) => end(failed ?? (code === 0 ? undefined : `ended with code ${code ?? 'unknown'}`)));
  });
}

/** Proxies that nobody answers, and git without a protocol: a remote base fails instead of being fetched. */
export function closedEnvironment(): NodeJS.ProcessEnv {
  const nowhere = 'http://127.0.0.1:1';
  return {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    KUBECONFIG: '/dev/null',
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    http_proxy: nowhere,
    https_proxy: nowhere,
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    HELM_NO_PLUGINS: '1',
  };
}
