// Every technique that the verifier can re-derive, by id.
import { diversion } from './diversion.ts';
import { escapes } from './escapes.ts';
import { extension } from './extension.ts';
import { identities } from './identities.ts';
import { impersonation } from './impersonation.ts';
import { literals } from './literals.ts';
import { images } from './images.ts';
import { logs } from './logs.ts';
import { kubelets } from './kubelets.ts';
import { mounts } from './mounts.ts';
import { network } from './network.ts';
import { nodes } from './nodes.ts';
import { operators } from './operators.ts';
import { podCreation } from './pod-creation.ts';
import { reads } from './reads.ts';
import { roles } from './roles.ts';
import type { RuleTable } from './rule.ts';
import { runningPods } from './running-pods.ts';
import { storage } from './storage.ts';

export const rules: RuleTable = {
  ...reads,
  ...identities,
  ...impersonation,
  ...roles,
  ...runningPods,
  ...podCreation,
  ...nodes,
  ...escapes,
  ...storage,
  ...extension,
  ...operators,
  ...mounts,
  ...literals,
  ...images,
  ...logs,
  ...network,
  ...kubelets,
  ...diversion,
};
