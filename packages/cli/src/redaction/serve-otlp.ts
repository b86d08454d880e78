// redact otlp: the proxy for logs from the first line on stderr until a signal ends it.
import { isIP } from 'node:net';
import type { Counts } from '@watertight/detect';
import { visible } from '@watertight/report';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { SIGNAL_CODES } from '../shell/interrupt.ts';
import { withMetricsFile } from './metrics-file.ts';
import { metricsText } from './metrics-text.ts';
import { FAREWELL_MS_MAX } from './otlp-proxy/limits.ts';
import { OtlpProxy } from './otlp-proxy/proxy.ts';
import { type RedactorSettings, toolsOf } from './redactor-of.ts';
import { statsText } from './stats.ts';
import { Tally } from './tally.ts';

export interface OtlpOptions extends RedactorSettings {
  readonly listen?: string;
  readonly forward?: string;
  readonly metricsFile?: string;
  readonly stats?: boolean;
}

/** As OTLP/HTTP has it. */
const DEFAULT_LISTEN = '127.0.0.1:4318';
const PORT_MAX = 65_535;

export async function serveOtlp(options: OtlpOptions): Promise<number> {
  const forward = collectorUrl(options.forward);
  const { host, port } = listenAddress(options.listen ?? DEFAULT_LISTEN);
  const tally = new Tally();
  const tools = await toolsOf(options, tally);
  const proxy = new OtlpProxy({ forward, tools, tally, metrics: ({ counts }) => metricsText(tally, counts) });
  const metrics = (): string => metricsText(tally, proxy.redactor.counts);
  const code = await withMetricsFile(options.metricsFile, metrics, async () => {
    const ended = untilSignal();
    const listening = await proxy.listen(host, port).catch((error: NodeJS.ErrnoException) => {
      throw new UserError(
        `cannot listen on ${host}:${port} (${error.code ?? 'error'})`,
        'Give a free address of this machine: --listen 127.0.0.1:4318.',
        ExitCode.cannotRun,
      );
    });
    tellWhere(host, listening, forward);
    const signal = await ended;
    await proxy.close(FAREWELL_MS_MAX);
    return signal;
  });
  if (options.stats === true) process.stderr.write(statsText(proxy.redactor.counts satisfies Counts));
  return code;
}

function tellWhere(host: string, port: number, forward: URL): void {
  const shown = new URL(forward);
  shown.username = '';
  shown.password = '';
  const where = isIP(host) === 6 ? `[${host}]` : host;
  process.stderr.write(`takes logs at http://${where}:${port}/v1/logs, passes them on to ${visible(shown.href)}\n`);
  if (!/^(?:127\.|::1$|localhost$)/.test(host))
    process.stderr.write('whoever reaches this address may send, and sends in clear: let a network policy say who\n');
}

/** The exit code of the signal that comes. */
async function untilSignal(): Promise<number> {
  return await new Promise((resolve) => {
    for (const [signal, code] of SIGNAL_CODES) process.once(signal, () => resolve(code));
  });
}

/** `v1/logs` is added to the base, as for OTEL_EXPORTER_OTLP_ENDPOINT. */
function collectorUrl(text: string | undefined): URL {
  const base = text === undefined ? null : URL.parse(text);
  if (base === null || !/^https?:$/.test(base.protocol) || base.search !== '' || base.hash !== '')
    throw new UserError(
      text === undefined
        ? 'no collector is given to pass logs on to'
        : 'the collector’s address is no http or https URL',
      'Name its base address: --forward http://collector:4318.',
    );
  base.pathname = `${base.pathname.replace(/\/$/, '')}/v1/logs`;
  return base;
}

function listenAddress(text: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain = '', digits = ''] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+)):(\d{1,5})$/i.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  const isAddress = host === 'localhost' || isIP(host) !== 0;
  if (!isAddress || port > PORT_MAX)
    throw new UserError(`${visible(text)} is no address to listen on`, 'Write it as 127.0.0.1:4318 or [::1]:4318.');
  return { host, port };
}
