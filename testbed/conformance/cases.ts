// Turns each row into two cases: what is applied, who asks, and what must follow.
import type { ApiObject } from '../cluster/client.ts';
import { grantObjects } from './grant-text.ts';
import { attributesOf, type Attributes } from './request-text.ts';
import { type Case, MARK, type Row } from './row.ts';
import { bindingSubject, type Caller, callerOf, positionOf } from './subject.ts';

/** A case with its placeholders filled in. */
export interface PreparedCase extends Case {
  /** The row's id, or `ID-twin`. */
  readonly id: string;
  readonly namespace: string;
  readonly caller: Caller;
  /** The position whose reading is asked of our reports. */
  readonly position: string;
  readonly attributes: Attributes;
  /** Everything that is applied, in order; grants last. */
  readonly applied: readonly ApiObject[];
}

const NAMESPACE = /\{ns\}/g;

function filled<T>(value: T, namespace: string): T {
  return JSON.parse(JSON.stringify(value).replaceAll(NAMESPACE, namespace)) as T;
}

/** What every case holds: the Secret that is asked about, and the account that pods need. */
function basics(namespace: string): ApiObject[] {
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'Opaque',
      metadata: { name: 'db', namespace },
      data: { password: Buffer.from(MARK).toString('base64') },
    },
  ];
}

function prepare(id: string, given: Case): PreparedCase {
  const namespace = `c-${id}`;
  const one = filled(given, namespace);
  const own = one.subject;
  const grants = (one.grants ?? []).flatMap((text, index) =>
    grantObjects(text, {
      namespace,
      name: `g${index}`,
      toSubject: (subject) => bindingSubject(subject ?? own, namespace),
    }),
  );
  return {
    ...one,
    id,
    namespace,
    caller: callerOf(own, namespace),
    position: one.reader ?? positionOf(own, namespace),
    attributes: attributesOf(one.request),
    applied: [...basics(namespace), ...(one.objects ?? []), ...grants],
  };
}

/** The row's own case, then its twin. A twin's `reads` and `offline` are its own. */
export function casesOf(row: Row): readonly [PreparedCase, PreparedCase] {
  const { id, rule: _rule, since: _since, until: _until, twin, ...given } = row;
  const { reads: _reads, offline: _offline, ...inherited } = given;
  return [prepare(id, given), prepare(`${id}-twin`, { ...inherited, ...twin })];
}

const minorOf = (version: string): number => Number(version.split('.')[1]);

/** True when the row holds in this Kubernetes version. */
export function holdsIn({ since, until }: Row, version: string): boolean {
  const minor = minorOf(version);
  return (since === undefined || minorOf(since) <= minor) && (until === undefined || minor <= minorOf(until));
}
