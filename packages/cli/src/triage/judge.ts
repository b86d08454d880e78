// Decides which results count: what is suppressed or in the baseline stays in the report, marked, and fails nothing.
import type { Accepted, ExposedPair, Finding, Marks, Suppressed } from '@watertight/engine';
import type { SuppressionEntry } from '../settings/config.ts';
import { asOfDay } from './as-of.ts';
import { knownExposure, knownFinding, readBaseline } from './baseline.ts';
import type { Baseline } from './baseline.ts';
import { Suppressions } from './suppressions.ts';
import type { IsElsewhere } from './suppressions.ts';

export interface TriageOptions {
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly asOf?: string;
  /** From the settings file. */
  readonly configFile?: string;
  readonly suppressions?: readonly SuppressionEntry[];
}

/** Without a mark the result counts. */
export function counts({ suppressed, inBaseline }: Marks): boolean {
  return suppressed === undefined && inBaseline !== true;
}

/** A baseline that is being written is not read: whatever is found goes into it. */
export async function judgeOf(options: TriageOptions): Promise<Judge> {
  const asOf = asOfDay(options.asOf);
  const suppressions = new Suppressions(options.suppressions ?? [], options.configFile ?? '', asOf);
  const isRead = options.baseline !== undefined && options.writeBaseline === undefined;
  return new Judge(suppressions, isRead ? await readBaseline(options.baseline) : undefined, asOf);
}

export class Judge {
  readonly #suppressions: Suppressions;
  readonly #baseline: Baseline | undefined;
  readonly #asOf: string;
  readonly #suppressed = { paths: 0, findings: 0 };
  readonly #inBaseline = { paths: 0, findings: 0 };

  constructor(suppressions: Suppressions, baseline: Baseline | undefined, asOf: string) {
    this.#suppressions = suppressions;
    this.#baseline = baseline;
    this.#asOf = asOf;
  }

  /** False when there is nothing to judge by: then everything counts. */
  get isNeeded(): boolean {
    return !this.#suppressions.isEmpty || this.#baseline !== undefined;
  }

  ofFinding(finding: Finding): Marks {
    const isKnown = finding.result === 'fail' && this.#baseline?.has(knownFinding(finding)) === true;
    return this.#mark('findings', this.#suppressions.ofFinding(finding), isKnown);
  }

  ofPair(pair: ExposedPair): Marks {
    const { asset, reader } = pair;
    const isKnown = this.#baseline?.has(knownExposure(reader.id, asset, reader.severity)) === true;
    return this.#mark('paths', this.#suppressions.ofPair(pair), isKnown);
  }

  /** Names in suppressions and the baseline that no check has. */
  unknownChecks(): string[] {
    return [...this.#suppressions.unknownChecks(), ...(this.#baseline?.unknownChecks() ?? [])];
  }

  /**
   * After everything was judged. `lookedAtAll` is false where only part is reported: then what was not met may be there. So it may be
   * where `isElsewhere` says that this run could not find what an entry is about. A run over some files knows all about what a
   * baseline holds of these: `isBaselineJudged`.
   */
  accepted(
    lookedAtAll: boolean,
    isElsewhere: IsElsewhere = () => false,
    isBaselineJudged: boolean = lookedAtAll,
  ): Accepted {
    return {
      ...(!this.#suppressions.isEmpty && { asOf: this.#asOf }),
      suppressed: { ...this.#suppressed },
      ...(this.#baseline !== undefined && { inBaseline: { ...this.#inBaseline } }),
      stale: [
        ...this.#suppressions.stale(lookedAtAll, isElsewhere),
        ...(isBaselineJudged ? (this.#baseline?.stale(isElsewhere) ?? []) : []),
      ],
    };
  }

  #mark(kind: 'paths' | 'findings', suppressed: Suppressed | undefined, isKnown: boolean): Marks {
    if (suppressed !== undefined) this.#suppressed[kind]++;
    else if (isKnown) this.#inBaseline[kind]++;
    return { ...(suppressed && { suppressed }), ...(isKnown && { inBaseline: true }) };
  }
}
