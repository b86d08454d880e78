// A fact while it is being written: fields that may be absent are added to it one by one.

export type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };
