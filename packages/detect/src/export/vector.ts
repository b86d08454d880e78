// A program for Vector's remap transform. https://vector.dev/docs/reference/vrl/functions/#replace
import type { Exported } from './all-patterns.ts';
import { headerLines } from './header.ts';
import { replacementsOf } from './replacements.ts';

/** For `file:` of a remap transform: within Vector's own configuration, `$` would stand for variables. */
export function vectorProgram(exported: Exported): string {
  const replaced = replacementsOf(exported.patterns).map(({ pattern, mask, hasSides, rules }) => {
    const by = hasSides ? `\${1}${mask}\${2}` : mask;
    return `    # ${rules.join(' ')}\n    text = replace(text, r'${pattern}', "${by}")\n`;
  });
  const header = headerLines('vector', exported).map((line) => `# ${line}`.trimEnd());
  return `${header.join('\n')}
#
# transforms:
#   redact:
#     type: remap
#     inputs: [logs]
#     file: /etc/vector/redact.vrl
#     drop_on_error: true   # what cannot be masked must not pass

. = map_values(., recursive: true) -> |value| {
  if is_string(value) {
    text = string!(value)
${replaced.join('')}    text
  } else {
    value
  }
}
`;
}
