// Protection of an output whose settings are a document: by its URL's scheme, or by a block of TLS settings.
import type { LogOutput } from '../../facts/log-output.ts';
import type { Address } from './setting-values.ts';

export type Sent = Pick<LogOutput, 'says' | 'setting' | 'host' | 'port'>;

/** What the settings say of a certificate that is not verified, in their own words; undefined where it is. */
export type Unverified = string | undefined;

function endOf({ host, port }: Address): Pick<Sent, 'host' | 'port'> {
  return { ...(host !== undefined && { host }), ...(port !== undefined && { port }) };
}

/** Of an address with a scheme: `http` is plain, `https` is TLS; none, or one that a variable stands in for, is not known. */
export function sentByScheme(address: Address, unverified: Unverified): Sent {
  const end = endOf(address);
  const { scheme } = address;
  if (scheme === 'http') return { says: 'plain', setting: 'http://', ...end };
  if (scheme !== 'https') return { says: 'unknown', setting: 'an address by a variable', ...end };
  if (unverified !== undefined) return { says: 'unverified', setting: unverified, ...end };
  return { says: 'tls', setting: 'https://', ...end };
}

/** Of an address without a scheme, where a switch decides; `words` are those of its being on and off. */
export function sentBySwitch(
  address: Address,
  isOn: boolean | 'unknown',
  unverified: Unverified,
  words: { readonly on: string; readonly off: string },
): Sent {
  const end = endOf(address);
  if (isOn === 'unknown') return { says: 'unknown', setting: `${words.on} by a variable`, ...end };
  if (!isOn) return { says: 'plain', setting: words.off, ...end };
  if (unverified !== undefined) return { says: 'unverified', setting: unverified, ...end };
  return { says: 'tls', setting: words.on, ...end };
}
