// Can the API server read a label selector in a query? What it selects does not matter to an authorizer.

// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
const NAME = String.raw`[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?`;
const LABEL = String.raw`[a-z0-9](?:[-a-z0-9]*[a-z0-9])?`;
const KEY = String.raw`((?:${LABEL}(?:\.${LABEL})*/)?)${NAME}`;
const VALUE = String.raw`(?:${NAME})?`;
const SPACE = String.raw`[ \t\r\n]*`;
const BOUND = String.raw`(?=[ \t\r\n]*(?:,|$))`;
const FORMS = [
  String.raw`!?${SPACE}${KEY}${BOUND}`,
  String.raw`${KEY}${SPACE}(?:==?|!=)${SPACE}${VALUE}${BOUND}`,
  String.raw`${KEY}${SPACE}[<>]${SPACE}\d{1,18}${BOUND}`,
  String.raw`${KEY}[ \t\r\n]+(?:not)?in${SPACE}\(${SPACE}${VALUE}(?:${SPACE},${SPACE}${VALUE})*${SPACE}\)${BOUND}`,
].map((form) => new RegExp(form, 'y'));
const PREFIX_CHARACTERS_MAX = 253;
const SPACES = /[ \t\r\n]*/y;

/** True for what kubernetes apimachinery pkg/labels/selector.go parses; an empty text selects everything. */
export function isLabelSelector(text: string): boolean {
  let at = past(SPACES, text, 0) ?? 0;
  if (at === text.length) return true;
  for (;;) {
    const end = endOfRequirement(text, at);
    if (end === undefined) return false;
    const comma = past(SPACES, text, end) ?? end;
    if (comma === text.length) return true;
    at = past(SPACES, text, comma + 1) ?? comma;
  }
}

function endOfRequirement(text: string, at: number): number | undefined {
  for (const form of FORMS) {
    form.lastIndex = at;
    const [whole, prefix] = form.exec(text) ?? [];
    if (whole !== undefined && prefix !== undefined)
      return prefix.length <= PREFIX_CHARACTERS_MAX + 1 ? at + whole.length : undefined;
  }
  return undefined;
}

function past(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text)?.[0];
  return found === undefined ? undefined : at + found.length;
}
