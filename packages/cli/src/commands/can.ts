// can: what the API server's authorizers would say, for one request or one a line.
import { createCan, SCHEMA } from '@watertight/engine';
import type { Can, CanAnswer, CanError } from '@watertight/engine';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { readInput } from '../shell/input.ts';
import type { InputOptions } from '../shell/input.ts';
import { namespaceOf } from '../shell/live-input.ts';
import { withCoverage, writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { requestLines } from '../shell/request-lines.ts';

export interface CanOptions extends InputOptions, OutputOptions {
  readonly as?: string;
  readonly asGroup: readonly string[];
  readonly namespace?: string;
  readonly allNamespaces?: boolean;
  readonly requests?: string;
}

export async function can(words: readonly string[], options: CanOptions): Promise<number> {
  if (options.requests === '-' && options.filename.includes('-')) {
    throw new UserError('both -f and --requests read standard input', 'Put one of them into a file.');
  }
  // The subject that is asked about is not impersonated.
  const { as: _subject, asGroup: _groups, ...reading } = options;
  const namespace = await namespaceOf(reading);
  const input = await readInput(reading);
  const asked = createCan(input.facts, { defaultNamespace: namespace });
  const answers =
    options.requests === undefined
      ? [askOne(asked, words, namespace, options)]
      : await answerLines(asked, options.requests);
  await writeResult({ schema: SCHEMA, kind: 'can', answers }, options, input.names);
  return withCoverage(ExitCode.ok, input.facts, options);
}

function askOne(asked: Can, words: readonly string[], namespace: string, options: CanOptions): CanAnswer {
  const [verb, resource, name, ...rest] = words;
  if (verb === undefined || resource === undefined || rest.length > 0) {
    throw new UserError(
      'the request is not VERB RESOURCE [NAME]',
      'For example: can --as serviceaccount:shop/app get secrets db -n shop -f FILE',
    );
  }
  if (options.as === undefined) throw new UserError('no subject is given', 'Name whom to ask about with --as.');
  const answer = asked.ask({
    as: options.as,
    verb,
    resource,
    namespace,
    isNamespaceGiven: options.namespace !== undefined,
    ...(name !== undefined && { name }),
    ...(options.asGroup.length > 0 && { asGroups: options.asGroup }),
    ...(options.allNamespaces !== undefined && { allNamespaces: options.allNamespaces }),
  });
  if ('error' in answer) throw new UserError(answer.error, 'See watertight can --help.');
  return answer;
}

/** Answers keep the order of the input, and a bad line does not end the rest. */
async function answerLines(asked: Can, file: string): Promise<(CanAnswer | CanError)[]> {
  const answers: (CanAnswer | CanError)[] = [];
  for await (const { text, number } of requestLines(file)) {
    const answer = asked.answerLine(text, number);
    if (answer !== undefined) answers.push(answer);
  }
  return answers;
}
