// Values that libraries of databases log on the line of their statement, each behind a mark of its own: TypeORM, Diesel, Doctrine, xorm, ent, Beego, Sequelize, datasource-proxy, pgAudit, NHibernate, Entity Framework.
import { caseless } from '../anchors/pattern.ts';
import type { Span } from '../masks/span.ts';
import { holdsKind, kindsOfColumns, type Placeholders, placeholdersOf, STATEMENT_MAX } from './placeholders.ts';
import type { Rule } from './rule.ts';
import { boundValues } from './sql-parameters.ts';
import { assignedValues, numberedMap, RULE, wordsInOrder } from './value-lists.ts';

/** The line, and where its mark stands. */
interface Marked {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

type Read = (line: Marked) => readonly Span[];

/** What is looked at first, before a mark and behind it: few lines without a statement are looked at further. */
const NEAR_MAX = 800;
const HOLDS_PLACEHOLDER = /%s|\?|\$\d|[=(,] ?[@:][A-Za-z]/;
const VERB_CHARS_MAX = 16;
const BEGINS_STATEMENT = /^["'`\\]{0,4}(?:insert into|update|select|delete|replace|merge|with) /i;

/** The statement before a mark, or nothing. */
function before({ text, start }: Marked): string {
  const near = text.slice(Math.max(0, start - NEAR_MAX), start);
  return HOLDS_PLACEHOLDER.test(near) ? text.slice(Math.max(0, start - STATEMENT_MAX), start) : '';
}

function beginsStatement(text: string, at: number): boolean {
  return BEGINS_STATEMENT.test(text.slice(at, at + VERB_CHARS_MAX));
}

/** The place of a text within what follows, or -1. */
function indexWithin(text: string, sought: string, from: number, limit: number): number {
  const at = text.slice(from, from + limit).indexOf(sought);
  return at < 0 ? -1 : from + at;
}

const NAME_CHARS_MAX = 64;
const indexAfter = (text: string, sought: string, from: number): number =>
  indexWithin(text, sought, from, STATEMENT_MAX);

/** What `read` finds where a column of the statement says something. */
function where(statement: string, read: (of: Placeholders) => readonly Span[]): readonly Span[] {
  const of = placeholdersOf(statement);
  return holdsKind(of.inOrder) ? read(of) : [];
}

/** `INSERT … -- PARAMETERS: ["ann","x"]`. */
const listed: Read = (line) => boundValues(line.text, line.end, before(line));

/** `… (parameters: array{"1":"ann","2":"x"}, …)`, and the same as a record's fields. */
const mapped: Read = (line) => {
  const mark = line.text.slice(line.start, line.end);
  const from = line.start + mark.lastIndexOf('{') + 1;
  return where(before(line), (of) => numberedMap(line.text, from, of));
};

/** `query=INSERT … args=[ann x]`. */
const goWords: Read = (line) => {
  const statement = before(line);
  const to = /query=/i.test(statement) ? indexAfter(line.text, ']', line.end) : -1;
  if (to < 0) return [];
  return where(statement, (of) => wordsInOrder(line.text, { from: line.end, to, isSpaced: true }, of));
};

/** `[SQL] INSERT … [ann x] - 14ms`. */
const timedWords: Read = ({ text, end }) => {
  const to = beginsStatement(text, end) ? indexAfter(text, '] - ', end) : -1;
  const open = to < 0 ? -1 : end + text.slice(end, to).lastIndexOf(' [');
  if (open <= end) return [];
  return where(text.slice(end, open), (of) => wordsInOrder(text, { from: open + 2, to, isSpaced: true }, of));
};

/** `Query:["INSERT …"], Params:[(ann,x)]`. */
const tuples: Read = (line) => {
  const statement = before(line);
  const to = statement === '' ? -1 : indexAfter(line.text, ')]', line.end);
  return to < 0 ? [] : where(statement, (of) => rows(line.text, { from: line.end, to, between: '),(' }, of));
};

/** Tuples one after the other. */
function rows(
  text: string,
  { from, to, between }: { readonly from: number; readonly to: number; readonly between: string },
  of: Placeholders,
): readonly Span[] {
  let start = from;
  return text
    .slice(from, to)
    .split(between)
    .flatMap((row) => {
      const part = { from: start, to: start + row.length, isSpaced: false };
      start += row.length + between.length;
      return wordsInOrder(text, part, of);
    });
}

/** `Executing (default): INSERT …; "ann", "x"`: values of JSON behind the statement. */
const behindStatement: Read = ({ text, end }) => {
  const name = indexWithin(text, '): ', end, NAME_CHARS_MAX);
  if (name < 0 || !beginsStatement(text, name + '): '.length)) return [];
  const [statement = ''] = /^[^;]{1,2048}; ?(?=[\\"\d])/.exec(text.slice(end, end + STATEMENT_MAX)) ?? [];
  return statement === '' ? [] : boundValues(text, end + statement.length, statement);
};

const OF_BEEGO = /\] - \[(?:insert into|update|select|delete|replace) /i;

/** `-[Queries/default] - [ OK / db.Exec / 1ms] - [INSERT …] - \`ann\`, \`x\``. */
const inBackticks: Read = ({ text, end }) => {
  const isOne = OF_BEEGO.test(text.slice(end, end + 3 * NAME_CHARS_MAX));
  const at = isOne ? indexAfter(text, '] - `', end) : -1;
  return at < 0 ? [] : boundValues(text, at + '] - '.length, text.slice(end, at));
};

const CSV_FIELDS = /^[^"\\]{1,160}\\{0,15}"((?:[^"\\]|\\{0,15}"\\{0,15}"|\\n){1,2048})\\{0,15}",\\{0,15}"/;

/** `AUDIT: SESSION,1,1,WRITE,INSERT,TABLE,public.users,"INSERT …","ann,x"`. */
const csv: Read = ({ text, end }) => {
  const [fields] = /^[^"\\]{1,160}/.exec(text.slice(end, end + 160)) ?? [''];
  if (!beginsStatement(text, end + fields.length)) return [];
  const [head = '', statement = ''] = CSV_FIELDS.exec(text.slice(end, end + STATEMENT_MAX)) ?? [];
  const from = end + head.length;
  const length = head === '' ? -1 : text.slice(from, from + STATEMENT_MAX).search(/\\{0,15}"/);
  if (length < 0) return [];
  return where(statement, (of) => wordsInOrder(text, { from, to: from + length, isSpaced: false }, of));
};

/** `INSERT … (@p0, @p1);@p0 = 'ann' [Type: …], @p1 = 'x' [Type: …]`, and `sp_executesql N'INSERT …',N'…',@p0=N'ann'`. */
const assigned: Read = ({ text, start, end }) => {
  const isCall = /^sp_/i.test(text.slice(start, end));
  if (isCall && !beginsStatement(text, end)) return [];
  const statement = isCall ? text.slice(end, end + STATEMENT_MAX) : before({ text, start, end });
  const from = isCall ? end : start + 1;
  return where(statement, (of) => assignedValues(text, from, from + STATEMENT_MAX, of));
};

/** `[Parameters=[@p0='ann' (Size = 9)], …] INSERT …`: the statement stands behind its values. */
const assignedBefore: Read = ({ text, start, end }) => {
  // The first has a value, and its size.
  const isValued = /^\d{1,3}=/.test(text.slice(end, end + 4));
  const to = isValued ? indexAfter(text, '], CommandType', end) : -1;
  if (to < 0) return [];
  return where(text.slice(to, to + STATEMENT_MAX), (of) => assignedValues(text, start, to, of));
};

const TABLE = /^[^()]{1,200}\(/;
const COLUMNS = /^([^()]{1,1024})\) values \(/i;

/** `(Connection: mysql, SQL: insert into … values (ann, x))`: Laravel puts the values into the statement as they are. */
const unquoted: Read = ({ text, end }) => {
  const [table = ''] = TABLE.exec(text.slice(end, end + TABLE_CHARS_MAX)) ?? [];
  const first = end + table.length;
  const [head = '', columns = ''] =
    table === '' ? [] : (COLUMNS.exec(text.slice(first, first + COLUMNS_CHARS_MAX)) ?? []);
  const inOrder = kindsOfColumns(columns);
  const from = first + head.length;
  const to = head === '' || !holdsKind(inOrder) ? -1 : indexAfter(text, '))', from);
  return to < 0 ? [] : rows(text, { from, to, between: '), (' }, { inOrder, byName: new Map() });
};

const TABLE_CHARS_MAX = 202;
const COLUMNS_CHARS_MAX = 1040;

/** `INSERT … VALUES ($1,$2) ["ann", "x"]` of Ecto: the list follows with no mark. */
const behindNumbers: Read = ({ text, start, end }) => {
  const open = indexWithin(text, ' [', end, NEAR_MAX);
  return open < 0 ? [] : boundValues(text, open + 2, text.slice(Math.max(0, start - NEAR_MAX), open));
};

const MARKS: ReadonlyMap<string, Read> = new Map([
  ['-- parameters: [', listed],
  ['-- binds: [', listed],
  ['(parameters: array{', mapped],
  ['"params":{"1":', mapped],
  ['\\"params\\":{\\"1\\":', mapped],
  [' args=[', goWords],
  ['[sql] ', timedWords],
  ['params:[(', tuples],
  ['executing (', behindStatement],
  ['-[queries/', inBackticks],
  ['audit: session,', csv],
  ['audit: object,', csv],
  [';@p0 = ', assigned],
  ["sp_executesql n'", assigned],
  ['[parameters=[@p', assignedBefore],
  [', sql: insert into ', unquoted],
  ['(sql: insert into ', unquoted],
  ['values ($1,', behindNumbers],
  ['" = $1', behindNumbers],
]);

export const sqlBoundValues: Rule = {
  id: RULE,
  anchors: [...MARKS.keys()].map(caseless),
  work: 32,
  find: (text, { start, end }) => MARKS.get(text.slice(start, end).toLowerCase())?.({ text, start, end }) ?? [],
};
