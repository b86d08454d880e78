// The six verbs that disclose a Secret's content, as asks.
import type { Ask } from '../graph/rule-types.ts';

export const secretAsk = (verbs: readonly string[], names: Ask['names'], query?: string): Ask => ({
  verbs,
  group: '',
  resource: 'secrets',
  names,
  ...(query !== undefined && { query }),
});

/** Any request that answers with a Secret's content. */
export const READ_ANY_WAY: readonly string[] = ['get', 'list', 'watch', 'patch', 'delete', 'deletecollection'];
