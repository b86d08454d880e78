// A configuration before it is written; a `Map`, because a field may be written twice or be called anything.
export type Plain = null | boolean | number | string | Plain[] | Fields;
export type Fields = Map<string, Plain>;
