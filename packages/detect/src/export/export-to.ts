// Configurations of other programs that mask what they can of what we mask.
import { ALL_DETECTORS } from '../detectors/all.ts';
import { allPatterns, BY_NAME, type Coverage } from './all-patterns.ts';
import { fluentBitScript } from './fluent-bit.ts';
import { luaFormats } from './lua-data.ts';
import { otelConfig } from './otel.ts';
import { vectorProgram } from './vector.ts';

export type ExportTarget = 'vector' | 'fluent-bit' | 'otel';

export interface Configuration extends Coverage {
  readonly text: string;
  /** What of names is known, and what is not. */
  readonly byName: string;
}

/** With all detectors. */
export function exportTo(target: ExportTarget): Configuration {
  if (target === 'fluent-bit') {
    const formats = luaFormats(ALL_DETECTORS);
    return { ...formats.exported, text: fluentBitScript(formats), byName: BY_NAME };
  }
  const exported = allPatterns(ALL_DETECTORS);
  const text = target === 'vector' ? vectorProgram(exported) : otelConfig(exported);
  return { same: exported.same, wider: exported.wider, lost: exported.lost, text, byName: BY_NAME };
}
