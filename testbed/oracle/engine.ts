// The engine as it is, for everything that compares it with Kubernetes.
import { createCan } from '../../packages/engine/src/access/can.ts';
import { rulesCover } from '../../packages/engine/src/access/covers.ts';
import { FactsBuilder } from '../../packages/engine/src/kube/facts-builder.ts';
import type { Engine } from './our-answers.ts';

export const ENGINE: Engine = { createCan, rulesCover, FactsBuilder };
