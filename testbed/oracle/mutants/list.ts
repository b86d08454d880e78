// All mutants.
import type { Mutant } from './mutant.ts';
import { NODE_MUTANTS } from './nodes.ts';
import { POLICY_MUTANTS } from './policies.ts';
import { REQUEST_MUTANTS } from './requests.ts';
import { ROLE_MUTANTS } from './roles.ts';
import { RULE_MUTANTS } from './rules.ts';

export const MUTANTS: readonly Mutant[] = [...RULE_MUTANTS, ...REQUEST_MUTANTS, ...POLICY_MUTANTS, ...ROLE_MUTANTS, ...NODE_MUTANTS];
