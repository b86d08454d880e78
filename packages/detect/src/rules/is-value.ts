// Whether what stands in a value's place is one: nothing, a mask and a reference are none.
import { isMasked } from '../masks/mask.ts';
import { isReference } from '../text/reference.ts';

export function isValue(content: string): boolean {
  return content !== '' && !isMasked(content) && !isReference(content);
}
