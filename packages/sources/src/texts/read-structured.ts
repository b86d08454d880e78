// Reads a text by its structure where it has one, else line by line.
import { splitYaml } from '@watertight/syntax';
import { jsonDocument, yamlDocument } from './document.ts';
import type { DocumentNode } from './document.ts';
import type { Located } from './located.ts';
import { MAX_EMBEDDED } from './limits.ts';
import { readDocument } from './read-document.ts';
import { part } from './scalar-text.ts';
import { scanText } from './scan-text.ts';
import type { Scanner } from './scan-text.ts';
import { uncovered } from './uncovered.ts';

/** A text, and what it is called. */
export interface NamedText {
  readonly located: Located;
  readonly file: string;
  /** Name of the file or key. */
  readonly name: string;
  readonly place: string;
  /** Documents around it. */
  readonly depth: number;
}

/** What the reading of texts of one run shares. */
export interface TextReading {
  readonly scanner: Scanner;
  /** A document of `file` says that the file at `path`, beside it, holds a secret. */
  readonly secretFile: (file: string, path: string) => void;
}

const YAML_NAME = /\.ya?ml(?:\.\w+)?$/i;
const JSON_NAME = /\.json$/i;
/** What a Kubernetes object, a kubeconfig, a kustomization or encrypted YAML begins with, behind comments. */
const YAML_HEAD =
  /^\uFEFF?(?:(?:#[^\n]*|---[^\n]*|[ \t\r]*)\n)*(?:apiVersion|kind|clusters|users|secretGenerator|configMapGenerator|sops):/;
const JSON_HEAD = /^\uFEFF?\s*[[{]/;
const TEMPLATE = '{{';

/** How a text was read: `lines` where it should have been a document and is none. */
export type ReadAs = 'structure' | 'text' | 'lines';

/** By its name or its first characters. */
export function mayBeStructured(name: string, head: string): boolean {
  return isDocumentName(name) || YAML_HEAD.test(head) || JSON_HEAD.test(head);
}

/** True where the name promises a document. */
export function isDocumentName(name: string): boolean {
  return YAML_NAME.test(name) || JSON_NAME.test(name);
}

export function readStructured(text: NamedText, reading: TextReading): ReadAs {
  const { located, name, depth } = text;
  if (depth >= MAX_EMBEDDED) return asLines(text, reading, 'lines');
  const isJson = JSON_HEAD.test(located.text);
  if (isJson) {
    const document = jsonDocument(located.text);
    if (document !== undefined) {
      readTree(document, text, reading);
      return 'structure';
    }
  }
  const isYaml = YAML_NAME.test(name) || YAML_HEAD.test(located.text);
  if (isYaml || (isJson && JSON_NAME.test(name))) return readYamlText(text, reading);
  return asLines(text, reading, 'text');
}

/** Document by document, so that a broken one costs only itself. */
function readYamlText(text: NamedText, reading: TextReading): ReadAs {
  const bytes = Buffer.from(text.located.text);
  let start = 0;
  let readAs: ReadAs = 'structure';
  for (const { offset, length } of splitYaml(bytes)) {
    const piece = bytes.toString('utf8', offset, offset + length);
    const document = { ...text, located: part(text.located, start, piece) };
    start += piece.length;
    const tree = piece.trim() === '' ? undefined : yamlDocument(piece);
    if (tree === undefined) {
      // Neither a template nor a document of comments should have been more.
      const isBroken = !piece.includes(TEMPLATE) && /^[^#\s-]/m.test(piece);
      asLines(document, reading, 'lines');
      if (isBroken) readAs = 'lines';
    } else {
      readTree(tree, document, reading);
      for (const comment of uncovered(piece, tree))
        scanText(
          part(document.located, comment.start, comment.text),
          { file: text.file, place: text.place },
          reading.scanner,
        );
    }
  }
  return readAs;
}

/** Reads a document that is a tree already. */
export function readTree(
  root: DocumentNode,
  { located, file, name, place, depth }: NamedText,
  reading: TextReading,
): void {
  const prefix = place === '' ? '' : `${place}!`;
  readDocument(root, {
    scanner: reading.scanner,
    source: located,
    file,
    prefix,
    name,
    embedded: (inner, key, at) => {
      readStructured({ located: inner, file, name: key, place: at, depth: depth + 1 }, reading);
    },
    secretFile: (path) => reading.secretFile(file, path),
  });
}

function asLines({ located, file, place }: NamedText, { scanner }: TextReading, readAs: ReadAs): ReadAs {
  scanText(located, { file, place }, scanner);
  return readAs;
}
