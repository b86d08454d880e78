// The commands of a guide, as they stand behind its prompts, with what the guide shows below each.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const GUIDES = path.resolve(import.meta.dirname, '../../../../docs/guides');

export interface Shown {
  readonly command: string;
  readonly output: string;
}

export function guideText(name: string): string {
  return readFileSync(path.join(GUIDES, name), 'utf8');
}

/** Every `$ …` in the console blocks of `docs/guides/NAME`, in order; a command may go on in the next line behind a backslash. */
export function shownCommands(name: string): Shown[] {
  return [...guideText(name).matchAll(/```console\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [, command = '', output = ''] = /^((?:.*\\\n)*.*\n)([\s\S]*)$/.exec(part) ?? [];
        return { command: command.trimEnd(), output };
      }),
  );
}

const FREE_PAGE = 'free-page';

/** Which parts of free pages etcd has written over by now is chance. */
function withoutFreePages(text: string): string {
  return text
    .replaceAll(/^ {2}high {2}residue-free-page:[\s\S]*?(?=^ {2}\S|^$)/gm, '')
    .replaceAll(/^ +\S+ at byte \d+ \(free-page\)\n/gm, '')
    .replaceAll(/( at byte \d+ \(\w+\)\n) +and \d+ more\n/g, '$1')
    .replaceAll(/(the canary is in )\d+ places?/g, '$1N places')
    .replaceAll(/canary: \d+ places? \((.*)\)/g, (_, where: string) => {
      const others = where.split(', ').filter((one) => one !== FREE_PAGE);
      return `canary: N places (${others.join(', ')})`;
    });
}

/** Objects are written again several at once: which of them comes first is chance. */
function inAnyOrder(text: string): string {
  return text
    .replaceAll(/(?:^ +\/registry\/.*\n){2,}/gm, (lines) => `${lines.trimEnd().split('\n').toSorted().join('\n')}\n`)
    .replaceAll(/(objects need it: )\/\S+( and \d+ more)/g, '$1ONE$2');
}

/** What differs from run to run in what `encryption verify` and `rotate` print of a cluster of the testbed: other objects, revisions, places in files. */
export function lastingProof(text: string): string {
  return inAnyOrder(withoutFreePages(text))
    .replaceAll(/\d+( objects at revision )\d+: \d+( plain text)/g, 'N$1N: N$2')
    .replaceAll(/(objects at revision )\d+/g, '$1N')
    .replaceAll(/\d+( more resources)/g, 'N$1')
    .replaceAll(/(at byte )\d+/g, '$1N')
    .replaceAll(/\d+ objects?( of any kind in .*?)(?:; -o wide lists them)?$/gm, 'N objects$1')
    .replaceAll(/(compacted revision )\d+/g, '$1N')
    .replaceAll(/(took )[\d.]+\w+/g, '$1TIME')
    .replaceAll(/sha256:[0-9a-f]{12}/g, 'sha256:HASH')
    .replaceAll(/key-\d{4}-\d\d-\d\d/g, 'key-DATE')
    .replaceAll(/(waits )\d+( s, the longest)/g, '$1N$2');
}
