// Masks a whole OTLP request for logs, in either encoding.
import type { Finder } from '../rules/finder.ts';
import { exactMask, type Mask } from '../masks/mask.ts';
import type { Counts, OnMask } from '../stream/line-redactor.ts';
import { redactJsonLogs } from './json-logs.ts';
import { redactProtobufLogs } from './protobuf-logs.ts';
import { RecordRedactor } from './record-redactor.ts';

export type LogsEncoding = 'json' | 'protobuf';

export interface LogsRedactorOptions {
  readonly finder: Finder;
  readonly mask?: Mask;
  readonly onMask?: OnMask | undefined;
}

/** Serves any number of requests, one after the other. */
export class LogsRedactor {
  readonly #records: RecordRedactor;

  constructor({ finder, mask = exactMask, onMask }: LogsRedactorOptions) {
    this.#records = new RecordRedactor(finder, mask, onMask);
  }

  /** Of all requests so far. */
  get counts(): Counts {
    return this.#records.counts;
  }

  /**
   * An ExportLogsServiceRequest with bodies, attributes, names and texts masked. Throws `MalformedLogs` for what is none: nothing of it
   * may then be passed on.
   */
  redact(body: Uint8Array, encoding: LogsEncoding): Uint8Array {
    return encoding === 'json' ? redactJsonLogs(body, this.#records) : redactProtobufLogs(body, this.#records);
  }
}
