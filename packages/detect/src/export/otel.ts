// Processors for the OpenTelemetry collector: texts by the transform processor, attributes by their names by the redaction processor.
// https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/transformprocessor
// https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/redactionprocessor
import type { Exported } from './all-patterns.ts';
import { SECRET_NAME_ENDS } from './context-patterns.ts';
import { headerLines } from './header.ts';
import { type Replacement, replacementsOf } from './replacements.ts';

export function otelConfig(exported: Exported): string {
  const statements = replacementsOf(exported.patterns).flatMap((replacement) => [
    `          # ${replacement.rules.join(' ')}`,
    ...statementsOf(replacement).map((statement) => `          - '${statement}'`),
  ]);
  const header = headerLines('otel', exported).map((line) => `# ${line}`.trimEnd());
  return `${header.join('\n')}
#
# service:
#   pipelines:
#     logs:
#       processors: [redaction/names, transform/redact]

processors:
  redaction/names:
    allow_all_keys: true
    redact_all_types: true
    blocked_key_patterns:
      - '(?i)(?:${SECRET_NAME_ENDS.join('|')})$$'
  transform/redact:
    # A batch that cannot be masked must not pass.
    error_mode: propagate
    log_statements:
      - context: log
        statements:
${statements.join('\n')}
`;
}

/** Backslashes twice, as OTTL's texts have them; dollars twice, since one begins a variable of the collector's. */
function statementsOf({ pattern, mask, hasSides }: Replacement): string[] {
  const text = pattern.replaceAll('\\', '\\\\').replaceAll('$', '$$$$');
  const by = hasSides ? `$$\{1}${mask}$$\{2}` : mask;
  return [
    `replace_pattern(body, "${text}", "${by}")`,
    `replace_all_patterns(attributes, "value", "${text}", "${by}")`,
    `replace_all_patterns(resource.attributes, "value", "${text}", "${by}")`,
  ];
}
