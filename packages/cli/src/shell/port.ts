// Reads a port as the command line gives it: `5432/TCP`, `53/UDP`, `http`; TCP where no protocol is said.
import type { ConnectRequest } from '@watertight/engine';
import { UserError } from './exit-code.ts';

const PORT = /^(?:(\d{1,5})|([a-z0-9-]{1,15}))(?:\/(tcp|udp|sctp))?$/i;
const LAST_PORT = 65_535;

/** `hint` is the second line of the error: what to write instead. */
export function readPort(text: string, hint: string): Pick<ConnectRequest, 'port' | 'protocol'> {
  const [, number, name, protocol = 'TCP'] = PORT.exec(text) ?? [];
  const isNumber = number !== undefined && Number(number) >= 1 && Number(number) <= LAST_PORT;
  if (!isNumber && name === undefined) throw new UserError(`not a port: ${text}`, hint);
  return {
    port: isNumber ? Number(number) : (name as string),
    protocol: protocol.toUpperCase() as ConnectRequest['protocol'],
  };
}
