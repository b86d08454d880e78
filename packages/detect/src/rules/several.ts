// Which values beside a plural name are secrets: `passwords` and `tokens` also count things, and `secrets` names objects.
import type { Span } from '../masks/span.ts';
import { looksChosen } from '../text/value.ts';
import { isMade } from './made.ts';

/** What Kubernetes' components log of Secrets, with the namespace or without: values in small letters cannot be told from names. */
const OBJECT_NAME = /^[a-z0-9.-]{1,253}(?:\/[a-z0-9.-]{1,253})?$/;

export const OF_OBJECTS = /secrets$/i;

/** A count, a state or a name stands there more often than a secret. */
export function isOneOfSeveral(text: string, span: Span, name: string): boolean {
  const { start, end } = span;
  const value = text.slice(start, end);
  if (span.class === 'password') return looksChosen(value) && /[^\d.,]/.test(value);
  return isMade(text, start, end) && !(OF_OBJECTS.test(name) && OBJECT_NAME.test(value));
}
