// All hand-decided rows.
import { BEYOND } from './beyond.ts';
import { BLOCKS } from './blocks.ts';
import { CALICO } from './calico.ts';
import { CALICO_RULES } from './calico-rules.ts';
import { CILIUM } from './cilium.ts';
import { CILIUM_BEYOND } from './cilium-beyond.ts';
import { ISOLATION } from './isolation.ts';
import { OWN_NODE } from './own-node.ts';
import { PEERS } from './peers.ts';
import { PORTS } from './ports.ts';
import { TIERS } from './tiers.ts';
import type { Block } from './world.ts';

export const ROWS: readonly Block[] = [
  ...ISOLATION,
  ...PEERS,
  ...PORTS,
  ...BLOCKS,
  ...TIERS,
  ...OWN_NODE,
  ...BEYOND,
  ...CILIUM,
  ...CILIUM_BEYOND,
  ...CALICO,
  ...CALICO_RULES,
];
