// Writes a configuration anew: an encrypting provider first, with a new key where there is no plugin, and plain text last.
import { shownName } from '../config/shown-name.ts';
import { Sealed } from '@watertight/sealed';
import { readYamlEvents } from '@watertight/syntax';
import type { Configuration } from '../config/model.ts';
import { type ListItem, withList } from './list-text.ts';
import { planFix, type Place } from './plan.ts';

/** What `fix` is given. A new key is made for each rule that needs one: a key is for one rule. */
export interface FixInput {
  readonly text: Sealed;
  readonly format: 'yaml' | 'json';
  readonly configuration: Configuration;
  readonly required: readonly string[];
  /** 32 random bytes in base64, other ones each time. */
  readonly newKey: () => Sealed;
  /** What a new key is called, before a number where the name is taken. */
  readonly keyName: string;
}

export type Fixed =
  | { readonly text: Sealed; readonly changes: readonly string[] }
  /** Why the file is not rewritten. */
  | { readonly reason: string };

const BY_HAND = 'the way in which a list is written is not rewritten: write providers as a plain list';

export function fix(input: FixInput): Fixed {
  return input.text.use((text) => {
    if (hasAliases(text, input.format)) return { reason: 'the file uses anchors and aliases; take them out first' };
    return new Rewriter(input, text).run();
  });
}

function hasAliases(text: string, format: 'yaml' | 'json'): boolean {
  if (format === 'json' || !/[&*]/.test(text)) return false;
  return readYamlEvents(text).events.some((event) => event.type === 'alias');
}

class Rewriter {
  readonly #input: FixInput;
  readonly #names: Set<string>;
  readonly #changes: string[] = [];
  #text: string;

  constructor(input: FixInput, text: string) {
    const { rules } = input.configuration;
    this.#input = input;
    this.#text = text;
    this.#names = new Set(
      rules.flatMap(({ providers }) => providers.flatMap(({ keys }) => keys.map(({ name }) => name))),
    );
  }

  run(): Fixed {
    const { configuration, required } = this.#input;
    const plan = planFix(configuration, required);
    // From the end, so that no change moves the place of another.
    const isDone =
      this.#addRule(plan.uncovered) && plan.rules.toReversed().every(({ rule, places }) => this.#reorder(rule, places));
    if (!isDone) return { reason: BY_HAND };
    return { text: new Sealed(this.#text), changes: this.#changes.toReversed() };
  }

  #reorder(index: number, places: readonly Place[]): boolean {
    const rule = this.#input.configuration.rules[index];
    if (rule === undefined) return false;
    const names = rule.resources.map(({ name }) => shownName(name)).join(', ');
    const items = places.map((place): ListItem => (place === 'new' ? this.#newProvider() : place));
    const what = places.includes('new') ? 'a new secretbox key writes' : 'the encrypting provider writes';
    const kept = places.length > 1 ? '; the others are kept to read with, plain text last' : '';
    this.#changes.push(`Rule ${index + 1} (${names}): ${what}${kept}.`);
    return this.#write(`${rule.pointer}/providers`, rule.providers.length, items);
  }

  #addRule(uncovered: readonly string[]): boolean {
    if (uncovered.length === 0) return true;
    const { rules } = this.#input.configuration;
    const provider = this.#newProvider();
    const json = `{"resources": ${JSON.stringify(uncovered)}, "providers": [${provider.json}, {"identity": {}}]}`;
    const yaml = [
      'resources:',
      ...uncovered.map((name) => `- ${JSON.stringify(name)}`),
      'providers:',
      ...provider.yaml.map((line, at) => `${at === 0 ? '- ' : '  '}${line}`),
      '- identity: {} # until every object is rewritten',
    ];
    this.#changes.push(`A new rule for ${uncovered.join(', ')}: a new secretbox key writes, plain text is read last.`);
    return this.#write('/resources', rules.length, [...rules.keys(), { json, yaml }]);
  }

  #newProvider(): Exclude<ListItem, number> {
    const name = this.#freeName();
    return this.#input.newKey().use((secret) => ({
      json: `{"secretbox": {"keys": [{"name": ${JSON.stringify(name)}, "secret": ${JSON.stringify(secret)}}]}}`,
      yaml: ['secretbox:', '  keys:', `  - name: ${name}`, `    secret: ${secret}`],
    }));
  }

  #freeName(): string {
    const { keyName } = this.#input;
    let name = keyName;
    for (let number = 2; this.#names.has(name); number++) name = `${keyName}-${number}`;
    this.#names.add(name);
    return name;
  }

  #write(pointer: string, count: number, items: readonly ListItem[]): boolean {
    const written = withList({ text: this.#text, format: this.#input.format, pointer, count }, items);
    if (written !== undefined) this.#text = written;
    return written !== undefined;
  }
}
