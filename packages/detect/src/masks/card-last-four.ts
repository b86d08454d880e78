// Shows a card number's last four digits and masks the others, as receipts do.
import { exactMask, type Mask } from './mask.ts';

/** PCI DSS 4.0, requirement 3.4.1, lets more be shown; a customer knows a card by these. */
const SHOWN = 4;
/** Of fewer digits, four would be a third or more; ISO/IEC 7812-1 has 19 at most. */
const CARD = /^\d{12,19}$/;

/** Digits keep their groups: `4111-1111-1111-1111` becomes `****-****-****-1111`. What is no plain card number is masked whole. */
export const cardLastFourMask: Mask = (span, text) => {
  const value = text.slice(span.start, span.end);
  const digits = value.replaceAll(/[ -]/g, '');
  if (span.class !== 'card' || !CARD.test(digits)) return exactMask(span, text);
  let left = digits.length - SHOWN;
  return value.replaceAll(/\d/g, (digit) => (left-- > 0 ? '*' : digit));
};
