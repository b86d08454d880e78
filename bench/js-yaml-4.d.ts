// The part of js-yaml 4 that is timed; it brings no types of its own.
declare module 'js-yaml-4' {
  export function loadAll(text: string): unknown[];
}
