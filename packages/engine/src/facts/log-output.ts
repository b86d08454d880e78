// Facts about where settings of log shippers send what they read: plugin, host, protection and what was done on the way, never a value.
import type { Protection } from './transit.ts';

export type ShipperProgram =
  | 'Fluent Bit'
  | 'Fluentd'
  | 'Vector'
  | 'Promtail'
  | 'Grafana Alloy'
  | 'OpenTelemetry Collector'
  | 'Filebeat';

/**
 * `every-pod`: what containers of every namespace on the node print. `some-pods`: of those that a path or a tag names. `logs`: other
 * logs, and what other shippers send. `token`: no log, but the ServiceAccount's token. `unknown`: the input does not tell.
 */
export type Carried = 'every-pod' | 'some-pods' | 'logs' | 'token' | 'unknown';

/** One output, or one request to the API server, that leaves the pod. */
export interface LogOutput {
  readonly program: ShipperProgram;
  /** As the program calls it: `es`, `loki`; `another plugin` for one that this reader does not know. */
  readonly plugin: string;
  readonly says: Protection | 'unknown';
  /** What decides, in the program's own words: `tls off`, `no tls`, `http://`. */
  readonly setting: string;
  /** Small letters; absent where the text names none, or none that could be told from a variable. */
  readonly host?: string;
  readonly port?: number;
  readonly carries: Carried;
  /** Steps on the way that may change or drop what is carried. What they do is not looked at. */
  readonly steps: readonly string[];
  /** A step is made to mask. */
  readonly masks?: true;
  /** The key of the ConfigMap. */
  readonly name: string;
  /** RFC 6901, from the object. */
  readonly pointer: string;
}

/** Settings of a shipper that could not be read, or that stand somewhere else. */
export interface UnreadSettings {
  readonly program: ShipperProgram;
  readonly reason: string;
  readonly pointer: string;
}

export interface ShipperSettings {
  readonly outputs: readonly LogOutput[];
  readonly unread: readonly UnreadSettings[];
}
