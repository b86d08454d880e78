// Reads the field selector of a list, watch or deletecollection.

export interface FieldRequirement {
  readonly field: string;
  readonly value: string;
}

// Longest first, so that `a==b` is not read as `a` and `=b`.
const OPERATORS = ['!=', '==', '='] as const;

/**
 * The requirements that a field equals a value, in the order of their text; those with `!=` are left out. `undefined` when
 * the text is no field selector. Follows kubernetes apimachinery pkg/fields/selector.go: values escape `\`, `,` and `=` by a backslash.
 */
export function parseFieldSelector(text: string): readonly FieldRequirement[] | undefined {
  const requirements: FieldRequirement[] = [];
  for (const term of splitTerms(text).toSorted()) {
    if (term === '') continue;
    const cut = cutTerm(term);
    const value = cut === undefined ? undefined : unescapeValue(cut.value);
    if (cut === undefined || value === undefined) return undefined;
    if (cut.operator !== '!=') requirements.push({ field: cut.field, value });
  }
  return requirements;
}

function splitTerms(text: string): readonly string[] {
  const terms: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === ',') {
      terms.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...terms, text.slice(start)];
}

function cutTerm(
  term: string,
): { readonly field: string; readonly operator: string; readonly value: string } | undefined {
  for (let at = 0; at < term.length; at++) {
    const operator = OPERATORS.find((candidate) => term.startsWith(candidate, at));
    if (operator !== undefined) return { field: term.slice(0, at), operator, value: term.slice(at + operator.length) };
  }
  return undefined;
}

function unescapeValue(text: string): string | undefined {
  let value = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (character === ',' || character === '=') return undefined;
    if (character !== '\\') value += character;
    else {
      const escaped = text[++at];
      if (escaped !== '\\' && escaped !== ',' && escaped !== '=') return undefined;
      value += escaped;
    }
  }
  return value;
}
