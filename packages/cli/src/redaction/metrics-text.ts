// The counts of a run in the text format that Prometheus reads. https://prometheus.io/docs/instrumenting/exposition_formats/
import type { Counts } from '@watertight/detect';
import type { Tally } from './tally.ts';

type Sample = readonly [labels: string, value: number];

/** Names end as https://prometheus.io/docs/practices/naming/ has it. Labels hold ids of ours only, which need no escapes. */
export function metricsText(
  tally: Tally,
  { candidates, closed, closedBy }: Pick<Counts, 'candidates' | 'closed' | 'closedBy'>,
): string {
  const masked = tally.masked.map((item): Sample => [`{class="${item.class}",detector="${item.rule}"}`, item.count]);
  const faults = [...closedBy].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const closings = faults.map(([fault, count]): Sample => [`{fault="${fault}"}`, count]);
  return [
    metric('masked_total', 'Values masked, by class and by the detector or rule that found them.', masked),
    metric('read_bytes_total', 'Bytes read.', [['', tally.bytesRead]]),
    metric('written_bytes_total', 'Bytes written.', [['', tally.bytesWritten]]),
    metric('lines_total', 'Line ends read.', [['', tally.lines]]),
    metric('candidate_lines_total', 'Lines that held an anchor and were looked at closely.', [['', candidates]]),
    metric(
      'closed_lines_total',
      'Lines closed: a rule failed, a value was too long, or the line asked for too much work.',
      [['', closed]],
    ),
    metric(
      'closed_lines_by_fault_total',
      'Closed lines, by the rule that failed or the limit that they met.',
      closings,
    ),
    metric('errors_total', 'Inputs that could not be read on, and requests that were refused.', [['', tally.errors]]),
  ].join('');
}

function metric(name: string, help: string, samples: readonly Sample[]): string {
  const full = `watertight_redact_${name}`;
  const lines = samples.map(([labels, value]) => `${full}${labels} ${value}\n`);
  return `# HELP ${full} ${help}\n# TYPE ${full} counter\n${lines.join('')}`;
}
