// Writes the page of the conformance table from its rows: the table is the only place where its words stand.
import { topics } from '../testbed/conformance/table.ts';
import type { Case, Impersonated, Row, Topic } from '../testbed/conformance/row.ts';
import { bullets, cell, GENERATED, inCode, versions } from './markdown.ts';

function grantsText(grants: readonly string[]): string {
  return grants.length === 0 ? 'nothing' : grants.map((text) => inCode(text)).join('<br>');
}

function impersonatedText({ user, groups = [], uid, extra = {} }: Impersonated): string {
  const parts = [
    ...(user === undefined ? [] : [`user ${user}`]),
    ...groups.map((group) => `group ${group}`),
    ...(uid === undefined ? [] : [`uid ${uid}`]),
    ...Object.entries(extra).map(([key, value]) => `${key}=${value}`),
  ];
  return `as ${parts.map((part) => inCode(part)).join(', ')}`;
}

/** What is asked, as far as the case says it. */
function askedText({ subject, request, as, headers, body }: Partial<Case>): string {
  return [
    ...(subject === undefined ? [] : [`${inCode(subject)} asks`]),
    ...(request === undefined ? [] : [inCode(request)]),
    ...(as === undefined ? [] : [impersonatedText(as)]),
    ...Object.entries(headers ?? {}).map(([name, value]) => inCode(`${name}: ${value}`)),
    ...(body === undefined ? [] : [inCode(JSON.stringify(body))]),
  ].join('<br>');
}

/** Objects in short: kind and name, and what the reader needs is in the row's own file. */
function objectsText(objects: Case['objects'] = []): string {
  if (objects.length === 0) return 'without the objects';
  return `with ${objects.map(({ kind, metadata }) => inCode(`${kind}/${metadata?.name}`)).join(', ')}`;
}

function twinText({ grants, objects, verdict, reads: _reads, ...asked }: Row['twin']): string {
  const parts = [
    ...(grants === undefined ? [] : [grantsText(grants)]),
    ...(objects === undefined ? [] : [objectsText(objects)]),
    askedText(asked),
  ];
  return `${parts.filter((part) => part !== '').join('<br>')} → **${verdict}**`;
}

function rowLine(row: Row): string {
  const range = versions(row.since, row.until).replace(/^, /, '');
  const there = row.objects === undefined ? [] : [objectsText(row.objects)];
  const grant = [...(row.grants === undefined ? [] : [grantsText(row.grants)]), ...there].join('<br>');
  const cells = [
    `${inCode(row.id)}${range === '' ? '' : `<br>${range}`}`,
    row.rule,
    grant === '' ? 'nothing' : grant,
    `${askedText(row)} → **${row.verdict}**`,
    twinText(row.twin),
  ];
  return `| ${cells.map((text) => cell(text)).join(' | ')} |`;
}

function topicText({ title, references, rows }: Topic): string {
  const head = ['| row | rule | granted | asked → verdict | twin |', '|---|---|---|---|---|'];
  return [`## ${title}`, bullets(references), [...head, ...rows.map(rowLine)].join('\n')].join('\n\n');
}

const INTRODUCTION = `What the API server answers, by example. Each row is decided in the tests by real API servers
([testbed](../testbed/README.md)), twice: by an access review, and, where the request is an HTTP request, by sending it with the caller's own credentials.
The same rows are answered by \`can\` and by \`who-can-read\` from the same objects. The twin differs in what it names, and must be answered otherwise.

- Each case has a namespace of its own, \`{ns}\`, which holds a Secret \`db\` with a value that is plainly fake, and a caller of its own, \`{ns}-user\`, unless one is named.
- **granted:** \`VERBS RESOURCES.GROUP/SUB ["names"]\` is a Role bound in \`{ns}\`; \`bound:\` a ClusterRole bound there, \`cluster:\` one bound everywhere, \`NAMESPACE:\` a Role there;
  \`role KIND/NAME\` binds a role that is there or not; \`-> SUBJECT\` binds somebody other than the caller.
- **asked:** \`GET /path\` is sent; \`verb resource name @namespace\` is only reviewed.
- **verdict:** the status; \`data\` when the answer carries the Secret's value, \`token\` when it carries a token; \`403 afterwards\` when the authorizers allow
  and what comes after them (admission, checks of escalation) refuses; \`allowed\` and \`denied\` of reviews.
- **versions:** a row holds in all supported versions unless it names its first or last.`;

export function conformancePage(): string {
  const count = topics.flatMap(({ rows }) => rows).length;
  const parts = [
    '# Conformance',
    GENERATED,
    INTRODUCTION,
    `${count} rows, each with its twin.`,
    ...topics.map(topicText),
  ];
  return `${parts.join('\n\n')}\n`;
}
