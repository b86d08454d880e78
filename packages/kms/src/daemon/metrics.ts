// Counts what the plugin does, as Prometheus text; labels are names from fixed lists and key_ids, which are public.
const BUCKETS_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const PREFIX = 'watertight_kms_';

type Labels = Readonly<Record<string, string>>;

interface Histogram {
  readonly counts: number[];
  sum: number;
  total: number;
}

/** A value that is asked for when the metrics are read. */
export interface Gauge {
  readonly name: string;
  readonly text: string;
  readonly read: () => Iterable<readonly [Labels, number]>;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function labelText(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

export class Metrics {
  readonly #calls = new Map<string, number>();
  readonly #times = new Map<string, Histogram>();
  readonly #gauges: readonly Gauge[];

  constructor(gauges: readonly Gauge[]) {
    this.#gauges = gauges;
  }

  /** One call of the service; `result` is `ok` or the reason of a refusal. */
  called(method: string, result: string, seconds: number): void {
    const labels = labelText({ method, result });
    this.#calls.set(labels, (this.#calls.get(labels) ?? 0) + 1);
    const times = this.#times.get(method) ?? { counts: BUCKETS_SECONDS.map(() => 0), sum: 0, total: 0 };
    this.#times.set(method, times);
    const bucket = BUCKETS_SECONDS.findIndex((limit) => seconds <= limit);
    if (bucket >= 0) times.counts[bucket] = (times.counts[bucket] ?? 0) + 1;
    times.sum += seconds;
    times.total += 1;
  }

  /** https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
  text(): string {
    return [...this.#callLines(), ...this.#timeLines(), ...this.#gaugeLines(), ''].join('\n');
  }

  *#callLines(): Generator<string> {
    yield `# HELP ${PREFIX}calls_total Calls by method and result.`;
    yield `# TYPE ${PREFIX}calls_total counter`;
    for (const [labels, count] of this.#calls) yield `${PREFIX}calls_total${labels} ${count}`;
  }

  *#timeLines(): Generator<string> {
    const name = `${PREFIX}call_seconds`;
    yield `# HELP ${name} How long calls took.`;
    yield `# TYPE ${name} histogram`;
    for (const [method, { counts, sum, total }] of this.#times) {
      let below = 0;
      for (const [index, limit] of BUCKETS_SECONDS.entries()) {
        below += counts[index] ?? 0;
        yield `${name}_bucket${labelText({ method, le: String(limit) })} ${below}`;
      }
      yield `${name}_bucket${labelText({ method, le: '+Inf' })} ${total}`;
      yield `${name}_sum${labelText({ method })} ${sum}`;
      yield `${name}_count${labelText({ method })} ${total}`;
    }
  }

  *#gaugeLines(): Generator<string> {
    for (const { name, text, read } of this.#gauges) {
      yield `# HELP ${PREFIX}${name} ${text}`;
      yield `# TYPE ${PREFIX}${name} gauge`;
      for (const [labels, value] of read()) yield `${PREFIX}${name}${labelText(labels)} ${value}`;
    }
  }
}
