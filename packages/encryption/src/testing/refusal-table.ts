// Every file that is known to be refused.
import { PROVIDER_REFUSALS } from './provider-refusals.ts';
import type { RefusalCase } from './refusal-case.ts';
import { RESOURCE_REFUSALS } from './resource-refusals.ts';

export const REFUSALS: readonly RefusalCase[] = [...PROVIDER_REFUSALS, ...RESOURCE_REFUSALS];
