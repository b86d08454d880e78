// Values beside their statement, in each library's notation: what is masked, and twins whose column says nothing.
import { describe, expect, test } from 'vitest';
import { redacted } from '../testing/redacted.ts';
import { placeholdersOf } from './placeholders.ts';

const T = '**********';

describe('what stands for a value', () => {
  test.each([
    ['UPDATE u SET password = ?, n = ? WHERE id = ?', ['password', undefined, undefined]],
    ['INSERT INTO u (id, password) VALUES (DEFAULT, $1), (7, $2)', ['password', 'password']],
    ['INSERT INTO u (a, token) VALUES (lower(?), crypt(?, 1))', [undefined, 'token']],
    ['insert \n  into\n  u\n  (a, password)\nvalues\n  (?, ?)', [undefined, 'password']],
    ['SELECT id FROM u WHERE u."password" = %s AND n = %s', ['password', undefined]],
    ['INSERT INTO [u] ([A], [Password]) OUTPUT INSERTED.[Id] VALUES (@p0, @p1)', [undefined, 'password']],
    ['GET /a?b=1 UPDATE u SET password = ?', ['password']],
    ['{"@timestamp":"x"} UPDATE u SET password = ?', ['password']],
    ['UPDATE u SET n = ? WHERE id = ?', [undefined, undefined]],
    ['no statement? none', []],
  ])('%s', (statement, kinds) => {
    expect(placeholdersOf(statement).inOrder).toEqual(kinds);
  });
});

describe('values beside their statement', () => {
  const insert = 'INSERT INTO u (name, password) VALUES (?, ?)';
  test.each([
    ['TypeORM', `query: ${insert} -- PARAMETERS: ["bob","x1"]`, `["bob","${T}"]`],
    ['a number', `query: ${insert} -- PARAMETERS: ["bob",4711]`, `["bob",'${T}']`],
    ['a date before it', `q: INSERT INTO u (at, pwd) VALUES (?, ?) -- PARAMETERS: ["2026","x1"]`, `["2026","${T}"]`],
    ['Diesel', `${insert} -- binds: ["bob", "x1"]`, `["bob", "${T}"]`],
    ['Doctrine', `x: ${insert} (parameters: array{"1":"bob","2":"x1"}, types: array{"1":2})`, `"2":"${T}"`],
    [
      'a map of names',
      'SET password = :value (parameters: array{"value":"x1","id":7}, types: array{})',
      `{"value":"${T}","id":7}`,
    ],
    ['a number of a map', `{"sql":"${insert}","params":{"1":"bob","2":4711}}`, `{"1":"bob","2":"${T}"}`],
    ['xorm', `[SQL] ${insert} [bob x1] - 14ms`, `[bob ${T}] - 14ms`],
    ['a time among words', `[SQL] INSERT INTO u (at, pwd) VALUES (?, ?) [2026-01-02 03:04:05 x1] - 1ms`, `05 ${T}]`],
    ['a value of two words', `[SQL] ${insert} [bob x1 y2] - 14ms`, `[bob ${T}] - 14ms`],
    ['ent', `driver.Exec: query=${insert} args=[bob x1]`, `args=[bob ${T}]`],
    ['Beego', `-[Queries/default] - [ OK / db.Exec / 1ms] - [${insert}] - \`bob\`, \`x1\``, `\`bob\`, \`${T}\``],
    ['Sequelize', `Executing (default): ${insert}; "bob", "x1"`, `; "bob", "${T}"`],
    ['datasource-proxy', `Query:["${insert}"], Params:[(bob,x1),(eve,y2)]`, `[(bob,${T}),(eve,${T})]`],
    ['pgAudit', `AUDIT: SESSION,1,1,WRITE,INSERT,TABLE,u,"${insert}","bob,x1"`, `","bob,${T}"`],
    [
      'NHibernate',
      "INSERT INTO U (A, Pwd) VALUES (@p0, @p1);@p0 = 'b' [Type: S], @p1 = 'x1' [Type: S]",
      `@p1 = '${T}'`,
    ],
    ['a procedure', "exec sp_executesql N'UPDATE U SET Pwd = @p0',N'@p0 nvarchar(9)',@p0=N'x1'", `@p0=N'${T}'`],
    [
      'Entity Framework',
      "[Parameters=[@p0='7', @p1='x1' (Size = 9)], CommandType='Text'] UPDATE U SET Pwd = @p1 WHERE Id = @p0",
      `@p1='${T}' (Size = 9)`,
    ],
    ['Laravel', '(Connection: a, SQL: insert into `u` (`a`, `password`) values (bob, x1))', `values (bob, ${T}))`],
    ['its rows', '(SQL: insert into `u` (`a`, `password`) values (bob, x1), (eve, y2))', `(bob, ${T}), (eve, ${T}))`],
  ])('%s', (_, risky, holds) => {
    const safe = redacted(risky);
    expect(safe).toContain(holds);
    expect(redacted(safe)).toBe(safe);
    const twin = risky.replace(/password|pwd/gi, 'city');
    expect(redacted(twin)).toBe(twin);
  });

  test.each([
    ['no statement', 'retrying -- PARAMETERS: ["bob","x1"]'],
    ['no query', 'task args=[bob x1] password = ?'],
    ['fewer words than placeholders', `driver.Exec: query=${insert} args=[bob]`],
    ['no end', `[SQL] ${insert} [bob x1`],
  ])('stays: %s', (_, line) => {
    expect(redacted(line)).toBe(line);
  });
});
