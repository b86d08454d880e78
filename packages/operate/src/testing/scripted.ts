// For tests: a server whose answers are written down, and that notes what it was asked.
import type { Path } from '@watertight/engine';
import type { ClusterConnection, Impersonation, ReplayAnswer, Replied } from '@watertight/sources';

export interface AskedOf {
  /** The kind of a review, `tryOut` or `read`. */
  readonly what: string;
  readonly path: string;
  readonly body: unknown;
  readonly as: string | undefined;
}

/** Undefined: allowed, accepted, or absent. */
export type Script = (asked: AskedOf) => Replied | undefined;

export interface Scripted {
  readonly connection: ClusterConnection;
  readonly asked: readonly AskedOf[];
}

export const allowed = (answer: boolean): ReplayAnswer => ({ status: 201, value: { status: { allowed: answer } } });
export const refused = (status: number, message = '', reason = ''): ReplayAnswer => ({
  status,
  value: { message, reason },
});

export function scripted(script: Script, more: Partial<ClusterConnection> = {}): Scripted {
  const asked: AskedOf[] = [];
  const answer = async (one: AskedOf, otherwise: ReplayAnswer): Promise<Replied> => {
    asked.push(one);
    await Promise.resolve();
    return script(one) ?? otherwise;
  };
  const connection: ClusterConnection = {
    context: 'test',
    server: 'https://127.0.0.1',
    user: 'tester',
    version: 'v1.37.2',
    mayImpersonate: true,
    review: async (path, body, as) =>
      await answer({ what: (body as { kind: string }).kind, path, body, as: nameOf(as) }, allowed(true)),
    tryOut: async (path, { body }, as) =>
      await answer({ what: 'tryOut', path, body, as: nameOf(as) }, { status: 201, value: undefined }),
    read: async (path) => await answer({ what: 'read', path, body: undefined, as: undefined }, refused(403)),
    close: () => Promise.resolve(),
    ...more,
  };
  return { connection, asked };
}

function nameOf(as: Impersonation | undefined): string | undefined {
  return as && [as.user, ...as.groups].join(',');
}

type Step = Path['steps'][number];

/** A path of these steps, in order. */
export function pathWith(...steps: readonly Partial<Step>[]): Path {
  const whole = steps.map((step, index): Step => ({
    id: `s${index + 1}`,
    needs: [],
    technique: 'A1',
    from: 'serviceaccount:shop/app',
    to: 'secret:shop/db',
    because: '',
    certainty: 'certain',
    conditions: [],
    evidence: [],
    ...step,
  }));
  const { from = '', to = '' } = { from: whole[0]?.from, to: whole.at(-1)?.to };
  return { id: 'p-1', from, to, certainty: 'certain', severity: 'high', hops: whole.length, steps: whole };
}

export const GET_DB = { verb: 'get', group: '', resource: 'secrets', namespace: 'shop', name: 'db' };
export const CREATE_POD = { verb: 'create', group: '', resource: 'pods', namespace: 'shop' };
