// The rules of redaction, in the order in which they are asked.
import { addresses } from './addresses.ts';
import { announcedValue } from './announced.ts';
import { auditCommand } from './audit-command.ts';
import { authTuple } from './auth-tuple.ts';
import { sqlBoundValues } from './bound-values.ts';
import { cardNumbers } from './card-values.ts';
import { commands } from './commands.ts';
import { cookies } from './cookies.ts';
import { erlangTerms } from './erlang-terms.ts';
import { authorization, jwts, schemes } from './http.ts';
import { listedOptions } from './listed-options.ts';
import { namedValues } from './named-values.ts';
import { oneTimeCodes } from './one-time-codes.ts';
import { oracleLogon } from './oracle.ts';
import { parameterLines } from './parameters-below.ts';
import { partialLines } from './partial-lines.ts';
import { pipedPassword } from './piped-password.ts';
import { privateKeys } from './private-key.ts';
import { protocolLogins } from './protocol-logins.ts';
import { redis } from './redis.ts';
import { redisAcl } from './redis-acl.ts';
import { rejectedValue } from './rejected-value.ts';
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
  sqlBoundValues,
  parameterLines,
  authTuple,
  commands,
  listedOptions,
  auditCommand,
  redis,
  redisAcl,
  oracleLogon,
  pipedPassword,
  saslPlain,
  protocolLogins,
  erlangTerms,
  oneTimeCodes,
  userInfo,
  validationError,
  rejectedValue,
  workflowCommands,
  announcedValue,
  privateKeys,
  partialLines,
];
