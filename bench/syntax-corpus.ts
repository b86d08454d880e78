// Makes YAML as users have it: `kubectl get -o yaml`, hand-written manifests, rendered charts, custom resource definitions.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A generator of numbers with a seed, so that the corpus is the same every time. */
class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 4_294_967_296) * limit);
  }

  pick(values: readonly string[]): string {
    return values[this.below(values.length)] ?? '';
  }
}

/** One manifest in so many holds an anchor and a flow collection over lines. */
const RARE = 100;
const SEED = 42;
const LINE = 76;
const NAMES = ['api', 'web', 'worker', 'billing', 'payments', 'ingest', 'search', 'auth', 'gateway', 'reports'];
const SUFFIXES = ['Ref', 'Selector', 'Policy', 'Template', 'Timeout', 'Secret', 'Class', 'Status', 'Mode', 'Limit'];
const TEXT =
  'Specifies the reference that must match a label of each resource; defaults to true when it is not set, see https://kubernetes.io/docs for more. Cannot be updated.';
const WORDS = TEXT.split(' ');
const FIELDS_IN_OBJECT = 4;

function template(name: string): string {
  return readFileSync(join(import.meta.dirname, 'syntax-templates', `${name}.yaml`), 'utf8');
}

function words(dice: Dice, count: number): string[] {
  return Array.from({ length: count }, () => dice.pick(WORDS));
}

/** Words in lines, as Go's printer folds them. */
function folded(parts: readonly string[], indent: number): string {
  const lines: string[] = [''];
  for (const word of parts) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length > LINE - indent) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}

/** Properties of a schema, with properties inside them down to a depth. */
function fields(dice: Dice, indent: number, depth: number): string {
  const pad = ' '.repeat(indent);
  return Array.from({ length: FIELDS_IN_OBJECT }, (_, index) => {
    const lines = folded(words(dice, 8 + dice.below(40)), indent + 4);
    const description = dice.below(2) === 0 ? `|-\n${pad}    ${lines}` : lines;
    const inner =
      depth > 1
        ? `properties:\n${pad}    ${fields(dice, indent + 4, depth - 1)}\n${pad}  type: object`
        : 'type: string';
    return `${dice.pick(NAMES)}${dice.pick(SUFFIXES)}${index}:\n${pad}  description: ${description}\n${pad}  ${inner}`;
  }).join(`\n${pad}`);
}

/** Fills the words in capitals of a template. */
function fill(text: string, dice: Dice): string {
  const app = dice.pick(NAMES);
  return text.replace(/NAME|( *)(HEX|NUMBER|WORDS|FIELDS)_(\d+)/g, (found, pad: string, kind: string, size: string) => {
    if (found === 'NAME') return app;
    if (kind === 'HEX') return pad + Array.from({ length: Number(size) }, () => dice.below(16).toString(16)).join('');
    if (kind === 'NUMBER') return pad + String(dice.below(Number(size)));
    return pad + (kind === 'WORDS' ? words(dice, Number(size)).join(' ') : fields(dice, pad.length, Number(size)));
  });
}

function repeat(size: number, templates: readonly string[]): string {
  const dice = new Dice(SEED);
  const [usual = '', rare = usual] = templates;
  const parts: string[] = [];
  for (let length = 0; length < size; length += parts.at(-1)?.length ?? size)
    parts.push(fill(dice.below(RARE) === 0 ? rare : usual, dice));
  return parts.join('');
}

/** Texts by name, each of about `size` bytes: one of pods as kubectl prints them, one with all kinds in equal parts. */
export function yamlCorpus(size: number): Record<string, string> {
  const kinds = [['pod'], ['manifest', 'manifest-rare'], ['chart'], ['definition']];
  const mixed = kinds.map((names) => repeat(size / kinds.length, names.map(template))).join('');
  return {
    'pods of kubectl get -o yaml': repeat(size, [template('pod')]),
    'manifests, charts, definitions, pods': mixed,
  };
}
