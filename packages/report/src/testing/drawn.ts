// Texts, identifiers and choices from drawn numbers, so that a property test can shrink them.
import type { Location } from '@watertight/engine';
import { ATTACKS } from './attacks.ts';

const KINDS = [
  'secret',
  'serviceaccount',
  'user',
  'group',
  'node',
  'pod',
  'role',
  'clusterrole',
  'deployment',
  'file',
  'widget.example.com',
];
const WHOLE = ['anonymous', 'node:*', 'group:system:authenticated', 'pod:backend/*'];
const MAX_LIST = 3;
const MAX_LINE = 9_999;
const MAX_UNIT = 0xffff;

/** A number from 0 to `most`, the simplest first. */
export type Draw = (most: number) => number;

/** Draws from what a user may write. */
export class Drawn {
  readonly draw: Draw;

  constructor(draw: Draw) {
    this.draw = draw;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.draw(choices.length - 1)] as T;
  }

  bool(): boolean {
    return this.draw(1) === 1;
  }

  maybe<T extends object>(field: T): Partial<T> {
    return this.bool() ? field : {};
  }

  list<T>(make: () => T): T[] {
    return Array.from({ length: this.draw(MAX_LIST) }, make);
  }

  /** An attack, two in a row, or any UTF-16 units. */
  text(): string {
    const form = this.draw(9);
    if (form < 6) return this.of(ATTACKS);
    if (form < 9) return this.of(ATTACKS) + this.of(ATTACKS);
    return String.fromCharCode(...this.list(() => this.draw(MAX_UNIT)));
  }

  id(): string {
    const form = this.draw(3);
    if (form === 0) return this.of(WHOLE);
    return `${this.of(KINDS)}:${form === 1 ? '' : `${this.text()}/`}${this.text()}`;
  }

  line(): number {
    return this.draw(MAX_LINE) + 1;
  }

  location(): Location {
    return {
      file: this.text(),
      line: this.line(),
      column: this.line(),
      endLine: this.line(),
      endColumn: this.line(),
    };
  }
}
