// Where a SARIF result stands: a relative, percent-encoded URI and a region only when the line is known.
import type { Evidence, Location } from '@watertight/engine';
import { idParts } from '../text/phrase.ts';
import { visible } from '../text/visible.ts';

export const SOURCE_BASE = '%SRCROOT%';

export interface Region {
  readonly startLine: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export interface SarifLocation {
  readonly message?: { readonly text: string };
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region?: Region;
  };
  readonly logicalLocations: readonly { readonly fullyQualifiedName: string; readonly kind: 'object' }[];
}

/** One path segment of a URI; one that is only dots is written out, since a URI's reader would walk on it. */
function segment(text: string): string {
  const encoded = encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return encoded === '..' ? '%2E%2E' : encoded === '.' ? '%2E' : encoded;
}

/** A file as an artifact: relative paths under the source root, absolute ones as `file:` URIs. */
function fileArtifact(file: string): SarifLocation['physicalLocation']['artifactLocation'] {
  const parts = file.replace(/^(?:\.\/)+/, '').split('/');
  if (file.startsWith('/')) return { uri: `file://${parts.map(segment).join('/')}` };
  const up = parts.findIndex((part) => part !== '..');
  const climbed = parts.map((part, at) => (part === '..' && (up === -1 || at < up) ? part : segment(part)));
  return { uri: climbed.join('/'), uriBaseId: SOURCE_BASE };
}

/**
 * An object that stands in no file gets a place named after it: GitHub refuses a whole upload when one location has no
 * artifact ("expected a physical location").
 */
function clusterArtifact(object: string): SarifLocation['physicalLocation']['artifactLocation'] {
  const { kind, namespace, name } = idParts(object);
  const parts = ['kubernetes', kind, ...(namespace === undefined ? [] : [namespace]), name === '' ? '_' : name];
  return { uri: parts.map(segment).join('/') };
}

function atLeastOne(value: number | undefined): number | undefined {
  return value !== undefined && Number.isSafeInteger(value) && value >= 1 ? value : undefined;
}

function region(at: Partial<Location>): Region | undefined {
  const startLine = atLeastOne(at.line);
  if (startLine === undefined) return undefined;
  const startColumn = atLeastOne(at.column);
  const endLine = atLeastOne(at.endLine);
  const endColumn = atLeastOne(at.endColumn);
  const ends =
    startColumn !== undefined &&
    endLine !== undefined &&
    endColumn !== undefined &&
    (endLine > startLine || (endLine === startLine && endColumn > startColumn));
  return { startLine, ...(startColumn === undefined ? {} : { startColumn }), ...(ends ? { endLine, endColumn } : {}) };
}

/** A SARIF location of an object; stdin counts as no file. */
export function sarifLocation(
  object: string,
  at: Partial<Location> | Evidence | undefined,
  text?: string,
): SarifLocation {
  const file = at?.file === undefined || at.file === '' || at.file === '-' ? undefined : at.file;
  const lines = file === undefined || at === undefined ? undefined : region(at);
  return {
    ...(text === undefined ? {} : { message: { text } }),
    physicalLocation: {
      artifactLocation: file === undefined ? clusterArtifact(object) : fileArtifact(file),
      ...(lines === undefined ? {} : { region: lines }),
    },
    logicalLocations: [{ fullyQualifiedName: visible(object), kind: 'object' }],
  };
}
