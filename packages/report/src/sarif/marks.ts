// SARIF's own words for what does not count: suppressions, and the state against a baseline.
import type { Accepted, Marks } from '@watertight/engine';
import { markText } from '../text/marks.ts';
import { message } from './message.ts';

/**
 * Properties of one result. Suppressions are present on all results or on none, as SARIF 2.1.0 (3.27.23) asks; an empty list
 * says that the result is not suppressed. Without a baseline there is no state against one (3.27.24).
 */
export function markProperties({ suppressed, inBaseline }: Marks, accepted: Accepted | undefined): object {
  if (accepted === undefined) return {};
  const state = accepted.inBaseline === undefined ? {} : { baselineState: inBaseline === true ? 'unchanged' : 'new' };
  if (suppressed === undefined) return { ...state, suppressions: [] };
  const justification = message(markText({ suppressed })).text;
  return { ...state, suppressions: [{ kind: 'external', status: 'accepted', justification }] };
}
