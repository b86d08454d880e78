// Recognises a password that a program takes as an option without a name: `redis-cli -a …`, `curl -u user:…`.
import { COMMAND_ANCHORS, commandPassword } from '@watertight/detect';
import type { Detector, Match } from '@watertight/detect';
import { isMade, mayBeCredential } from '@watertight/engine';
import { CREDENTIAL_IN_COMMAND } from './structural.ts';

function match(text: string, at: number): Match | undefined {
  const found = commandPassword(text, at);
  if (found === undefined) return undefined;
  const value = text.slice(found.start, found.end);
  return isMade(value) && mayBeCredential('password', value) ? { start: found.start, end: found.end } : undefined;
}

export const COMMAND_CREDENTIAL: Detector = {
  ...CREDENTIAL_IN_COMMAND,
  anchors: COMMAND_ANCHORS,
  match,
  examples: {
    positive: [
      'redis-cli -a «q8Zt4mVx1LbS» ping',
      'curl -u admin:«q8Zt4mVx1LbS» https://host.example/',
      'mysql -uroot -p«q8Zt4mVx1LbS» shop',
    ],
    negative: [
      'redis-cli -a $REDIS_PASSWORD1 ping',
      'curl -u username:password https://host.example/',
      'mysql -uroot -p shop-2026',
    ],
  },
};
