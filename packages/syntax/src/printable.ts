// Which characters YAML does not allow, as YAML 1.2.2 section 5.1 says.

/** Control characters, surrogates, byte order marks. */
// oxlint-disable-next-line no-control-regex
const SUSPECT = /[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]/;
/** The same without surrogates that stand in pairs; slower. */
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]/u;

/** Whether a text holds a character that a scalar may not hold, or a byte order mark. */
export function mayBeUnprintable(text: string): boolean {
  return SUSPECT.test(text) && UNPRINTABLE.test(text);
}
