// Addresses that no pod and no node has: where theirs are not known, at least these are not.
import { parseBlock } from '../facts/address.ts';
import type { AddressBlock } from '../facts/address.ts';

/**
 * Loopback, link-local and multicast (RFC 6890, RFC 4291), and the services that AWS gives instances by IPv6
 * (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html).
 */
const NO_HOST: readonly AddressBlock[] = [
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '::1/128',
  'fe80::/10',
  'ff00::/8',
  'fd00:ec2::/32',
]
  .map(parseBlock)
  .filter((block) => block !== undefined);

/** False where every address of the block is one that no pod and no node has. */
export function mayHoldHosts({ family, first, last }: AddressBlock): boolean {
  return !NO_HOST.some((none) => none.family === family && first >= none.first && last <= none.last);
}
