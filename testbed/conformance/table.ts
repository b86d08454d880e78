// The conformance table: every topic, in the order of its page.
import type { Topic } from './row.ts';
import { aggregation } from './topics/aggregation.ts';
import { bindings } from './topics/bindings.ts';
import { certificates } from './topics/certificates.ts';
import { constrainedImpersonation } from './topics/constrained-impersonation.ts';
import { identities } from './topics/identities.ts';
import { impersonatedControllers } from './topics/impersonated-controllers.ts';
import { impersonatedFields } from './topics/impersonated-fields.ts';
import { impersonation } from './topics/impersonation.ts';
import { names } from './topics/names.ts';
import { nodeObjects } from './topics/node-objects.ts';
import { nodeRestriction } from './topics/node-restriction.ts';
import { nodeRights } from './topics/node-rights.ts';
import { nodeSecrets } from './topics/node-secrets.ts';
import { nodeTokens } from './topics/node-tokens.ts';
import { nodeVolumes } from './topics/node-volumes.ts';
import { otherKinds } from './topics/other-kinds.ts';
import { paths } from './topics/paths.ts';
import { pods } from './topics/pods.ts';
import { roles } from './topics/roles.ts';
import { rules } from './topics/rules.ts';
import { runningPods } from './topics/running-pods.ts';
import { scope } from './topics/scope.ts';
import { secretVerbs } from './topics/secret-verbs.ts';
import { shippedRoles } from './topics/shipped-roles.ts';
import { subresources } from './topics/subresources.ts';
import { tokens } from './topics/tokens.ts';

export const topics: readonly Topic[] = [
  secretVerbs,
  otherKinds,
  names,
  rules,
  subresources,
  paths,
  scope,
  identities,
  shippedRoles,
  impersonation,
  impersonatedFields,
  impersonatedControllers,
  constrainedImpersonation,
  tokens,
  pods,
  runningPods,
  nodeSecrets,
  nodeTokens,
  nodeVolumes,
  nodeObjects,
  nodeRestriction,
  nodeRights,
  certificates,
  roles,
  bindings,
  aggregation,
];
