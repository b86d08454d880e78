// Facts in, answers out: the one entry of every shell.
import { createAuthorizer } from '../access/authorizer.ts';
import { withBootstrapPolicy } from '../access/bootstrap/bootstrap.ts';
import type { Facts } from '../facts/facts.ts';
import { buildExposureGraph } from '../graph/exposure-graph.ts';
import { Exposure } from '../graph/exposure.ts';
import type { Technique } from '../graph/rule-types.ts';
import { buildWorld } from '../graph/world.ts';
import type { AssetKey } from '../graph/world.ts';
import { techniques as allTechniques } from '../techniques/list.ts';

export interface AnalysisSettings {
  /** Ids `secret:NS/NAME` and `configmap:NS/NAME` that are asked for though the input may not name them. */
  readonly askedAssets?: readonly string[];
  /** The question is about one key of a Secret or ConfigMap; answers about others are as always. */
  readonly onlyKey?: AssetKey;
  /** For tests; all by default. */
  readonly techniques?: readonly Technique[];
  /** The exposure of facts of which these are a change: what it found out about roles that stay as they are is used again. */
  readonly basis?: Exposure;
}

/** Facts, and their exposure. */
export interface Analysed {
  readonly facts: Facts;
  readonly exposure: Exposure;
}

/** Builds the exposure of a cluster once; then it is only asked. The bootstrap policy is added where the input lacks it. */
export function analyse(facts: Facts, settings: AnalysisSettings = {}): Exposure {
  const whole = withBootstrapPolicy(facts, facts.kubernetesVersion);
  const authorizer = createAuthorizer(whole);
  const world = buildWorld(whole, authorizer, {
    askedAssets: settings.askedAssets ?? [],
    ...(settings.onlyKey !== undefined && { onlyKey: settings.onlyKey }),
  });
  return new Exposure(buildExposureGraph(world, settings.techniques ?? allTechniques, settings.basis?.graph.answers));
}
