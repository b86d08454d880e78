// Messages in which programs quote a value that they refuse, by the words that never change. The groups `name` and `value` stand around them.

export interface Rejection {
  /** In small letters. */
  readonly words: string;
  /** Ends at the words. */
  readonly before?: RegExp;
  /** Begins behind them. */
  readonly after?: RegExp;
}

const SENTENCES: readonly Rejection[] = [
  // Spring: on field 'password': rejected value [x]; codes
  {
    words: ': rejected value [',
    before: /on field '[\w.$:[\]-]{0,120}?(?<name>[\w-]{1,64})'$/,
    after: /^(?<value>[^\]]{1,256}|.{1,256}?)\]; /d,
  },
  // Mongoose: Path `password` (`x`) is shorter
  { words: 'path `', after: /^[\w.$:[\]-]{0,120}?(?<name>[\w-]{1,64})` \(`(?<value>[^`]{1,256})`\)/d },
  // Kubernetes: spec.password: Invalid value: "x": …
  {
    words: ': invalid value: ',
    before: /(?<name>[\w-]{1,64})\]?$/,
    after: /^\\{0,15}"(?<value>[^"\\]{1,256})\\{0,15}"/d,
  },
  // mapstructure: 'db.password' expected type 'int', got unconvertible type 'string', value: 'x'
  {
    words: 'got unconvertible type ',
    before: /'[\w.$:[\]-]{0,120}?(?<name>[\w-]{1,64})' expected type [^,]{1,80}, $/,
    after: /^[^,]{1,80}, value: '(?<value>[^']{1,256})'/d,
  },
  // Helm: cannot overwrite table with non table for shop.auth.password (x)
  {
    words: 'overwrite table with non table for ',
    after: /^[\w.$:[\]-]{0,120}?(?<name>[\w-]{1,64}) \((?<value>[^()]{1,256})\)/d,
  },
  // SmallRye: The config property app.password with the config value "x" threw
  {
    words: ' with the config value ',
    before: /(?<name>[\w-]{1,64})$/,
    after: /^\\{0,15}"(?<value>[^"\\]{1,256})\\{0,15}"/d,
  },
  // .NET: Failed to convert configuration value 'x' at 'Db:Password' to type
  {
    words: 'convert configuration value ',
    after: /^'(?<value>[^']{1,256})' at '[\w.$:[\]-]{0,120}?(?<name>[\w-]{1,64})'/d,
  },
  // ASP.NET: The value 'x' is not valid for Password.
  { words: ' is not valid for ', before: /value '(?<value>[^']{1,256})'$/d, after: /^(?<name>[\w-]{1,64})/ },
  // GraphQL: Variable "$password" got invalid value "x"; …
  {
    words: ' got invalid value ',
    before: /\$[\w.$:[\]-]{0,120}?(?<name>[\w-]{1,64})\\{0,15}"$/,
    after: /^\\{0,15}"(?<value>[^"\\]{1,256})\\{0,15}"/d,
  },
  // The same: the reason quotes the value again.
  {
    words: ' represent non-integer value: ',
    before: /\$[\w.$:[\]-]{0,120}?(?<name>[\w-]{1,64})\\{0,15}" got invalid value [^;]{1,270}; \w{1,40} cannot$/,
    after: /^\\{0,15}"(?<value>[^"\\]{1,256})\\{0,15}"/d,
  },
  // AWS: Value 'x' at 'masterUserPassword' failed to satisfy constraint
  {
    words: ' failed to satisfy constraint',
    before: /value '(?<value>[^']{1,256})' at '[\w.$:[\]-]{0,120}?(?<name>[\w-]{1,64})'$/di,
  },
  // Jackson: from String "x": not a valid `int` value … (through reference chain: Login["password"])
  {
    words: 'cannot deserialize value of type ',
    after:
      /^[^ ]{1,120} from String \\{0,15}"(?<value>[^"\\]{1,256})\\{0,15}": .{1,280}?reference chain: [^()]{0,120}\[\\{0,15}"(?<name>[\w-]{1,64})\\{0,15}"\]\)/d,
  },
  // envconfig: assigning APP_PASSWORD to Password: converting 'x' to type int
  {
    words: ': converting ',
    before: /assigning \w{1,64} to (?<name>[\w-]{1,64})$/,
    after: /^'(?<value>[^']{1,256})'/d,
  },
];

/** Of pydantic: the path, the message, then the value. */
const PYDANTIC =
  /^(?:[\w"'\\]{1,70}, ?){0,8}?\\{0,15}["'](?<name>[\w-]{1,64})\\{0,15}["'][\])], ?\\{0,15}["']msg\\{0,15}["']: ?(?:\\{0,15}"[^"\\]{1,240}\\{0,15}"|'[^'\\]{1,240}'), ?\\{0,15}["']input\\{0,15}["']: ?\\{0,15}["'](?<value>[^"'\\]{1,256})\\{0,15}["']/d;
/** Of express-validator: the value, the message, then the path; the place follows. */
const EXPRESS =
  /value\\{0,15}["']?: ?\\{0,15}["'](?<value>[^"'\\]{1,256})\\{0,15}["'], ?\\{0,15}["']?msg\\{0,15}["']?: ?(?:\\{0,15}"[^"\\]{0,160}\\{0,15}"|'[^'\\]{0,160}'), ?\\{0,15}["']?(?:path|param)\\{0,15}["']?: ?\\{0,15}["'][\w.$:[\]-]{0,120}?(?<name>[\w-]{1,64})\\{0,15}["'], ?$/d;
/** Of joi and class-validator: the value right before its field. */
const VALUE = /value\\{0,15}["']?: ?\\{0,15}["'](?<value>[^"'\\]{1,256})$/d;
const FIELD = /^[\w.$:[\]-]{0,120}?(?<name>[\w-]{1,64})\\{0,15}["']/;

const RECORDS: readonly Rejection[] = [
  ...['"loc":["body",', String.raw`\"loc\":[\"body\",`, "'loc': ('body', ", '"loc": ["body", '].map((words) => ({
    words,
    after: PYDANTIC,
  })),
  ...['body', 'query', 'params'].flatMap((place) =>
    [`"location":"${place}"`, String.raw`\"location\":\"${place}\"`, `location: '${place}'`].map((words) => ({
      words,
      before: EXPRESS,
    })),
  ),
  ...["', label: '", '","label":"', String.raw`\",\"label\":\"`].map((words) => ({
    words,
    before: VALUE,
    after: FIELD,
  })),
  ...["', property: '", '","property":"', String.raw`\",\"property\":\"`].map((words) => ({
    words,
    before: VALUE,
    after: FIELD,
  })),
];

export const REJECTIONS: readonly Rejection[] = [...SENTENCES, ...RECORDS];
