// Which values beside a plural name are secrets: `passwords` and `tokens` also count things, and `secrets` names objects.
import type { Span } from '../masks/span.ts';
import { looksChosen } from '../text/value.ts';
import { isMade } from './made.ts';

/** What Kubernetes' components log of Secrets, with the namespace or without: values in small letters cannot be told from names. */
const OBJECT_NAME = /^[a-z0-9.-]{1,253}(?:\/[a-z0-9.-]{1,253})?$/;

/** Of a list beside `passwords` every string is one; elsewhere a count, a state or a name stands more often than a secret. */
export function isOneOfSeveral(text: string, span: Span, name: string, isListed: boolean): boolean {
  if (isListed && span.class === 'password') return true;
  const { start, end } = span;
  const value = text.slice(start, end);
  if (span.class === 'password') return looksChosen(value) && /[^\d.,]/.test(value);
  return isMade(text, start, end) && !(/secrets$/i.test(name) && OBJECT_NAME.test(value));
}
