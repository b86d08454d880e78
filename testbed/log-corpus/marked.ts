// Text together with what a redactor must make of it, put together and encoded side by side.

export interface Marked {
  /** As it is logged. */
  readonly risky: string;
  /** As it must come out. */
  readonly safe: string;
  /** The values as they stand in `risky`: none of them may come out. */
  readonly secrets: readonly string[];
}

export function plain(text: string): Marked {
  return { risky: text, safe: text, secrets: [] };
}

/** A value and its mask. */
export function secret(value: string, mask: string): Marked {
  return { risky: value, safe: mask, secrets: [value] };
}

/** Template of marked and plain pieces: m`password=${value}`. */
export function m(pieces: readonly string[], ...parts: readonly (Marked | string | number)[]): Marked {
  let risky = '';
  let safe = '';
  const secrets: string[] = [];
  for (const [index, piece] of pieces.entries()) {
    const part = parts[index] ?? '';
    const marked = typeof part === 'object' ? part : plain(String(part));
    risky += piece + marked.risky;
    safe += piece + marked.safe;
    secrets.push(...marked.secrets);
  }
  return { risky, safe, secrets };
}

/** Both sides written in another encoding. */
export function encoded(marked: Marked, encode: (text: string) => string): Marked {
  return { risky: encode(marked.risky), safe: encode(marked.safe), secrets: marked.secrets.map(encode) };
}

/** As the inside of a JSON string, without the quotes around it. */
export function inJson(marked: Marked): Marked {
  return encoded(marked, (text) => JSON.stringify(text).slice(1, -1));
}

/** As the inside of a quoted value of logfmt, of Go's %q and of Java's literals: quotes and backslashes are escaped. */
export function inQuotes(marked: Marked): Marked {
  return encoded(marked, (text) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"'));
}

/** A value in a URL; its mask is not encoded. */
export function inPercent(value: Marked): Marked {
  const written = encoded(value, encodeURIComponent);
  return value.secrets.length === 0 ? written : { ...written, safe: value.safe };
}

/** As the inside of an SQL string: quotes are doubled. */
export function inSql(marked: Marked): Marked {
  return encoded(marked, (text) => text.replaceAll("'", "''"));
}

export function inXml(marked: Marked): Marked {
  return encoded(marked, (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
}
