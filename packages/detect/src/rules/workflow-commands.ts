// Commands that steps of a workflow print for the runner of GitHub or Azure: a value that it is to mask, and outputs that a name calls secret.
import { caseless } from '../anchors/pattern.ts';
import type { SecretClass } from '../formats/detector.ts';
import type { Span } from '../masks/span.ts';
import { hasAt, isName } from '../text/characters.ts';
import { unquotedEnd } from '../text/value.ts';
import { judge } from './judge-value.ts';
import { classOfName } from './names.ts';
import type { Rule } from './rule.ts';

const MASK = '::add-mask::';
const VARIABLE = '##vso[task.setvariable ';
const PROPERTIES_CHARS_MAX = 256;
const NAME_CHARS_MAX = 64;
const VALUE_CHARS_MAX = 4096;

/** `::add-mask::VALUE` shows the value once; `::set-output name=token::VALUE`. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
export const workflowCommands: Rule = {
  id: 'workflow-command',
  anchors: [MASK, '::set-output name=', '::save-state name=', VARIABLE].map(caseless),
  find(text, { start, end }) {
    if (text.slice(start, end).toLowerCase() === MASK) return found(text, end, { kind: 'token', name: '' });
    if (hasAt(text, start, '#')) return variable(text, end);
    let close = end;
    while (isName(text, close) && close - end < NAME_CHARS_MAX) close++;
    const name = text.slice(end, close);
    const kind = classOfName(name);
    return kind !== undefined && text.startsWith('::', close) ? found(text, close + 2, { kind, name }) : [];
  },
};

/** `##vso[task.setvariable variable=name;issecret=true]VALUE`. https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands */
function variable(text: string, start: number): readonly Span[] {
  const properties = /^[^\]]{1,256}\]/.exec(text.slice(start, start + PROPERTIES_CHARS_MAX))?.[0] ?? '';
  const name = /variable=([\w.-]{1,64})/i.exec(properties)?.[1] ?? '';
  const kind = classOfName(name) ?? (/;\s?issecret=true/i.test(properties) ? 'token' : undefined);
  return properties === '' || kind === undefined ? [] : found(text, start + properties.length, { kind, name });
}

function found(
  text: string,
  start: number,
  { kind, name }: { readonly kind: SecretClass; readonly name: string },
): readonly Span[] {
  const end = unquotedEnd(text, start, VALUE_CHARS_MAX);
  const span = judge(text, { start, end, isQuoted: false }, { kind, name, isLone: true, isJson: false });
  return span === undefined ? [] : [{ ...span, rule: 'workflow-command' }];
}
