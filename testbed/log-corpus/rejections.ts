// Values that programs refuse and quote in their errors, beside the name of the field.
import { inJson, m } from './marked.ts';
import { contextsOf, type Shapes, thing, twinsOf, word } from './shape.ts';

const SHAPES: Shapes = {
  'spring: field error': {
    kind: 'password',
    where: 'https://github.com/spring-projects/spring-framework/issues/28952',
    line: (random) =>
      m`Resolved [MethodArgumentNotValidException: Validation failed for argument [0]: [Field error in object 'login' on field 'password': rejected value [${word(random)}]; codes [Size.login.password,Size.password]; default message [size must be between 14 and 64]] ]`,
    twin: (random) =>
      `Resolved [MethodArgumentNotValidException: Validation failed for argument [0]: [Field error in object 'login' on field 'city': rejected value [${thing(random)}]; codes [Size.login.city,Size.city]; default message [size must be between 14 and 64]] ]`,
  },
  mongoose: {
    kind: 'password',
    where: 'https://mongoosejs.com/docs/validation.html',
    line: (random) =>
      m`ValidationError: User validation failed: password: Path ${'`password`'} (${'`'}${word(random)}${'`'}) is shorter than the minimum allowed length (14).`,
    twin: (random) =>
      `ValidationError: User validation failed: city: Path \`city\` (\`${thing(random)}\`) is shorter than the minimum allowed length (14).`,
  },
  'fastapi: response': {
    kind: 'password',
    where: 'https://fastapi.tiangolo.com/tutorial/handling-errors/',
    line: (random) =>
      m`{"detail":[{"type":"string_too_short","loc":["body","password"],"msg":"String should have at least 14 characters","input":"${word(random)}","ctx":{"min_length":14}}]}`,
    twin: (random) =>
      `{"detail":[{"type":"string_too_short","loc":["body","city"],"msg":"String should have at least 14 characters","input":"${thing(random)}","ctx":{"min_length":14}}]}`,
  },
  'express-validator': {
    kind: 'password',
    where: 'https://express-validator.github.io/docs/api/validation-result/',
    line: (random) =>
      m`{"errors":[{"type":"field","value":"${word(random)}","msg":"Invalid value","path":"password","location":"body"}]}`,
    twin: (random) =>
      `{"errors":[{"type":"field","value":"${thing(random)}","msg":"Invalid value","path":"city","location":"body"}]}`,
  },
  joi: {
    kind: 'password',
    where: 'https://joi.dev/api/',
    line: (random) =>
      m`details: [ { message: '"password" length must be at least 14 characters long', path: [ 'password' ], type: 'string.min', context: { limit: 14, value: '${word(random)}', label: 'password', key: 'password' } } ]`,
    twin: (random) =>
      `details: [ { message: '"city" length must be at least 14 characters long', path: [ 'city' ], type: 'string.min', context: { limit: 14, value: '${thing(random)}', label: 'city', key: 'city' } } ]`,
  },
  'class-validator': {
    kind: 'password',
    where: 'https://github.com/typestack/class-validator#validation-errors',
    line: (random) =>
      m`[ ValidationError { target: LoginDto { user: 'bob' }, value: '${word(random)}', property: 'password', children: [], constraints: { minLength: 'password is too short' } } ]`,
    twin: (random) =>
      `[ ValidationError { target: LoginDto { user: 'bob' }, value: '${thing(random)}', property: 'city', children: [], constraints: { minLength: 'city is too short' } } ]`,
  },
  'kubernetes: field error': {
    kind: 'password',
    where: 'https://pkg.go.dev/k8s.io/apimachinery/pkg/util/validation/field#Error',
    line: (random) =>
      m`Database.example.com "db" is invalid: spec.password: Invalid value: "${inJson(word(random))}": spec.password in body should be at least 14 chars long`,
    twin: (random) =>
      `Database.example.com "db" is invalid: spec.city: Invalid value: "${thing(random)}": spec.city in body should be at least 14 chars long`,
  },
  jackson: {
    kind: 'password',
    where:
      'https://github.com/FasterXML/jackson-databind/blob/2.18/src/main/java/com/fasterxml/jackson/databind/DeserializationContext.java',
    line: (random) =>
      m`InvalidFormatException: Cannot deserialize value of type ${'`int`'} from String "${word(random)}": not a valid ${'`int`'} value (through reference chain: com.example.Login["password"])`,
    twin: (random) =>
      `InvalidFormatException: Cannot deserialize value of type \`int\` from String "${thing(random)}": not a valid \`int\` value (through reference chain: com.example.Login["city"])`,
  },
  mapstructure: {
    kind: 'password',
    where: 'https://github.com/go-viper/mapstructure/blob/main/errors.go',
    line: (random) =>
      m`1 error(s) decoding: * 'db.password' expected type 'int', got unconvertible type 'string', value: '${word(random)}'`,
    twin: (random) =>
      `1 error(s) decoding: * 'db.city' expected type 'int', got unconvertible type 'string', value: '${thing(random)}'`,
  },
  'helm: coalesce': {
    kind: 'password',
    where: 'https://github.com/helm/helm/blob/main/pkg/chartutil/coalesce.go',
    line: (random) =>
      m`coalesce.go:286: warning: cannot overwrite table with non table for shop.auth.password (${word(random)})`,
    twin: (random) =>
      `coalesce.go:286: warning: cannot overwrite table with non table for shop.auth.city (${thing(random)})`,
  },
  'smallrye: converted': {
    kind: 'password',
    where:
      'https://github.com/smallrye/smallrye-config/blob/main/implementation/src/main/java/io/smallrye/config/ConfigMessages.java',
    line: (random) =>
      m`SRCFG00039: The config property app.db.password with the config value "${word(random)}" threw an Exception whilst being converted`,
    twin: (random) =>
      `SRCFG00039: The config property app.db.city with the config value "${thing(random)}" threw an Exception whilst being converted`,
  },
  'dotnet: binder': {
    kind: 'password',
    where:
      'https://github.com/dotnet/runtime/blob/main/src/libraries/Microsoft.Extensions.Configuration.Binder/src/Resources/Strings.resx',
    line: (random) =>
      m`Failed to convert configuration value '${word(random)}' at 'Db:Password' to type 'System.Int32'.`,
    twin: (random) => `Failed to convert configuration value '${thing(random)}' at 'Db:City' to type 'System.Int32'.`,
  },
  'dotnet: model state': {
    kind: 'password',
    where: 'https://learn.microsoft.com/en-us/aspnet/core/mvc/models/model-binding',
    line: (random) => m`The value '${word(random)}' is not valid for Password.`,
    twin: (random) => `The value '${thing(random)}' is not valid for City.`,
  },
  graphql: {
    kind: 'password',
    where: 'https://github.com/graphql/graphql-js/blob/16.x.x/src/execution/values.ts',
    line: (random) =>
      m`Variable "$password" got invalid value "${word(random)}"; Int cannot represent non-integer value: "${word(random)}"`,
    twin: (random) =>
      `Variable "$city" got invalid value "${thing(random)}"; Int cannot represent non-integer value: "x"`,
  },
  'aws: constraint': {
    kind: 'password',
    where: 'https://github.com/getmoto/moto/blob/master/moto/cognitoidp/exceptions.py',
    line: (random) =>
      m`ValidationException: 1 validation error detected: Value '${word(random)}' at 'masterUserPassword' failed to satisfy constraint: Member must have length greater than or equal to 14`,
    twin: (random) =>
      `ValidationException: 1 validation error detected: Value '${thing(random)}' at 'stackName' failed to satisfy constraint: Member must have length greater than or equal to 14`,
  },
  'terraform: condition': {
    kind: 'password',
    where: 'https://developer.hashicorp.com/terraform/language/values/variables',
    line: (random) => m`│     │ var.db_password is "${word(random)}"`,
    twin: () => '│     │ var.db_password is a string, known only after apply',
  },
  envconfig: {
    kind: 'password',
    where: 'https://github.com/kelseyhightower/envconfig/blob/master/envconfig.go',
    line: (random) =>
      m`envconfig.Process: assigning APP_PASSWORD to Password: converting '${word(random)}' to type int. details: strconv.ParseInt: invalid syntax`,
    twin: (random) =>
      `envconfig.Process: assigning APP_CITY to City: converting '${thing(random)}' to type int. details: strconv.ParseInt: invalid syntax`,
  },
};

export const REJECTIONS = contextsOf('rejection', SHAPES);
export const REJECTION_TWINS = twinsOf(SHAPES);
