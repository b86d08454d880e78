// Commands that steps of a workflow print for GitHub's runner: a value that it is to mask, and outputs that a name calls secret.
import { caseless } from '../anchors/pattern.ts';
import type { SecretClass } from '../formats/detector.ts';
import type { Span } from '../masks/span.ts';
import { isName } from '../text/characters.ts';
import { unquotedEnd } from '../text/value.ts';
import { judge } from './judge-value.ts';
import { classOfName } from './names.ts';
import type { Rule } from './rule.ts';

const MASK = '::add-mask::';
const NAME_CHARS_MAX = 64;
const VALUE_CHARS_MAX = 4096;

/** `::add-mask::VALUE` shows the value once; `::set-output name=token::VALUE`. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
export const workflowCommands: Rule = {
  id: 'workflow-command',
  anchors: [MASK, '::set-output name=', '::save-state name='].map(caseless),
  find(text, { start, end }) {
    if (text.slice(start, end).toLowerCase() === MASK) return found(text, end, { kind: 'token', name: '' });
    let close = end;
    while (isName(text, close) && close - end < NAME_CHARS_MAX) close++;
    const name = text.slice(end, close);
    const kind = classOfName(name);
    return kind !== undefined && text.startsWith('::', close) ? found(text, close + 2, { kind, name }) : [];
  },
};

function found(
  text: string,
  start: number,
  { kind, name }: { readonly kind: SecretClass; readonly name: string },
): readonly Span[] {
  const end = unquotedEnd(text, start, VALUE_CHARS_MAX);
  const span = judge(text, { start, end, isQuoted: false }, { kind, name, isLone: true, isJson: false });
  return span === undefined ? [] : [{ ...span, rule: 'workflow-command' }];
}
