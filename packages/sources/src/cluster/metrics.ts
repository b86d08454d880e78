// Reads the metrics that are asked for out of a server's whole page, line by line: the page has many thousand lines.
// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
import { RequestFailure } from './transport/failure.ts';
import type { Transport } from './transport/transport.ts';

export interface Sample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  /** As written. */
  readonly value: string;
}

const OK = 200;
/** Characters of a line; a longer one is none that is asked for. */
const LINE_MAX = 65_536;

/** Undefined where the server does not show its metrics. Throws `RequestFailure` where there is no answer. */
export async function readMetrics(
  transport: Transport,
  names: readonly string[],
): Promise<readonly Sample[] | undefined> {
  const { status, body, drop } = await transport.ask({ path: '/metrics', accept: 'text/plain' });
  if (status !== OK) {
    drop();
    return undefined;
  }
  const found: Sample[] = [];
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_MAX) {
      drop();
      throw new RequestFailure('its metrics have a line that is too long', false);
    }
    found.push(...lines.flatMap((line) => sampleOf(line, names) ?? []));
  }
  return found;
}

/** Undefined for comments, other metrics, and what is no sample. */
export function sampleOf(line: string, names: readonly string[]): Sample | undefined {
  const { name = '', labels = '', value = '' } = SAMPLE.exec(line)?.groups ?? {};
  if (!names.includes(name)) return undefined;
  const pairs = [...labels.matchAll(LABEL)].map(
    ({ groups }) => [groups?.['name'] ?? '', unescaped(groups?.['text'] ?? '')] as const,
  );
  return { name, labels: new Map(pairs), value };
}

const SAMPLE = /^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>.*)\})? (?<value>[^ ]+)(?: -?\d+)?$/;
const LABEL = /(?<name>[a-zA-Z_]\w*)="(?<text>(?:[^"\\]|\\.)*)"/g;

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}
