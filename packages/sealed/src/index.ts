// The package's front door: the type Sealed.
export { Sealed } from './sealed.ts';
