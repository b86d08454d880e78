// For tests: what the API server logged of our requests, sorted into what may be sent and what may not.
import type { AuditEvent } from '../../../../testbed/cluster/audit.ts';
import { AGENT } from './example-cluster.ts';

export interface Audited {
  readonly reviews: number;
  readonly dryRuns: number;
  /** GETs of roles and of discovery. */
  readonly reads: number;
  /** Everything else, as `VERB URI`. */
  readonly others: readonly string[];
}

const REVIEW = /^\/apis\/(?:authorization|authentication)\.k8s\.io\/v1\/\w+reviews$/;
const READ =
  /^\/version$|^\/apis\/[^/]+(?:\/v[^/]+)?$|^\/apis\/rbac\.authorization\.k8s\.io\/v1\/(?:.+\/)?(?:cluster)?roles\/[^/]+$/;
const CHANGES = ['create', 'update', 'patch'];

/** Written from what the product promises, not from its own list of what may leave. */
export function audited(events: readonly AuditEvent[]): Audited {
  const counts = { reviews: 0, dryRuns: 0, reads: 0 };
  const others: string[] = [];
  for (const { verb, requestURI, objectRef, userAgent } of events) {
    if (userAgent !== AGENT) continue;
    const { searchParams, pathname } = new URL(requestURI, 'https://server');
    const isTried = CHANGES.includes(verb) && searchParams.get('dryRun') === 'All';
    if (objectRef?.resource === 'secrets' || objectRef?.resource === 'configmaps') others.push(`${verb} ${requestURI}`);
    else if (verb === 'create' && REVIEW.test(requestURI)) counts.reviews++;
    else if (isTried && objectRef?.subresource !== 'token') counts.dryRuns++;
    else if (verb === 'get' && READ.test(pathname)) counts.reads++;
    else others.push(`${verb} ${requestURI}`);
  }
  return { ...counts, others };
}
