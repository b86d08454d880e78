// Regular expressions on the path of redaction and detection: every repetition has a greatest count.
import { Visitor } from 'oxc-parser';
import type { SourceFile } from './source-file.ts';

/** What reads every line of a log: an expression there that may go on and on is one that a line can make slow. */
const HOT = /^packages\/detect\/src\/(?:rules|formats|detectors|masks|text|stream)\//;
const ESCAPED = /\\./g;
const CLASS = /\[[^\]]*\]/g;
const UNBOUNDED = /[*+]|\{\d+,\}/;

function isUnbounded(pattern: string): boolean {
  return UNBOUNDED.test(pattern.replaceAll(ESCAPED, 'x').replaceAll(CLASS, 'x'));
}

export function expressionFaults(files: readonly SourceFile[]): string[] {
  const faults: string[] = [];
  for (const file of files.filter(({ path, isTest }) => HOT.test(path) && !isTest)) {
    const report = (pattern: string, at: number): void => {
      const line = file.text.slice(0, at).split('\n').length;
      faults.push(`${file.path}:${line}: /${pattern}/: give every repetition a greatest count`);
    };
    new Visitor({
      Literal(node) {
        if ('regex' in node && isUnbounded(node.regex.pattern)) report(node.regex.pattern, node.start);
      },
      NewExpression(node) {
        const [pattern] = node.arguments;
        const isRegExp = node.callee.type === 'Identifier' && node.callee.name === 'RegExp';
        if (isRegExp && pattern?.type !== 'Literal') report('…', node.start);
      },
    }).visit(file.tree);
  }
  return faults;
}
