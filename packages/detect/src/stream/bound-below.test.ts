// Values that MyBatis, Hibernate, Spring, SQLAlchemy and Ecto log below their statement, and twins whose column says nothing.
import { describe, expect, test } from 'vitest';
import { inPieces, redacted } from '../testing/redacted.ts';

const T = '**********';
const SQL = 'insert into users (name, password) values (?, ?)';
const at = (millis: number, rest: string): string => `2026-01-02 03:04:05.${millis} DEBUG 7 --- [exec-1] ${rest}\n`;

const CASES: readonly (readonly [name: string, lines: readonly string[], safe: string])[] = [
  [
    'MyBatis',
    [
      at(100, `c.e.Users.add : ==>  Preparing: ${SQL}`),
      at(101, 'c.e.Users.add : ==> Parameters: bob(String), x1(String)'),
    ],
    `==> Parameters: bob(String), ${T}(String)`,
  ],
  [
    'a value with brackets and commas',
    [at(100, `a : ==>  Preparing: ${SQL}`), at(101, 'a : ==> Parameters: null, x(1), y(String)')],
    `==> Parameters: null, ${T}(String)`,
  ],
  [
    'Hibernate',
    [
      at(100, `org.hibernate.SQL : ${SQL}`),
      at(101, 'o.h.type.descriptor.sql.BasicBinder : binding parameter [1] as [VARCHAR] - [bob]'),
      at(102, 'o.h.type.descriptor.sql.BasicBinder : binding parameter [2] as [VARCHAR] - [x]1]'),
    ],
    `binding parameter [2] as [VARCHAR] - [${T}]`,
  ],
  [
    'its new form',
    [
      at(100, `org.hibernate.SQL : ${SQL}`),
      at(101, 'org.hibernate.orm.jdbc.bind : binding parameter (2:VARCHAR) <- [x1]'),
    ],
    `binding parameter (2:VARCHAR) <- [${T}]`,
  ],
  [
    'a statement over lines',
    [
      'Hibernate: \n',
      '    insert \n',
      '    into\n',
      '        users\n',
      '        (name, password) \n',
      '    values\n',
      '        (?, ?)\n',
      'TRACE BasicBinder - binding parameter [2] as [VARCHAR] - [x1]\n',
    ],
    `binding parameter [2] as [VARCHAR] - [${T}]`,
  ],
  [
    'Spring',
    [
      at(100, `o.s.jdbc.core.JdbcTemplate : Executing prepared SQL statement [${SQL}]`),
      at(
        101,
        'o.s.jdbc.core.StatementCreatorUtils : Setting SQL statement parameter value: column index 2, parameter value [x1], value class [java.lang.String], SQL type unknown',
      ),
    ],
    `parameter value [${T}], value class`,
  ],
  [
    'SQLAlchemy',
    [
      `2026-01-02 03:04:05,678 INFO sqlalchemy.engine.Engine ${SQL}\n`,
      "2026-01-02 03:04:05,679 INFO sqlalchemy.engine.Engine [generated in 0.00021s] ('bob', 'x1')\n",
    ],
    `[generated in 0.00021s] ('bob', '${T}')`,
  ],
  [
    'several rows',
    [
      `2026-01-02 03:04:05,678 INFO sqlalchemy.engine.Engine ${SQL}\n`,
      "2026-01-02 03:04:05,679 INFO sqlalchemy.engine.Engine [cached since 3.2s ago] [('bob', 'x1'), ('eve', 'y2')]\n",
    ],
    `[('bob', '${T}'), ('eve', '${T}')]`,
  ],
  [
    'a query over lines',
    [
      '2026-01-02 03:04:05,678 INFO sqlalchemy.engine.Engine SELECT users.id \n',
      'FROM users \n',
      'WHERE users.name = ? AND users.password = ?\n',
      "2026-01-02 03:04:05,679 INFO sqlalchemy.engine.Engine [generated in 0.00021s] ('bob', 'x1')\n",
    ],
    `('bob', '${T}')`,
  ],
  [
    'Ecto',
    [
      '03:04:05.678 [debug] QUERY OK source="users" db=1.9ms\n',
      'INSERT INTO "users" ("name","password") VALUES ($1,$2) RETURNING "id" ["bob", "x1"]\n',
    ],
    `["bob", "${T}"]`,
  ],
  ['an update of Ecto', ['UPDATE "users" SET "password" = $1 WHERE "id" = $2 ["x1", 7]\n'], `["${T}", 7]`],
];

describe.each(CASES)('%s', (_, lines, holds) => {
  const text = lines.join('');
  const safe = redacted(text);

  test('is masked, and nothing else', () => {
    expect(safe).toContain(holds);
    expect(safe.split('\n').slice(0, lines.length - 1)).toEqual(text.split('\n').slice(0, lines.length - 1));
    expect(redacted(safe)).toBe(safe);
  });

  test('behind the head of a runtime, and cut anywhere', () => {
    const entries = lines.map((line) => `2026-01-02T03:04:05.6Z stdout F ${line}`).join('');
    expect(redacted(entries)).toContain(holds);
    for (let place = 0; place < text.length; place += 7) expect(inPieces(text, [place])).toBe(safe);
  });

  test('stays where the column says nothing', () => {
    const twin = text.replaceAll('password', 'city');
    expect(redacted(twin)).toBe(twin);
  });
});

test.each([
  ['no statement above', [at(101, 'a : binding parameter [2] as [VARCHAR] - [x1]')]],
  ['another mapper', [at(100, `a : ==>  Preparing: ${SQL}`), at(101, 'b : ==> Parameters: bob(String), x1(String)')]],
  [
    'another column',
    [at(100, `org.hibernate.SQL : ${SQL}`), at(101, 'o.h.B : binding parameter [1] as [VARCHAR] - [x1]')],
  ],
  ['no value', [at(100, `org.hibernate.SQL : ${SQL}`), at(101, 'o.h.B : binding parameter [2] as [VARCHAR] - [null]')]],
])('stays: %s', (_, lines) => {
  expect(redacted(lines.join(''))).toBe(lines.join(''));
});
