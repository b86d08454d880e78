// Reads the end of each container's log for secrets, within bounds that are said.
import type { CoverageEntry, DetectFinding } from '@watertight/engine';
import { RequestFailure } from './cluster/transport/failure.ts';
import type { Transport } from './cluster/transport/transport.ts';
import { statusReason } from './cluster/lists/status-reason.ts';
import { ByteReader } from './texts/byte-reader.ts';
import { FileText } from './texts/located.ts';
import { scanText } from './texts/scan-text.ts';
import type { Scanner } from './texts/scan-text.ts';

export interface LogPod {
  readonly namespace: string;
  readonly name: string;
  readonly containers: readonly string[];
}

/** Where findings and gaps go. */
export interface LogSink {
  readonly source: string;
  /** With findings of its own, for one log. */
  readonly scanner: () => Scanner;
  readonly take: (found: readonly DetectFinding[]) => void;
  readonly cover: (entry: Omit<CoverageEntry, 'source'>) => void;
}

/** Containers whose logs are read in one run. */
export const LOGS_MAX = 1000;
/** Lines from the end of one log. */
export const LOG_LINES_MAX = 2000;
/** Bytes of one log. */
export const LOG_BYTES_MAX = 1024 * 1024;
/** Answers in a row that are no log, before nothing more is asked for: without the right, all are refused. */
const REFUSALS_MAX = 20;

/** `GET pods/log` of one container after the other. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#get-read-log-of-the-specified-pod */
export async function readLogs(transport: Transport, pods: readonly LogPod[], sink: LogSink): Promise<void> {
  const all = pods.flatMap(({ containers, ...pod }) => containers.map((container) => ({ ...pod, container })));
  let refusals = 0;
  let read = 0;
  for (const log of all.slice(0, LOGS_MAX)) {
    const refused = await readLog(transport, log, sink);
    if (refused === undefined) read++;
    refusals = refused === undefined ? 0 : refusals + 1;
    if (refused !== undefined) sink.cover({ what: nameOf(log), state: 'not-read', reason: refused });
    if (refusals >= REFUSALS_MAX) break;
  }
  const reason = `the last ${LOG_LINES_MAX} lines, at most ${LOG_BYTES_MAX} bytes, of ${read} of ${all.length} containers`;
  sink.cover({ what: 'logs of containers', state: 'partial', reason });
}

interface Log {
  readonly namespace: string;
  readonly name: string;
  readonly container: string;
}

const nameOf = ({ namespace, name, container }: Log): string => `log of pod:${namespace}/${name}, ${container}`;

/** Undefined where it was read, else why not. */
async function readLog(transport: Transport, log: Log, sink: LogSink): Promise<string | undefined> {
  const { namespace, name, container } = log;
  const query = `container=${encodeURIComponent(container)}&tailLines=${LOG_LINES_MAX}&limitBytes=${LOG_BYTES_MAX}`;
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}/log?${query}`;
  try {
    const answer = await transport.ask({ path, accept: '*/*' });
    if (answer.status !== 200) {
      answer.drop();
      return statusReason(answer.status);
    }
    const text = (await new ByteReader(answer.body).take(LOG_BYTES_MAX)).toString();
    const scanner = sink.scanner();
    const file = `${sink.source}/pod:${namespace}/${name}/log/${container}`;
    scanText(new FileText(text), { file, place: '' }, scanner);
    sink.take(scanner.findings.all());
    return undefined;
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    return error.reason;
  }
}
