// Plain objects as YAML that every parser reads alike: block style, and quotes around whatever could be taken for something else.

/** Letters first, and none of the words that YAML 1.1 takes for a truth or for nothing. */
const PLAIN = /^(?!(?:true|false|yes|no|on|off|null|y|n)$)[a-z][a-z0-9./_-]*$/i;
const INDENT = '  ';

/** Lines of a block, without its own indentation. */
export function yamlLines(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => prefixed('- ', yamlLines(item)));
  if (typeof value !== 'object' || value === null) return [scalar(value)];
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .flatMap(([key, item]: [string, unknown]) => memberLines(scalar(key), item));
}

function memberLines(key: string, value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [`${key}: ${scalar(value)}`];
  if (Object.keys(value).length === 0) return [`${key}: ${Array.isArray(value) ? '[]' : '{}'}`];
  const lines = yamlLines(value);
  return [`${key}:`, ...(Array.isArray(value) ? lines : lines.map((line) => INDENT + line))];
}

/** An item that is empty stands on the line of its dash. */
function prefixed(dash: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [`${dash}{}`];
  return lines.map((line, at) => (at === 0 ? dash : INDENT) + line);
}

/** JSON's strings are YAML's double-quoted ones. */
function scalar(value: unknown): string {
  return typeof value === 'string' && PLAIN.test(value) ? value : JSON.stringify(value);
}
