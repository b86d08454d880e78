// Results of every command with names that attack every format.
import type {
  AssetReaders,
  Change,
  ConnectAnswer,
  ConnectRequest,
  DetectFinding,
  DetectResult,
  DiffResult,
  EncryptionLintResult,
  ExplainResult,
  ProveResult,
  ScanResult,
} from '@watertight/engine';
import { SEVERITIES } from '../input/rank.ts';
import type { Result, WhoCanReadStream } from '../input/result.ts';
import { HostileParts } from './hostile-parts.ts';

const SCHEMA = 'watertight/v1';

/** Draws results. */
export class Hostile extends HostileParts {
  result(): Result {
    const kinds = [
      () => this.scan(),
      () => this.readers(),
      () => this.reach(),
      () => this.paths(),
      () => this.can(),
      () => this.canConnect(),
      () => this.explain(),
      () => this.diff(),
      () => this.prove(),
      () => this.detect(),
      () => this.encryptionLint(),
    ];
    return this.of(kinds)();
  }

  encryptionLint(): EncryptionLintResult {
    const verdict = (): boolean | null => this.of([true, false, null]);
    return {
      schema: SCHEMA,
      kind: 'encryption-lint',
      kubernetesVersion: this.text(),
      accepted: this.of([true, false]),
      files: this.list(() => ({ file: this.text(), accepted: verdict() })),
      refusals: this.list(() => ({
        file: this.text(),
        pointer: this.of(['', '/a']),
        line: 1 + this.draw(9),
        reason: this.text(),
      })),
      findings: this.list(() => this.finding()),
      coverage: this.list(() => this.coverage()),
    };
  }

  scan(): ScanResult {
    const assets = this.list(() => this.asset());
    const number = (): number => this.draw(9);
    return {
      schema: SCHEMA,
      kind: 'scan',
      summary: {
        assets: number(),
        exposed: number(),
        paths: number(),
        findings: { critical: number(), high: number(), medium: number(), low: number(), info: number() },
      },
      coverage: this.list(() => this.coverage()),
      assets,
      paths: this.list(() => this.path(assets[this.draw(assets.length)]?.id)),
      findings: this.list(() => this.finding()),
      ...this.maybe({ truncated: this.bool() }),
      ...this.maybe({
        cuts: this.list(() => ({
          object: this.id(),
          ...this.maybe({ pointer: this.text() }),
          summary: this.text(),
          breaks: number(),
        })),
      }),
      ...this.maybe({ accepted: this.accepted() }),
    };
  }

  readers(): WhoCanReadStream & { readonly assets: readonly AssetReaders[] } {
    const assets = this.list(() => ({
      asset: this.id(),
      inInput: this.bool(),
      readers: this.list(() => this.reader()),
      unknown: this.list(() => this.unknown()),
      ...this.maybe({ truncated: this.bool() }),
    }));
    return { schema: SCHEMA, kind: 'who-can-read', assets, coverage: this.list(() => this.coverage()) };
  }

  reach(): Result {
    return {
      schema: SCHEMA,
      kind: 'reach',
      position: this.id(),
      positions: this.list(() => this.reached()),
      assets: this.list(() => this.reached()),
      ...this.maybe({ network: { enforcer: this.text(), connections: this.list(() => this.connection()) } }),
      unknown: this.list(() => this.unknown()),
      coverage: this.list(() => this.coverage()),
    };
  }

  connection() {
    const verdict = this.bool() ? ('allow' as const) : ('undefined' as const);
    return { from: this.id(), to: this.id(), port: this.text(), protocol: 'TCP' as const, verdict };
  }

  paths(): Result {
    const paths = this.list(() => this.path());
    return {
      schema: SCHEMA,
      kind: 'paths',
      paths,
      coverage: this.list(() => this.coverage()),
      ...this.maybe({ truncated: this.bool() }),
    };
  }

  can(): Result {
    return { schema: SCHEMA, kind: 'can', answers: this.list(() => (this.bool() ? this.answer() : this.error())) };
  }

  canConnect(): Result {
    const port = (): number | string => (this.bool() ? this.draw(65_535) : this.text());
    const protocol = () => this.of(['TCP', 'UDP', 'SCTP'] as const);
    const request = (): ConnectRequest => ({ from: this.id(), to: this.id(), port: port(), protocol: protocol() });
    const reasons = () => this.list(() => ({ text: this.text(), evidence: this.list(() => this.evidence()) }));
    const answer = (): ConnectAnswer => ({
      request: request(),
      verdict: this.of(['allow', 'deny', 'undefined'] as const),
      because: reasons(),
      ...this.maybe({ transit: { state: this.of(['mtls', 'refused', 'unknown'] as const), basis: reasons() } }),
      ...this.maybe({ mesh: { verdict: this.of(['admitted', 'refused', 'undefined'] as const), basis: reasons() } }),
    });
    const kinds = [answer, () => ({ request: request(), error: this.text() }), () => this.error()];
    return { schema: SCHEMA, kind: 'can-connect', answers: this.list(() => this.of(kinds)()) };
  }

  diff(): DiffResult {
    const counts = (): Record<Change, number> => ({ new: this.draw(9), gone: this.draw(9), changed: this.draw(9) });
    const change = (): Change => this.of(['new', 'gone', 'changed'] as const);
    return {
      schema: SCHEMA,
      kind: 'diff',
      summary: { paths: counts(), findings: counts() },
      paths: this.list(() => {
        const { id, severity, certainty } = this.path();
        return { change: change(), path: this.path(), ...this.maybe({ was: { id, severity, certainty } }) };
      }),
      findings: this.list(() => {
        const { severity, result } = this.finding();
        return { change: change(), finding: this.finding(), ...this.maybe({ was: { severity, result } }) };
      }),
      coverage: this.list(() => this.coverage()),
    };
  }

  prove(): ProveResult {
    const number = (): number => this.draw(9);
    const paths = this.list(() => this.replayedPath());
    return {
      schema: SCHEMA,
      kind: 'prove',
      cluster: { context: this.text(), server: this.text(), user: this.text(), version: this.text() },
      summary: { confirmed: number(), refuted: number(), notTestable: number() },
      paths,
      steps: this.list(() => this.replayedStep(paths[0]?.id ?? this.text())),
      ...this.maybe({ truncated: this.bool() }),
      ...this.maybe({ ended: this.text() }),
      coverage: this.list(() => this.coverage()),
    };
  }

  detect(): DetectResult {
    const number = (): number => this.draw(9);
    return {
      schema: SCHEMA,
      kind: 'detect',
      summary: {
        findings: { critical: number(), high: number(), medium: number(), low: number(), info: number() },
      },
      coverage: this.list(() => this.coverage()),
      findings: this.list(() => this.detected()),
      ...this.maybe({ accepted: this.accepted() }),
    };
  }

  detected(): DetectFinding {
    const { file, line, column, endColumn } = this.location();
    return {
      detector: `d${this.text()}`,
      class: this.text(),
      severity: this.of(SEVERITIES),
      result: 'fail',
      file,
      line,
      column,
      endColumn,
      fingerprint: this.text(),
      length: this.draw(99),
      title: this.text(),
      ...this.maybe({ place: this.text() }),
      ...this.maybe({ valueFingerprint: this.text() }),
      ...this.maybe({ deleted: true }),
      ...this.maybe({
        images: [
          {
            references: [this.text()],
            digests: [],
            ...this.maybe({ indexes: [this.text()] }),
            place: this.text(),
            ...this.maybe({ hidden: true }),
          },
        ],
      }),
      ...this.maybe({ suppressed: { reason: this.text(), owner: this.text(), until: '2027-01-31' } }),
      ...this.maybe({ inBaseline: true }),
    };
  }

  explain(): ExplainResult {
    return {
      schema: SCHEMA,
      kind: 'explain',
      subject: this.of(['check', 'technique', 'path'] as const),
      id: `x${this.text()}`,
      title: this.text(),
      why: this.text(),
      verify: this.list(() => this.text()),
      fixes: this.list(() => this.fix()),
      references: this.list(() => this.text()),
      ...this.maybe({ severity: this.of(SEVERITIES) }),
      ...this.maybe({ maps: this.maps() }),
      ...this.maybe({ path: this.path() }),
      ...this.maybe({ findings: this.list(() => this.finding()) }),
      ...this.maybe({ coverage: this.list(() => this.coverage()) }),
    };
  }
}
