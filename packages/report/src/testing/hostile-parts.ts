// The parts of results, drawn. Optional fields are absent now and then, never undefined.
import type {
  ApiRequest,
  Accepted,
  Asset,
  CanAnswer,
  CanError,
  CanRequest,
  Coverage,
  Evidence,
  Finding,
  Fix,
  Marks,
  Path,
  Reached,
  Reader,
  ReplayedPath,
  ReplayedRequest,
  ReplayedStep,
  Step,
  Unknown,
} from '@watertight/engine';
import { SEVERITIES } from '../input/rank.ts';
import { Drawn } from './drawn.ts';

const OUTCOMES = ['confirmed', 'refuted', 'not-testable'] as const;
const CERTAINTIES = ['certain', 'conditional', 'assumed'] as const;

export class HostileParts extends Drawn {
  evidence(): Evidence {
    const { file, line, column } = this.location();
    return {
      object: this.id(),
      ...this.maybe({ pointer: `/${this.text()}` }),
      ...this.maybe({ file }),
      ...this.maybe({ line }),
      ...this.maybe({ column }),
    };
  }

  request(): ApiRequest {
    return {
      verb: this.text(),
      group: this.text(),
      resource: this.text(),
      ...this.maybe({ namespace: this.text(), name: this.text() }),
    };
  }

  step(): Step {
    return {
      id: this.text(),
      needs: this.list(() => this.text()),
      technique: this.text(),
      from: this.id(),
      to: this.id(),
      ...this.maybe({ request: this.request() }),
      ...this.maybe({ requests: [{ as: this.id(), request: this.request() }] }),
      because: this.text(),
      certainty: this.of(CERTAINTIES),
      conditions: this.list(() => ({ text: this.text(), settledBy: this.text() })),
      evidence: this.list(() => this.evidence()),
    };
  }

  path(to = this.id()): Path {
    return {
      id: `p${this.text()}`,
      from: this.id(),
      to,
      certainty: this.of(CERTAINTIES),
      severity: this.of(SEVERITIES),
      hops: this.draw(9),
      steps: this.list(() => this.step()),
      ...this.marks(),
    };
  }

  replayedPath(): ReplayedPath {
    const { id, from, to, certainty, severity } = this.path();
    return { id, from, to, certainty, severity, result: this.of(OUTCOMES) };
  }

  replayedStep(path: string): ReplayedStep {
    const replays = this.list(() => this.replayedRequest());
    const { as: _, ...decisive } = this.replayedRequest();
    return {
      path,
      step: this.text(),
      technique: this.text(),
      from: this.id(),
      to: this.id(),
      replays,
      ...decisive,
    };
  }

  replayedRequest(): ReplayedRequest {
    return {
      as: this.id(),
      request: this.request(),
      ...this.maybe({ how: this.of(['access-review', 'impersonation', 'dry-run', 'role-rules'] as const) }),
      result: this.of(OUTCOMES),
      ...this.maybe({ status: 100 + this.draw(499) }),
      reason: this.text(),
    };
  }

  coverage(): Coverage {
    const { file, line } = this.location();
    const state = this.of(['read', 'partial', 'not-read'] as const);
    return {
      source: this.text(),
      what: this.text(),
      state,
      ...this.maybe({ reason: this.text() }),
      ...this.maybe({ object: this.id() }),
      ...this.maybe({ file, line }),
    };
  }

  asset(): Asset {
    const readers = { total: this.draw(9), expected: this.draw(9), declared: this.draw(9) };
    const keys = this.list(() => ({ name: this.text(), length: this.draw(99) }));
    return {
      id: this.id(),
      inInput: this.bool(),
      keys,
      severity: this.of(SEVERITIES),
      exposed: this.bool(),
      readers,
      ...this.maybe({ location: this.location() }),
      ...this.marks(),
    };
  }

  marks(): Marks {
    const suppressed = { reason: this.text(), owner: this.text(), until: this.text() };
    return { ...this.maybe({ suppressed }), ...this.maybe({ inBaseline: this.bool() }) };
  }

  fix(): Fix {
    const body = this.of<unknown>([
      this.text(),
      [{ op: 'remove', path: this.text() }],
      null,
      7,
      { [this.text()]: [this.text()] },
    ]);
    const patch = { type: this.of(['json', 'merge', 'text'] as const), target: this.id(), body };
    return {
      summary: this.text(),
      ...this.maybe({ patch }),
      ...this.maybe({ commands: this.list(() => this.text()) }),
    };
  }

  /** Own keys whatever they are called, as a parser makes them. */
  maps(): Record<string, readonly string[]> {
    return Object.fromEntries(this.list(() => [this.text(), this.list(() => this.text())]));
  }

  finding(): Finding {
    return {
      fingerprint: this.text(),
      check: this.text(),
      severity: this.of(SEVERITIES),
      result: this.of(['fail', 'unknown'] as const),
      object: this.id(),
      ...this.maybe({ location: this.location() }),
      message: this.text(),
      fix: this.fix(),
      maps: this.maps(),
      ...this.marks(),
    };
  }

  accepted(): Accepted {
    const some = (): { paths: number; findings: number } => ({ paths: this.draw(9), findings: this.draw(9) });
    const state = this.of(['expired', 'unmatched'] as const);
    return {
      ...this.maybe({ asOf: this.text() }),
      suppressed: some(),
      ...this.maybe({ inBaseline: some() }),
      stale: this.list(() => ({
        source: this.text(),
        ...this.maybe({ line: 1 + this.draw(9) }),
        entry: this.text(),
        state,
        reason: this.text(),
      })),
    };
  }

  unknown(): Unknown {
    return { reason: this.text(), missing: this.text() };
  }

  reader(): Reader {
    return { ...this.reached(), expected: this.bool(), declared: this.bool() };
  }

  reached(): Reached {
    return { id: this.id(), certainty: this.of(CERTAINTIES), hops: this.draw(9), path: this.path() };
  }

  answer(): CanAnswer {
    const request: CanRequest = {
      user: this.text(),
      verb: this.text(),
      ...this.maybe({ groups: this.list(() => this.text()) }),
      ...this.maybe({ path: this.text() }),
      ...this.maybe({
        group: this.text(),
        resource: this.text(),
        subresource: this.text(),
        namespace: this.text(),
        name: this.text(),
        query: this.text(),
      }),
    };
    return {
      request,
      allowed: this.of([true, false, null]),
      ...this.maybe({ authorizer: this.of(['RBAC', 'Node', 'superuser'] as const) }),
      ...this.maybe({ by: { binding: this.id(), role: this.id(), pointer: this.text() } }),
      ...this.maybe({ reason: this.text() }),
    };
  }

  error(): CanError {
    return { line: this.line(), error: this.text() };
  }
}
