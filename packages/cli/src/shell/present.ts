// Gives proofs their places: every citation gets the file, line and column where it stands.
import { NO_DOCUMENT, objectId } from '@watertight/engine';
import type {
  Asset,
  AssetExposure,
  Citation,
  Evidence,
  Exposure,
  Path,
  ProvedPath,
  Severity,
  Step,
} from '@watertight/engine';
import type { Locator } from '@watertight/sources';

export async function locateCitation({ object, pointer }: Citation, locator: Locator): Promise<Evidence> {
  const evidence: Evidence = { object: objectId(object), ...(pointer !== undefined && { pointer }) };
  if (object.document === NO_DOCUMENT) return evidence;
  const place = await locator.locate(object.document, pointer ?? '');
  return place === undefined ? evidence : { ...evidence, file: place.file, line: place.line, column: place.column };
}

export async function locatePath(path: ProvedPath, severity: Severity, locator: Locator): Promise<Path> {
  const steps: Step[] = [];
  for (const step of path.steps) {
    const evidence: Evidence[] = [];
    for (const citation of step.evidence) evidence.push(await locateCitation(citation, locator));
    steps.push({ ...step, evidence });
  }
  const { id, from, to, certainty, hops } = path;
  return { id, from, to, certainty, severity, hops, steps };
}

export async function presentAsset(exposure: Exposure, asset: AssetExposure, locator: Locator): Promise<Asset> {
  const { id, severity, exposed, readers } = asset;
  const fact = exposure.secretFact(id);
  const credential = exposure.credentialFact(id);
  const object = fact ?? credential?.object;
  const location = object === undefined ? undefined : await locator.locate(object.document, credential?.pointer ?? '');
  return {
    id,
    inInput: object !== undefined,
    keys: (fact?.keys ?? credential?.keys ?? []).map(({ name, length }) => ({ name, length })),
    ...(fact?.keysUnknown === true && { keysUnknown: true }),
    severity,
    exposed,
    readers,
    ...(location !== undefined && { location }),
  };
}
