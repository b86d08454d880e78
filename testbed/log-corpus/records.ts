// Records of fields in the notations of languages and formats.
import type { Random } from '../../bench/random.ts';
import type { Context } from './context.ts';
import { type Field, fieldsOf, joined } from './fields.ts';
import { encoded, inJson, inPercent, inQuotes, inSql, inXml, m, type Marked } from './marked.ts';
import type { Kind } from './values.ts';

/** A number of JSON becomes a string of stars, so that JSON stays valid. */
function json(random: Random): (field: Field) => Marked {
  const space = random.below(2) === 0 ? '' : ' ';
  return ({ name, value, isNumber }) => {
    const isBare = isNumber && !value.risky.startsWith('0') && random.below(3) === 0;
    if (!isBare) return m`"${name}":${space}"${inJson(value)}"`;
    const number = value.secrets.length === 0 ? value : { ...value, safe: `"${value.safe}"` };
    return m`"${name}":${space}${number}`;
  };
}

function jsonObject(random: Random, fields: readonly Field[]): Marked {
  return m`{${joined(fields, random.below(2) === 0 ? ',' : ', ', json(random))}}`;
}

const words = (name: string): string => name.replaceAll(/[.-]/g, '_');

type Write = (fields: readonly Field[], random: Random) => Marked;

/** Values in quotes. */
const QUOTED: Readonly<Record<string, Write>> = {
  json: (fields, random) => jsonObject(random, fields),
  'json, nested': (fields, random) => m`{"event":"login","data":{"user":${jsonObject(random, fields)}},"ok":false}`,
  'json in a string': (fields, random) => m`{"id":7,"body":"${inJson(jsonObject(random, fields))}"}`,
  'json in a string in a string': (fields, random) =>
    m`{"log":"${inJson(m`{"body":"${inJson(jsonObject(random, fields))}"}`)}"}`,
  'python dict': (fields) => m`{${joined(fields, ', ', ({ name, value }) => m`'${name}': ${pythonText(value)}`)}}`,
  'ruby hash': (fields) => m`{${joined(fields, ', ', ({ name, value }) => m`"${name}"=>"${inQuotes(value)}"`)}}`,
  'ruby symbols': (fields) =>
    m`{${joined(fields, ', ', ({ name, value }) => m`:${words(name)}=>"${inQuotes(value)}"`)}}`,
  'php array': (fields) => m`array (${joined(fields, ', ', ({ name, value }) => m`'${name}' => '${inPhp(value)}'`)})`,
  'node inspect': (fields) =>
    m`{ ${joined(fields, ', ', ({ name, value }) => m`${words(name)}: ${pythonText(value)}`)} }`,
  'go %#v': (fields) =>
    m`app.Config{${joined(fields, ', ', ({ name, value }) => m`${words(name)}:"${inQuotes(value)}"`)}}`,
  'rust debug': (fields) =>
    m`Config { ${joined(fields, ', ', ({ name, value }) => m`${words(name)}: "${inQuotes(value)}"`)} }`,
  'logfmt, quoted': (fields) => joined(fields, ' ', ({ name, value }) => m`${name}="${inQuotes(value)}"`),
  'yaml flow, quoted': (fields) => m`{${joined(fields, ', ', ({ name, value }) => m`${name}: '${inSql(value)}'`)}}`,
  'xml attributes': (fields) =>
    m`<login ${joined(fields, ' ', ({ name, value }) => m`${name}="${inXmlText(value)}"`)}/>`,
  'sql where': (fields) =>
    m`SELECT * FROM users WHERE ${joined(fields, ' AND ', ({ name, value }) => m`${words(name)} = '${inSql(value)}'`)}`,
  'sql update': (fields) =>
    m`UPDATE users SET ${joined(fields, ', ', ({ name, value }) => m`${words(name)}='${inSql(value)}'`)} WHERE id=7`,
  'sql insert': (fields) =>
    m`INSERT INTO users (${fields.map(({ name }) => words(name)).join(', ')}) VALUES (${joined(fields, ', ', ({ value }) => m`'${inSql(value)}'`)})`,
};

/** Values without quotes. */
const BARE: Readonly<Record<string, Write>> = {
  logfmt: (fields) => joined(fields, ' ', ({ name, value }) => m`${name}=${value}`),
  properties: (fields) => joined(fields, ', ', ({ name, value }) => m`${name}=${value}`),
  'java toString': (fields) =>
    m`LoginRequest(${joined(fields, ', ', ({ name, value }) => m`${words(name)}=${value}`)})`,
  'java map': (fields) => m`{${joined(fields, ', ', ({ name, value }) => m`${name}=${value}`)}}`,
  'form body': (fields) => joined(fields, '&', ({ name, value }) => m`${name}=${inPercent(value)}`),
  'query string': (fields) =>
    m`POST /v1/login?${joined(fields, '&', ({ name, value }) => m`${name}=${inPercent(value)}`)} HTTP/1.1`,
  options: (fields) => m`exec: /usr/bin/app ${joined(fields, ' ', ({ name, value }) => m`--${option(name)}=${value}`)}`,
  'options, spaced': (fields) =>
    m`exec: app ${joined(fields, ' ', ({ name, value }) => m`--${option(name)} ${value}`)}`,
  'options in json': (fields) =>
    m`{"args":["app",${joined(fields, ',', ({ name, value }) => m`"--${option(name)}=${inJson(value)}"`)}]}`,
  'arguments in json': (fields) =>
    m`{"args":["app",${joined(fields, ',', ({ name, value }) => m`"--${option(name)}","${inJson(value)}"`)}]}`,
  'helm --set': (fields) =>
    m`helm upgrade app ./chart ${joined(fields, ' ', ({ name, value }) => m`--set ${name}=${value}`)}`,
  'docker -e': (fields) =>
    m`docker run ${joined(fields, ' ', ({ name, value }) => m`-e ${variable(name)}=${value}`)} app:1`,
  'from-literal': (fields) =>
    m`kubectl create secret generic s ${joined(fields, ' ', ({ name, value }) => m`--from-literal=${name}=${value}`)}`,
  environment: (fields) => m`env: ${joined(fields, ' ', ({ name, value }) => m`${variable(name)}=${value}`)}`,
  'environment in json': (fields) =>
    m`{"Env":[${joined(fields, ',', ({ name, value }) => m`"${variable(name)}=${inJson(value)}"`)}]}`,
  'kubernetes env': (fields) =>
    m`"env":[${joined(fields, ',', ({ name, value }) => m`{"name":"${variable(name)}","value":"${inJson(value)}"}`)}]`,
  'xml elements': (fields) =>
    m`<req>${joined(fields, '', ({ name, value }) => m`<${name}>${inXml(value)}</${name}>`)}</req>`,
};

/** Values without quotes whose notation needs a card's fields elsewhere: what ends them is a blank, a bracket or the line's end. */
const LOOSE: Readonly<Record<string, Write>> = {
  'go %+v': (fields) => m`{${joined(fields, ' ', ({ name, value }) => m`${words(name)}:${value}`)}}`,
  'go map': (fields) => m`map[${joined(fields, ' ', ({ name, value }) => m`${name}:${value}`)}]`,
  'kubernetes String()': (fields) =>
    joined(fields, ',', ({ name, value }) => m`EnvVar{Name:${variable(name)},Value:${value},ValueFrom:nil,}`),
  'php print_r': (fields) => m`Array ( ${joined(fields, ' ', ({ name, value }) => m`[${name}] => ${value}`)} )`,
  'yaml flow': (fields) => m`{${joined(fields, ', ', ({ name, value }) => m`${name}: ${value}`)}}`,
  'yaml line': (fields) => joined(lastSensitive(fields), '', ({ name, value }) => m`    ${name}: ${value}`),
  'ini line': (fields) => joined(lastSensitive(fields), '', ({ name, value }) => m`${name} = ${value}`),
  'export line': (fields) =>
    joined(lastSensitive(fields), '', ({ name, value }) => m`export ${variable(name)}=${value}`),
};

function lastSensitive(fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ value }) => value.secrets.length > 0).slice(-1);
}

const option = (name: string): string =>
  name
    .replaceAll(/[._]/g, '-')
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
const variable = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll(/[.-]/g, '_')
    .toUpperCase();

/** Python and Node write the quotes that need no escape. */
function pythonText(value: Marked): Marked {
  return m`'${inPhp(value)}'`;
}

function inPhp(value: Marked): Marked {
  return encoded(value, (text) => text.replaceAll('\\', '\\\\'));
}

function inXmlText(value: Marked): Marked {
  return encoded(inXml(value), (text) => text.replaceAll('"', '&quot;'));
}

/** Outside of quotes an e-mail address is one by its form, and a card's date stands by its card. */
const LOOSE_KINDS: readonly Kind[] = ['password', 'password', 'token', 'email', 'card'];

function contextsOf(writes: Readonly<Record<string, Write>>, isQuoted: boolean, kinds?: readonly Kind[]): Context[] {
  return Object.entries(writes).map(([name, write]) => ({
    name,
    make(random) {
      const { kind, fields } = fieldsOf(random, isQuoted, kinds);
      return { kind, text: write(fields, random) };
    },
  }));
}

export const RECORDS: readonly Context[] = [
  ...contextsOf(QUOTED, true),
  ...contextsOf(BARE, false),
  ...contextsOf(LOOSE, false, LOOSE_KINDS),
];
