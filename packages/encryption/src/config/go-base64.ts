// Base64 as Go's `base64.StdEncoding` takes it: line breaks anywhere, padding always, the other alphabet never.

const GROUPS = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The bytes, or undefined where Go refuses the text. */
export function goBase64(text: string): Uint8Array | undefined {
  const digits = text.replaceAll(/[\r\n]/g, '');
  return GROUPS.test(digits) ? Buffer.from(digits, 'base64') : undefined;
}
