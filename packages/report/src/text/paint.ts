// The few colours of the table: severities, certainties, headings and what may be passed over.
import type { Certainty, Severity } from '@watertight/engine';
import colors from 'picocolors';

export interface Paint {
  readonly heading: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly command: (text: string) => string;
  readonly severity: (severity: Severity, text?: string) => string;
  readonly certainty: (certainty: Certainty, text?: string) => string;
}

/** With `color` false every function returns its text as it is. */
export function paint(color: boolean): Paint {
  const c = colors.createColors(color);
  const severities = {
    critical: (text: string) => c.bold(c.red(text)),
    high: c.red,
    medium: c.yellow,
    low: c.blue,
    info: c.dim,
  };
  const certainties = { certain: c.red, conditional: c.yellow, assumed: c.blue };
  return {
    heading: c.bold,
    strong: c.bold,
    faint: c.dim,
    good: c.green,
    bad: c.red,
    warn: c.yellow,
    command: c.cyan,
    severity: (severity, text = severity) => severities[severity](text),
    certainty: (certainty, text = certainty) => certainties[certainty](text),
  };
}
