// Turns what settings of log shippers send where into failures, one for each key of a ConfigMap.
import type { Facts } from '../facts/facts.ts';
import type { Carried, LogOutput } from '../facts/log-output.ts';
import { SEVERITIES } from '../graph/severity.ts';
import type { Severity } from '../results/contract.ts';
import type { Failure } from './check.ts';

/** Places named in one message; more are counted. */
const SHOWN = 5;

/** What is wrong with one output: a clause without full stop. */
export interface OutputHit {
  readonly what: string;
  readonly severity: Severity;
  /** Set when the input cannot decide. */
  readonly unknown?: true;
}

interface OutputAdvice {
  readonly consequence: string;
  readonly fix: string;
}

const CARRIED: Readonly<Record<Carried, string>> = {
  'every-pod': 'what containers of every namespace print',
  'some-pods': 'what the containers that it names print',
  logs: 'logs',
  token: 'the ServiceAccount’s token',
  unknown: 'what this part of the settings does not say',
};

/** `what containers of every namespace print to es.logging:9200`. */
export function sentWords({ carries, host, port }: LogOutput): string {
  const end =
    host === undefined ? 'a host that the settings do not tell' : `${host}${port === undefined ? '' : `:${port}`}`;
  return `${CARRIED[carries]} to ${end}`;
}

/** `(es, no tls)`. */
export function settingWords({ plugin, setting }: LogOutput): string {
  return `(${plugin}, ${setting})`;
}

/** What is certain silences what is not. */
function shownOf(all: readonly OutputHit[]): readonly OutputHit[] {
  const failed = all.filter((hit) => hit.unknown !== true);
  return failed.length > 0 ? failed : all;
}

/** Every key whose outputs `judge` finds something in. */
export function* outputFailures(
  { configMaps }: Facts,
  judge: (output: LogOutput) => OutputHit | undefined,
  advice: OutputAdvice,
): Generator<Failure> {
  for (const object of configMaps) {
    for (const [pointer, outputs] of Map.groupBy(object.shipper?.outputs ?? [], (output) => output.pointer)) {
      const hits = shownOf(outputs.flatMap((output) => judge(output) ?? []));
      if (hits.length === 0) continue;
      const clauses = [...new Set(hits.map(({ what }) => what))];
      const more = clauses.length > SHOWN ? `; and ${clauses.length - SHOWN} more` : '';
      yield {
        result: hits[0]?.unknown === true ? 'unknown' : 'fail',
        object,
        pointer,
        message: `Key ${outputs[0]?.name ?? ''}: ${clauses.slice(0, SHOWN).join('; ')}${more}. ${advice.consequence}`,
        severity: SEVERITIES.find((rank) => hits.some(({ severity }) => severity === rank)) ?? 'info',
        fix: { summary: advice.fix },
      };
    }
  }
}
