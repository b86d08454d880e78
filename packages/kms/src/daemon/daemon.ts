// The plugin as a process: puts custody, audit log, server and metrics together, probes in the background, stops in order.
import { performance } from 'node:perf_hooks';
import { AuditError, AuditLog } from '../audit/audit-log.ts';
import type { AuditEvent } from '../audit/record.ts';
import type { KeyBackend } from '../backends/backend.ts';
import { BackendError } from '../errors/backend-error.ts';
import { withDeadline } from '../backends/deadline.ts';

import { readRing } from '../keys/ring-file.ts';
import { GrpcServer } from '../transport/grpc-server.ts';
import { socketPath } from '../transport/listen-address.ts';
import { serveMetrics } from '../transport/metrics-server.ts';
import { Custody } from './custody.ts';
import { gaugesOf } from './gauges.ts';
import { Metrics } from './metrics.ts';
import { Refusal } from './refusal.ts';
import { auditFile, checkStateFolder } from '../keys/state-folder.ts';
import { activeKey } from '../keys/key-ring.ts';
import { SetupError } from '../errors/setup-error.ts';

/** Between two questions to the store while it answers, and after one that failed, in milliseconds. */
export const PROBE_MS = { good: 15_000, bad: 2_000 };
/** Below the 3 s after which the API server gives up. */
export const DEADLINE_MS = 2_500;
export const WINDOW_SECONDS = { default: 900, min: 30, max: 86_400 };

export interface DaemonSettings {
  /** `unix:///PATH` */
  readonly listen: string;
  /** Holds key ring and audit log. */
  readonly stateFolder: string;
  readonly backend: KeyBackend;
  /** The revocation window: how long an unwrapped local key is used without the store. */
  readonly windowSeconds: number;
  /** `HOST:PORT`; no metrics without it. */
  readonly metrics?: string | undefined;
  readonly probeMs?: { readonly good: number; readonly bad: number };
  /** A line for whoever runs the plugin; it holds no value. */
  readonly say: (line: string) => void;
}

export interface Daemon {
  readonly custody: Custody;
  /** Where metrics are served; undefined when they are not. */
  readonly metricsPort: number | undefined;
  /** Reads the key ring again, and goes on in a new audit log where the old one was renamed. Never rejects. */
  reload(): Promise<void>;
  /** Finishes running calls, removes the socket, forgets the keys. */
  stop(): Promise<void>;
}

const resultOf = (error: unknown): string => (error instanceof Refusal ? error.reason : 'bug');

function auditWith(log: AuditLog): (event: AuditEvent) => Promise<void> {
  return async (event) => {
    try {
      await log.append(event);
    } catch (error) {
      if (error instanceof AuditError) throw new Refusal('no-audit', error.message);
      throw error;
    }
  };
}

function timed<Request, Response>(
  metrics: Metrics,
  method: string,
  answer: (request: Request) => Response | Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const start = performance.now();
    const count = (result: string) => metrics.called(method, result, (performance.now() - start) / 1000);
    try {
      const response = await answer(request);
      count('ok');
      return response;
    } catch (error) {
      count(resultOf(error));
      throw error;
    }
  };
}

/** Words for an error that whoever runs the plugin can mend. */
function expected(error: unknown): string | undefined {
  const isOurs = [SetupError, BackendError, AuditError, Refusal].some((kind) => error instanceof kind);
  return isOurs ? (error as Error).message : undefined;
}

/** A stack without its message, which might quote what was sent. */
function stackOf(error: unknown): string {
  const frames =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')) : [];
  return ['a bug in the plugin:', ...frames].join('\n');
}

class Running implements Daemon {
  readonly custody: Custody;
  readonly #settings: DaemonSettings;
  readonly #log: AuditLog;
  #server: GrpcServer | undefined;
  #metrics: Awaited<ReturnType<typeof serveMetrics>> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #said = '';

  constructor(settings: DaemonSettings, custody: Custody, log: AuditLog) {
    this.#settings = settings;
    this.custody = custody;
    this.#log = log;
  }

  get metricsPort(): number | undefined {
    return this.#metrics?.port;
  }

  async start(): Promise<void> {
    const { listen, metrics: metricsAddress, say } = this.#settings;
    const { custody } = this;
    const metrics = new Metrics(gaugesOf(custody, this.#log));
    if (metricsAddress !== undefined) this.#metrics = await serveMetrics(metricsAddress, () => metrics.text());
    this.#server = await GrpcServer.listen(socketPath(listen), {
      status: timed(metrics, 'Status', (_request: object) => custody.status()),
      encrypt: timed(metrics, 'Encrypt', (request) => custody.encrypt(request)),
      decrypt: timed(metrics, 'Decrypt', (request) => custody.decrypt(request)),
      onBug: (error) => say(stackOf(error)),
    });
    await this.#probe();
  }

  async #probe(): Promise<void> {
    try {
      await this.custody.probe();
      await this.#server?.mend();
      await this.#log.sync();
    } catch (error) {
      this.#settings.say(expected(error) ?? stackOf(error));
    }
    this.#report();
    if (this.#stopped) return;
    const { good, bad } = this.#settings.probeMs ?? PROBE_MS;
    this.#timer = setTimeout(() => void this.#probe(), this.custody.health.state === 'ok' ? good : bad);
  }

  #report(): void {
    const { state, reason } = this.custody.health;
    const line = `key ${this.custody.active.keyId}: ${state}${reason === '' ? '' : `, ${reason}`}`;
    if (line !== this.#said) this.#settings.say(line);
    this.#said = line;
  }

  async reload(): Promise<void> {
    try {
      await this.#log.reopen();
      await this.custody.useRing(readRing(this.#settings.stateFolder));
      this.#report();
    } catch (error) {
      this.#settings.say(`the key ring stays as it was: ${expected(error) ?? stackOf(error)}`);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#server?.stop();
    await this.#metrics?.stop();
    this.custody.keks.clear();
    await this.#log.append({ event: 'stop' }).catch(() => undefined);
    await this.#log.close();
    await this.#settings.backend.close();
  }
}

/**
 * Resolves when the plugin listens and has tried its key once; where the store does not answer, it listens all the same and goes on
 * trying. Rejects with a SetupError or an AuditError.
 */
export async function startDaemon(settings: DaemonSettings): Promise<Daemon> {
  checkStateFolder(settings.stateFolder);
  socketPath(settings.listen);
  const ring = readRing(settings.stateFolder);
  if (ring.backend !== settings.backend.name) {
    throw new SetupError(`the key ring is of backend ${ring.backend}`, `Give --backend ${ring.backend}.`);
  }
  const file = auditFile(settings.stateFolder);
  const made: { custody?: Custody } = {};
  const keyId = () => (made.custody?.active ?? activeKey(ring)).keyId;
  const log = await AuditLog.open({ file, time: () => new Date().toISOString(), keyId });
  const now = () => performance.now();
  const backend = withDeadline(settings.backend, DEADLINE_MS);
  const custody = new Custody({ backend, ring, windowMs: settings.windowSeconds * 1000, now, audit: auditWith(log) });
  made.custody = custody;
  const running = new Running(settings, custody, log);
  try {
    await running.start();
  } catch (error) {
    await running.stop();
    throw error;
  }
  return running;
}
