// The audit policy of the testbed, and the reader of the log that it makes.
import { readFileSync } from 'node:fs';

/**
 * Everything by metadata; Secrets with what was asked and answered, so that a test sees whether a value was read.
 * A request is logged before its answer is sent. https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/
 */
export const AUDIT_POLICY: object = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [{ level: 'RequestResponse', resources: [{ group: '', resources: ['secrets'] }] }, { level: 'Metadata' }],
};

/** One line of the log, as far as tests look at it. */
export interface AuditEvent {
  readonly level: string;
  readonly stage: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly userAgent?: string;
  readonly user: { readonly username?: string; readonly groups?: readonly string[] };
  readonly impersonatedUser?: { readonly username?: string; readonly groups?: readonly string[] };
  readonly objectRef?: {
    readonly resource?: string;
    readonly subresource?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
  readonly responseStatus?: { readonly code?: number };
  readonly requestObject?: unknown;
  readonly responseObject?: unknown;
}

/** Every event that is written whole; a line still being written ends no run. */
export function readAuditLog(file: string): AuditEvent[] {
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as AuditEvent]));
}
