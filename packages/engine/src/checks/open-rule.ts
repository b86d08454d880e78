// Calico's rules that match every connection.
import type { CalicoEntity, CalicoRule } from '../facts/calico-policy.ts';

const namesNobody = (entity: CalicoEntity): boolean => Object.values(entity).every((value) => value === undefined);

/** Whatever its action is. */
export function isOpenToAll({ source, destination, ...rule }: CalicoRule): boolean {
  const isPlain = rule.protocol === undefined && rule.notProtocol === undefined && rule.ipVersion === undefined;
  return isPlain && rule.icmp !== true && rule.http !== true && namesNobody(source) && namesNobody(destination);
}
