// Where the scanner of a JSON stream stands.

/** What is looked for next, or of what the end is: in a key, a field of the top-level object, an element of its items. */
export type State =
  | 'top'
  | 'key'
  | 'key-string'
  | 'colon'
  | 'field'
  | 'kept-value'
  | 'field-value'
  | 'field-scalar'
  | 'element'
  | 'element-value'
  | 'element-scalar'
  | 'to-object';
