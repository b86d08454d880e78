// Judges a configuration that another reader made an object of: what a scan meets among manifests.
import { type Json, keyOfSegment } from '@watertight/syntax';
import { findWeaknesses } from '../weaknesses/find.ts';
import type { Weakness } from '../weaknesses/weakness.ts';
import { assess } from '../config/assess.ts';
import type { Fault } from '../config/refusal.ts';
import { NEWEST_MINOR } from '../config/versions.ts';
import { yamlNode } from '../config/yaml-node.ts';

export interface ObjectJudgement {
  /** Those of strict decoding are marked: an API server before 1.31 takes no notice. */
  readonly faults: readonly Omit<Fault, 'at'>[];
  readonly weaknesses: readonly Omit<Weakness, 'at'>[];
}

/** Whether an object is an EncryptionConfiguration, by what it calls itself. */
export function isEncryptionConfiguration(apiVersion: unknown, kind: unknown): boolean {
  if (typeof apiVersion !== 'string') return false;
  if (kind === 'EncryptionConfig') return apiVersion === 'v1' || apiVersion.startsWith('apiserver.config.k8s.io/');
  return kind === 'EncryptionConfiguration' && apiVersion.startsWith('apiserver.config.k8s.io/');
}

/** As an API server with default settings. Repeated fields are seen only where the text is at hand: `judge`. */
export function judgeObject(value: Json): ObjectJudgement {
  const settings = { minor: NEWEST_MINOR, kmsV1: false, reload: false };
  const { faults, configuration, type } = assess(yamlNode(value), settings);
  const placed = <T extends { readonly pointer: string }>(each: T): T => ({
    ...each,
    pointer: nearest(value, each.pointer),
  });
  return {
    faults: faults.map(({ pointer, reason, strict }) => placed({ pointer, reason, ...(strict && { strict }) })),
    weaknesses: findWeaknesses(configuration, type).map(placed),
  };
}

/** The place, or the nearest one around it that exists. */
function nearest(value: Json, pointer: string): string {
  let at: Json | undefined = value;
  let found = '';
  for (const segment of pointer.split('/').slice(1)) {
    const key = keyOfSegment(segment);
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, key)) return found;
    at = (at as { readonly [key: string]: Json })[key];
    found += `/${segment}`;
  }
  return found;
}
