// Facts about data on its way: what a setting says of a connection.

/**
 * `plain`: nothing is encrypted. `optional`: only if the server wants it, so that whoever stands between can say no for it.
 * `unverified`: encrypted, to whoever answers. `tls`: encrypted, and the peer is verified unless another setting says otherwise.
 */
export type Protection = 'plain' | 'optional' | 'unverified' | 'tls';

/**
 * A host that a variable or a key names outright: `DB_HOST=db`, `BROKERS=kafka-0.kafka:9092`. Nothing but its name says that the value is
 * one, so the value is kept only where it is an address, or what a Service of the input is called.
 */
export interface NamedHost {
  /** Small letters. Absent: something outside of the cluster, by its form. */
  readonly host?: string;
  /** Beside it, or in the variable that is called so: `DB_PORT`. Absent where there is none. */
  readonly port?: number;
  /** Of the variable or the key of the ConfigMap. */
  readonly name: string;
  /** RFC 6901, from what holds it: a pod spec or an object. */
  readonly pointer: string;
}

/** What one literal says of a connection. No part of a value is kept but scheme, host, port and the setting's own word. */
export interface TransitSignal {
  /** As its program writes it: `redis://`, `sslmode=disable`, `NODE_TLS_REJECT_UNAUTHORIZED=0`. */
  readonly setting: string;
  readonly says: Protection;
  /** Small letters; absent where the text names none, or none that could be told from a password. */
  readonly host?: string;
  readonly port?: number;
  /** A password, or a reference to one, stands beside the host. */
  readonly credential?: true;
  /** Variables that the text refers to, `$(NAME)`; absent where there are none. */
  readonly uses?: readonly string[];
  /** A login by the protocol's own means: a database, a queue, a directory. */
  readonly login?: true;
  /** What a reader would call the text: the variable, the key of the ConfigMap, `args`. */
  readonly name: string;
  /** RFC 6901, from what holds it: a pod spec or an object. */
  readonly pointer: string;
}
