// Walks a document and gives each of its texts to the detectors with the name that speaks for it.
import { isEncryptedValue, isPlaceholder } from '@watertight/engine';
import { Sealed } from '@watertight/sealed';
import { pointerSegment } from '@watertight/syntax';
import { decodeBase64 } from './base64.ts';
import { judgeByName } from './by-name.ts';
import { childOf, textOf } from './document.ts';
import type { DocumentNode, ListNode, MapNode, ScalarNode } from './document.ts';
import { releaseTexts } from './helm-release.ts';
import { generatorFiles, knownPlaces } from './known-places.ts';
import type { KnownPlace } from './known-places.ts';
import { ComposedText, decodedFrom } from './located.ts';
import type { Located } from './located.ts';
import { part, scalarText } from './scalar-text.ts';
import { scanText } from './scan-text.ts';
import type { Scanner } from './scan-text.ts';

/** What the walk of one document needs. */
export interface DocumentReading {
  readonly scanner: Scanner;
  readonly source: Located;
  readonly file: string;
  /** Before every pointer: the place of the document itself. */
  readonly prefix: string;
  /** Name of the file or key that the document stands in. */
  readonly name: string;
  /** Reads a text that may be a document itself. */
  readonly embedded: (located: Located, name: string, place: string) => void;
  /** Takes the path of a file that holds a secret by what this document says. */
  readonly secretFile: (path: string) => void;
}

/** Kinds that name where a secret is kept; a name there is no name of a value. */
const REFERENCE_KINDS: ReadonlySet<string> = new Set([
  'ExternalSecret',
  'ClusterExternalSecret',
  'PushSecret',
  'SecretStore',
  'ClusterSecretStore',
  'SecretProviderClass',
  'VaultStaticSecret',
  'VaultDynamicSecret',
  'VaultPKISecret',
  'AzureKeyVaultSecret',
  'OnePasswordItem',
  'InfisicalSecret',
]);
/** `secretKeyRef`, `configMapRef`, …: names of objects and keys. */
const REFERENCE_KEY = /(?:Ref|Refs|SecretName|secretName)$/;
/** Words of one command line. */
const COMMAND_KEY = /^(?:command|args|cmd|entrypoint)$/i;
/** A list's item that says itself what it is. */
const NAMES_ITSELF = /^(?:-|[A-Za-z_][\w.-]{0,127}[=:])/;
const BARE_WORDS = /^(?:true|false|null|~|)$/i;

export function readDocument(root: DocumentNode, reading: DocumentReading): void {
  new DocumentReader(reading).visit(root, '', undefined);
}

class DocumentReader {
  readonly #reading: DocumentReading;
  /** Nodes that are done, or not to be looked at. */
  readonly #done = new Set<DocumentNode>();
  /** Nodes below which names say nothing of values. */
  readonly #nameless = new Set<DocumentNode>();

  constructor(reading: DocumentReading) {
    this.#reading = reading;
  }

  /** `name` is the key that speaks for the node; undefined where none does. */
  visit(node: DocumentNode, pointer: string, name: ScalarNode | undefined): void {
    if (this.#done.has(node)) return;
    if (node.kind === 'map') this.#map(node, pointer);
    else if (node.kind === 'list') this.#list(node, pointer, name);
    else if (node.kind === 'scalar') this.#scalar(node, pointer, name);
  }

  #map(map: MapNode, pointer: string): void {
    this.#mark(map);
    for (const known of knownPlaces(map, pointer === '' ? this.#reading.name : '')) {
      this.#done.add(known.node);
      this.#known(known, pointer);
    }
    for (const path of generatorFiles(map)) this.#reading.secretFile(path);
    const isNameless = this.#nameless.has(map);
    const spoken = childOf(map, 'name') ?? childOf(map, 'key');
    for (const { key, value } of map.entries) {
      const isPair = key.text === 'value' && spoken?.kind === 'scalar';
      const own = isPair ? spoken : key;
      if (isNameless || REFERENCE_KEY.test(key.text)) this.#nameless.add(value);
      this.visit(value, `${pointer}/${pointerSegment(key.text)}`, this.#nameless.has(value) ? undefined : own);
    }
  }

  /** What of a map is encrypted, or only says where a secret is. */
  #mark(map: MapNode): void {
    const kind = textOf(map, 'kind');
    const spec = childOf(map, 'spec');
    const encrypted = kind === 'SealedSecret' ? childOf(spec, 'encryptedData') : undefined;
    const sops = childOf(map, 'sops');
    for (const node of [encrypted, textOf(sops, 'mac') === undefined ? undefined : sops])
      if (node !== undefined) this.#done.add(node);
    if (kind !== undefined && REFERENCE_KINDS.has(kind) && spec !== undefined) this.#nameless.add(spec);
  }

  #list(list: ListNode, pointer: string, name: ScalarNode | undefined): void {
    const isCommand = name !== undefined && COMMAND_KEY.test(name.text);
    const words = list.items.filter((item) => item.kind === 'scalar');
    const isLine = isCommand && words.length === list.items.length;
    if (isLine) this.#commandLine(words, pointer);
    for (const [index, item] of list.items.entries()) {
      if (isLine && item.kind === 'scalar' && !item.text.includes('\n')) continue;
      const speaks = item.kind === 'scalar' && NAMES_ITSELF.test(item.text) ? undefined : name;
      if (this.#nameless.has(list)) this.#nameless.add(item);
      this.visit(item, `${pointer}/${index}`, speaks);
    }
  }

  /** Words that stand apart and are one line: `--password` and its value. */
  #commandLine(words: readonly ScalarNode[], pointer: string): void {
    const { source } = this.#reading;
    const single = words.filter(({ text }) => !text.includes('\n'));
    const pieces = single.flatMap((word, index) => {
      const of = scalarText(word, source);
      const whole = { text: word.text, of, start: 0, end: word.text.length };
      return index === 0 ? [whole] : [' ', whole];
    });
    if (pieces.length > 0 && this.#scan(new ComposedText(pieces), pointer) === 0) this.#flags(single, pointer);
  }

  #scalar(node: ScalarNode, pointer: string, name: ScalarNode | undefined): void {
    const { source, embedded, prefix } = this.#reading;
    const text = node.text.trimEnd();
    if (BARE_WORDS.test(text) || isPlaceholder(text)) return;
    const value = scalarText(node, source);
    const isDocument = text.includes('\n') || /^\s*[[{]/.test(text);
    if (isDocument) embedded(value, name?.text ?? '', prefix + pointer);
    else if (this.#scan(name === undefined ? value : named(name, value, { text, source }), pointer) === 0)
      this.#byName(name?.text ?? '', value, pointer);
  }

  #known(known: KnownPlace, base: string): void {
    const { node, pointer, key, isEncoded, skip } = known;
    const { source, embedded, prefix } = this.#reading;
    const written = node.text.slice(skip).trim();
    if (isPlaceholder(written)) return;
    const at = prefix + base + pointer;
    if (known.isRelease && this.#release(known, written, at)) return;
    const decoded = isEncoded ? decodeBase64(written) : undefined;
    const text = decoded === undefined ? written : decoded.text;
    if (text !== undefined && (isPlaceholder(text) || isPublic(text))) return;
    const length = text?.length ?? decoded?.bytes ?? 0;
    if (known.isSecret) this.#report(known, { at, length, value: text ?? written });
    if (text === undefined) return;
    const value = scalarText(node, source);
    const located =
      decoded === undefined
        ? part(value, node.text.indexOf(written, skip), written)
        : decodedFrom(text, source, node.start, node.end);
    if (known.isSecret || text.trimEnd().includes('\n')) embedded(located, key, at);
    else if (this.#scan(located, base + pointer) === 0) this.#byName(key, located, base + pointer);
  }

  /** False when it is no release that can be opened. */
  #release({ node }: KnownPlace, written: string, at: string): boolean {
    const { source, embedded } = this.#reading;
    const texts = releaseTexts(written);
    for (const { place, name, text } of texts ?? [])
      embedded(decodedFrom(text, source, node.start, node.end), name, `${at}!${place}`);
    return texts !== undefined;
  }

  #report(
    { structural, class: kind, isPlain, node, skip }: KnownPlace,
    { at, length, value }: { readonly at: string; readonly length: number; readonly value: string },
  ): void {
    const { scanner, source, file } = this.#reading;
    const located = scalarText(node, source);
    const text = located.text.trimEnd();
    scanner.findings.add({
      recognised: { ...structural, class: kind },
      at: { file, place: at },
      spot: located.spot(skip, Math.max(skip, text.length)),
      length,
      value: new Sealed(value),
      ...(isPlain && { severity: 'low' }),
    });
  }

  /** `--password`, and the word behind it. What `=` ties together the detectors see. */
  #flags(words: readonly ScalarNode[], pointer: string): void {
    for (const [index, flag] of words.entries()) {
      const word = words[index + 1];
      if (word === undefined || !/^--?[a-z][\w-]*$/i.test(flag.text) || word.text.startsWith('-')) continue;
      this.#byName(flag.text, scalarText(word, this.#reading.source), pointer);
    }
  }

  /** No format speaks for the value, but its name may. */
  #byName(name: string, located: Located, pointer: string): void {
    const { scanner, file, prefix } = this.#reading;
    judgeByName(name, located, { file, place: prefix + pointer }, scanner);
  }

  #scan(located: Located, pointer: string): number {
    const { scanner, file, prefix } = this.#reading;
    return scanText(located, { file, place: prefix + pointer }, scanner);
  }
}

/** `KEY: VALUE`, the value in quotes where it has spaces: as a person would write it. */
function named(
  name: ScalarNode,
  value: Located,
  { text, source }: { readonly text: string; readonly source: Located },
): Located {
  const key = { text: name.text, of: scalarText(name, source), start: 0, end: name.text.length };
  const whole = { text, of: value, start: 0, end: text.length };
  const quote = /\s/.test(text) && !text.includes('"') ? '"' : '';
  return new ComposedText([key, `: ${quote}`, whole, quote]);
}

/** A certificate is for everyone; a value that is encrypted where it stands is for nobody. */
function isPublic(text: string): boolean {
  return (
    isEncryptedValue(text) || (/^\s*-----BEGIN (?:CERTIFICATE|PUBLIC KEY)-----/.test(text) && !text.includes('PRIVATE'))
  );
}
