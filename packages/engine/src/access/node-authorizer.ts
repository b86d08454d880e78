// What the Node authorizer says to a kubelet.
import type { Facts } from '../facts/facts.ts';
import type { AccessRequest } from './request.ts';
import type { UserInfo } from './user.ts';

export interface NodeVerdict {
  readonly allowed: boolean | null;
  readonly reason?: string;
}

export function createNodeAuthorizer(_facts: Facts, _version: string): (user: UserInfo, request: AccessRequest) => NodeVerdict {
  return () => ({ allowed: false });
}
