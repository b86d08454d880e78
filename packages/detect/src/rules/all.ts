// The rules of redaction, in the order in which they are asked.
import { addresses } from './addresses.ts';
import { auditCommand } from './audit-command.ts';
import { authTuple } from './auth-tuple.ts';
import { cardNumbers } from './card-values.ts';
import { commands } from './commands.ts';
import { cookies } from './cookies.ts';
import { authorization, jwts, schemes } from './http.ts';
import { namedValues } from './named-values.ts';
import { oracleLogon } from './oracle.ts';
import { partialLines } from './partial-lines.ts';
import { pipedPassword } from './piped-password.ts';
import { privateKeys } from './private-key.ts';
import { redis } from './redis.ts';
import type { Rule } from './rule.ts';
import { identifiedBy, inserts, setPassword } from './sql.ts';
import { sqlParameters } from './sql-parameters.ts';
import { saslPlain, userInfo } from './user-and-password.ts';
import { validationError } from './validation-error.ts';
import { workflowCommands } from './workflow-commands.ts';

export const RULES: readonly Rule[] = [
  namedValues,
  authorization,
  schemes,
  cookies,
  jwts,
  addresses,
  cardNumbers,
  identifiedBy,
  inserts,
  setPassword,
  sqlParameters,
  authTuple,
  commands,
  auditCommand,
  redis,
  oracleLogon,
  pipedPassword,
  saslPlain,
  userInfo,
  validationError,
  workflowCommands,
  privateKeys,
  partialLines,
];
