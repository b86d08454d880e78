// The type of every value that the readers give: plain JSON, immutable by type.

/** A JSON value. Aliases of YAML share the same object, so a value may be a graph without cycles; it is never changed. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object while it is being built. */
export type JsonObject = { [key: string]: Json };

/**
 * Sets an own property, also where the key is `__proto__`, which an assignment would take as the prototype.
 */
export function setOwn(object: JsonObject, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}
