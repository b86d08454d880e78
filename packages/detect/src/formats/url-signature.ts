// Signatures in URL queries: base64 whose padding is written as an escape.

/** True for an escaped `=` at the end: 32 bytes in base64 have one. */
export function endsInPadding(text: string): boolean {
  return text.endsWith('%3D') || text.endsWith('%3d');
}
