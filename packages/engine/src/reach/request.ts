// Reads the requests of `can-connect`: JSON that somebody else wrote, one on a line.
import type { ConnectRequest } from '../results/can-connect.ts';

export interface Refusal {
  readonly error: string;
}

const PROTOCOLS: ReadonlySet<string> = new Set(['TCP', 'UDP', 'SCTP']);
const LAST_PORT = 65_535;
/** UTF-16 units of an id. */
const LONGEST_ID = 1024;

function isPort(port: unknown): port is number | string {
  if (typeof port === 'string') return /^[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(port);
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= LAST_PORT;
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_ID;

export function requestOf(value: unknown): ConnectRequest | Refusal {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { error: 'not an object' };
  const { from, to, port, protocol = 'TCP' } = value as Readonly<Record<string, unknown>>;
  if (!isId(from)) return { error: '`from` is no id' };
  if (!isId(to)) return { error: '`to` is no id' };
  if (!isPort(port)) return { error: '`port` is neither 1 to 65535 nor the name of a port' };
  if (typeof protocol !== 'string' || !PROTOCOLS.has(protocol)) return { error: '`protocol` is not TCP, UDP or SCTP' };
  return { from, to, port, protocol: protocol as ConnectRequest['protocol'] };
}

/** The parser's own message is not repeated: it quotes the line. */
export function requestOfLine(text: string): ConnectRequest | Refusal {
  try {
    return requestOf(JSON.parse(text));
  } catch {
    return { error: 'not JSON' };
  }
}
