// What people and programs write in sentences and on command lines.
import type { Random } from '../../bench/random.ts';
import type { Context, Sample } from './context.ts';
import { m, type Marked, secret } from './marked.ts';
import { ALNUM, card, chars, grouped, type Kind, MASKS, quotable, value } from './values.ts';

type Make = (random: Random) => Marked;

/** In a sentence a password without a sign of assignment becomes a field, as the specification's example has it. */
export function told(random: Random): Marked {
  const { risky, secrets } = value(random, 'password');
  return { risky: ` ${risky}`, safe: `='${MASKS.password}'`, secrets };
}

const pw: Make = (random) => value(random, 'password');
const quotedPassword: Make = (random) =>
  secret(quotable(random, 'password').risky.replaceAll(/["'\\ ]/g, '_'), MASKS.password);
const token: Make = (random) => secret(`${chars(random, ALNUM, 30)}4b`, MASKS.token);
const mail: Make = (random) => value(random, 'email');
const number: Make = (random) => {
  const digits = card(random);
  return secret(random.pick([digits, grouped(digits, ' '), grouped(digits, '-')]), MASKS.card);
};

const PASSWORDS: Readonly<Record<string, Make>> = {
  'sentence: with password': (random) => m`Connection timed out with username db_user and password${told(random)}`,
  'sentence: Password rejected': (random) => m`Password${told(random)} rejected for bob`,
  'sentence: in brackets': (random) => m`cannot connect (user root password${told(random)}).`,
  'sentence: using passwd': (random) => m`tried passwd${told(random)}, then gave up`,
  'sentence: password is': (random) => m`the password is ${pw(random)} for now`,
  'sentence: password was': (random) => m`old password was ${pw(random)}.`,
  'sentence: password set to': (random) => m`root password set to ${pw(random)}`,
  'sentence: password colon': (random) => m`user bob and password: ${pw(random)}`,
  'sentence: password equals': (random) => m`retrying with password=${pw(random)}, attempt 2`,
  'sentence: quoted password': (random) => m`login with password "${quotedPassword(random)}" failed`,
  'sentence: single quoted password': (random) => m`login with password '${quotedPassword(random)}' failed`,
  'sentence: temporary password': (random) => m`Your temporary password: ${pw(random)}`,
  'sentence: passphrase': (random) => m`unlocking key with passphrase${told(random)}`,
  'command: mysql -p': (random) => m`+ mysql -h db -u root -p${pw(random)} shop`,
  'command: sshpass': (random) => m`$ sshpass -p ${pw(random)} ssh root@10.0.0.1 uptime`,
  'command: redis-cli -a': (random) => m`redis-cli -h cache -a ${pw(random)} PING`,
  'command: curl -u': (random) => m`curl -sf -u admin:${pw(random)} https://registry.example.com/v2/`,
  'command: curl --user': (random) => m`curl --user 'admin:${pw(random)}' https://registry.example.com/v2/`,
  'command: docker login': (random) => m`docker login -u ci -p ${pw(random)} registry.example.com`,
  'command: ldapsearch': (random) => m`ldapsearch -x -D cn=admin -w ${pw(random)} -b dc=example`,
  'command: mongosh': (random) => m`mongosh --host db -u root -p ${pw(random)} admin`,
  'command: option': (random) => m`Running: ["/bin/app"] --db-password ${pw(random)} --verbose`,
  'command: openssl': (random) => m`openssl pkcs12 -in a.p12 -passin pass:${pw(random)} -nodes`,
  'command: PGPASSWORD': (random) => m`PGPASSWORD=${pw(random)} psql -h db -U app`,
  'command: wget': (random) => m`wget --user=a --password='${pw(random)}' https://files.example.com/x`,
  'command: sql': (random) => m`CREATE USER 'app'@'%' IDENTIFIED BY '${pw(random)}';`,
  'command: alter role': (random) => m`ALTER ROLE app WITH LOGIN PASSWORD '${pw(random)}'`,
  'command: redis config': (random) => m`"CONFIG" "SET" "requirepass" "${pw(random)}"`,
  'command: redis auth': (random) => m`1767225600.123456 [0 10.0.0.1:4711] "AUTH" "${pw(random)}"`,
};

const OTHERS: Readonly<Record<string, readonly [Kind, Make]>> = {
  'sentence: token': ['token', (random) => m`session token ${token(random)} expired`],
  'sentence: api key': ['token', (random) => m`calling billing with api key ${token(random)}`],
  'sentence: api key is': ['token', (random) => m`API key is ${token(random)}`],
  'sentence: token colon': ['token', (random) => m`got access token: ${token(random)}`],
  'sentence: bearer': ['token', (random) => m`replaying with Bearer ${token(random)} once`],
  'sentence: secret equals': ['token', (random) => m`handshake failed, secret=${token(random)}`],
  'sentence: mail': ['email', (random) => m`sent reset link to ${mail(random)} in 12ms`],
  'sentence: mail in brackets': ['email', (random) => m`From: "Support" <${mail(random)}>`],
  'sentence: mail, comma': ['email', (random) => m`recipients: ${mail(random)}, ${mail(random)}; none left`],
  'sentence: mail, quoted': ['email', (random) => m`user "${mail(random)}" not found`],
  'sentence: mailto': ['email', (random) => m`link mailto:${mail(random)}?subject=hi`],
  'sentence: mail in a path': ['email', (random) => m`GET /users/${mail(random)}/orders 404`],
  'sentence: card': ['card', (random) => m`charged card ${number(random)} ok`],
  'sentence: card, whole': [
    'card',
    (random) =>
      m`card ${number(random)}, exp ${secret(`0${random.below(9) + 1}/2${random.below(9)}`, '**/**')}, cvv ${value(random, 'card-code')}`,
  ],
  'sentence: number only': ['card', (random) => m`declined: ${number(random)}`],
  'sentence: number in quotes': ['card', (random) => m`invalid value "${number(random)}" in column 3`],
  'sentence: number in csv': ['card', (random) => m`7,bob,${number(random)},EUR`],
};

export const SENTENCES: readonly Context[] = [
  ...Object.entries(PASSWORDS).map(([name, make]): Context => ({
    name,
    make: (random): Sample => ({ kind: 'password', text: make(random) }),
  })),
  ...Object.entries(OTHERS).map(([name, [kind, make]]): Context => ({
    name,
    make: (random): Sample => ({ kind, text: make(random) }),
  })),
];
