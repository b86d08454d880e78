// What recognises a credential by what stands around it, beside the detectors of formats.
import type { Detector } from '@watertight/detect';
import { COMMAND_CREDENTIAL } from './command-credential.ts';
import { NAMED_CREDENTIAL } from './named-credential.ts';
import { TEMPLATE_CREDENTIAL } from './template-credential.ts';

/** Of two that find the same value, the earlier one is reported. */
export const CONTEXT_DETECTORS: readonly Detector[] = [NAMED_CREDENTIAL, COMMAND_CREDENTIAL, TEMPLATE_CREDENTIAL];
