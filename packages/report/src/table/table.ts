// `-o table` and `-o wide`: the text form of every result, line by line.
import type { ReportOptions } from '../input/options.ts';
import type { Result } from '../input/result.ts';
import { canConnectTable } from './can-connect.ts';
import { canTable } from './can.ts';
import { detectTable } from './detect.ts';
import { diffTable } from './diff.ts';
import { encryptionLintTable } from './encryption-lint.ts';
import { explainTable } from './explain.ts';
import { pathsTable } from './paths.ts';
import { proveTable } from './prove.ts';
import { reachTable } from './reach.ts';
import { scanTable } from './scan.ts';
import { view, type View } from './view.ts';
import { whoCanReadTable } from './who-can-read.ts';

function tableOf(result: Result, show: View): Iterable<string> {
  switch (result.kind) {
    case 'scan':
      return scanTable(result, show);
    case 'who-can-read':
      return whoCanReadTable(result, show);
    case 'reach':
      return reachTable(result, show);
    case 'paths':
      return pathsTable(result, show);
    case 'can':
      return canTable(result, show);
    case 'can-connect':
      return canConnectTable(result, show);
    case 'explain':
      return explainTable(result, show);
    case 'detect':
      return detectTable(result, show);
    case 'encryption-lint':
      return encryptionLintTable(result, show);
    case 'prove':
      return proveTable(result, show);
    case 'diff':
      return diffTable(result, show);
  }
}

export function* table(result: Result, options: ReportOptions, wide: boolean): Iterable<string> {
  for (const line of tableOf(result, view(options, wide))) yield `${line}\n`;
}
