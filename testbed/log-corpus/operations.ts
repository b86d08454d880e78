// What jobs and tools of operation print: variables of pipelines, tokens that are set up, keys that open a server.
import { m, secret } from './marked.ts';
import { contextsOf, type Shapes, told, token, twinsOf, word } from './shape.ts';
import { ALNUM, chars, MASKS } from './values.ts';

const SHAPES: Shapes = {
  'mongo: restore': {
    kind: 'password',
    where: 'https://www.mongodb.com/docs/database-tools/mongorestore/',
    line: (random) => m`mongorestore -h db -u root -p ${word(random)} dump/`,
    twin: () => 'mongorestore -h db --gzip dump/v2',
  },
  'neo4j: initial password': {
    kind: 'password',
    where: 'https://neo4j.com/docs/operations-manual/current/configuration/set-initial-password/',
    line: (random) => m`neo4j-admin dbms set-initial-password${told(random)}`,
    twin: () => 'neo4j-admin dbms set-initial-password --require-password-change',
  },
  'azure pipelines: variable': {
    kind: 'password',
    where: 'https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands',
    line: (random) => m`##vso[task.setvariable variable=dbPassword;issecret=true]${word(random)}`,
    twin: () => '##vso[task.setvariable variable=version;isOutput=true]1.2.3-rc4',
  },
  'teamcity: parameter': {
    kind: 'password',
    where: 'https://www.jetbrains.com/help/teamcity/service-messages.html',
    line: (random) => m`##teamcity[setParameter name='env.DB_PASSWORD' value='${word(random)}']`,
    twin: () => "##teamcity[setParameter name='env.DB_VERSION' value='17.2b1']",
  },
  'vault: unseal': {
    kind: 'token',
    where: 'https://developer.hashicorp.com/vault/docs/commands/operator/unseal',
    line: (random) => m`+ vault operator unseal ${secret(`${chars(random, ALNUM, 42)}9=`, MASKS.token)}`,
    twin: () => '+ vault operator unseal -migrate',
  },
  'ngrok: token': {
    kind: 'token',
    where: 'https://ngrok.com/docs/agent/cli/#ngrok-config-add-authtoken',
    line: (random) => m`ngrok config add-authtoken ${token(random)}`,
    twin: () => 'ngrok config check --config ngrok2.yml',
  },
};

export const OPERATIONS = contextsOf('operation', SHAPES);
export const OPERATION_TWINS = twinsOf(SHAPES);
