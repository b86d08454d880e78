// Whether a value as it stands in a file is of use to its reader: ciphertext and placeholders are not.

/** SOPS writes `ENC[AES256_GCM,data:…,iv:…,tag:…,type:str]`; ejson `EJ[1:…]`. */
export function isCiphertext(value: string): boolean {
  return (value.startsWith('ENC[') || value.startsWith('EJ[1:')) && value.endsWith(']');
}

const PLACEHOLDERS: readonly (readonly [string, string])[] = [
  ['{{', '}}'],
  ['${', '}'],
  ['$(', ')'],
  ['<path:', '>'],
  ['ref+', ''],
];

/**
 * True for text that a later program replaces as a whole: `{{ … }}` (Helm, Go templates), `${…}` and `$(…)` (envsubst, Flux),
 * `<path:…>` (Argo CD Vault plugin), `ref+…://` (vals). Literal text around one is a literal, and no placeholder.
 */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return PLACEHOLDERS.some(([open, close]) => text.startsWith(open) && text.endsWith(close));
}
