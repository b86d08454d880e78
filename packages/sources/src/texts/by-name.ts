// Judges a value that no format speaks for by the name that it is given.
import { classByName, mayBeCredential, spokenBy } from '@watertight/engine';
import { Sealed } from '@watertight/sealed';
import type { TextPlace } from './findings.ts';
import type { Located } from './located.ts';
import type { Scanner } from './scan-text.ts';
import { CREDENTIAL_BY_NAME } from './structural.ts';

/** The value, in its text, as a whole. */
export function judgeByName(name: string, located: Located, at: TextPlace, { findings }: Scanner): void {
  const text = located.text.trimEnd();
  const spoken = spokenBy(name);
  if (spoken === undefined || !mayBeCredential(spoken, text)) return;
  findings.add({
    recognised: { ...CREDENTIAL_BY_NAME, class: classByName(name) },
    at,
    spot: located.spot(0, text.length),
    length: text.length,
    value: new Sealed(text),
  });
}
