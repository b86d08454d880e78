// Reads fields of a kubeconfig or credential, which are untrusted: a value of the wrong type is as good as absent.

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** Empty where absent. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((item): item is string => typeof item === 'string');
}

/** Bytes of a base64 field; undefined where it is empty. */
export function bytesOf(value: unknown): Buffer | undefined {
  const text = textOf(value);
  return text === '' ? undefined : Buffer.from(text, 'base64');
}
