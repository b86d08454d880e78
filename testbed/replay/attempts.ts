// Which techniques the API server alone decides, with the attempt that replays each; and why the others are not replayed.
import type { Attempt } from './attempt.ts';
import { approvesCertificate, joinsAsNode } from './certificates.ts';
import { readsImpersonating } from './constrained.ts';
import {
  createsAccount,
  createsTokenSecret,
  holdsTokenSecret,
  impersonates,
  impersonatesGroup,
  requestsToken,
} from './identities.ts';
import { createsController, createsPod } from './new-pods.ts';
import { bindsPods, isGiven, namesSecretInVolume } from './nodes.ts';
import { nodeReadsLiteral, readsLiteral, readsValue } from './reads.ts';
import { bindsRole, widensRole } from './roles.ts';
import { addsContainer, changesImage, connects } from './running-pods.ts';

export const ATTEMPTS: Readonly<Record<string, Attempt>> = {
  A1: readsValue,
  A2: readsValue,
  A3: readsValue,
  A4: readsValue,
  A5: readsValue,
  A6: readsValue,
  A7: readsValue,
  A8: readsValue,
  B1: impersonates,
  B2: impersonates,
  B3: impersonatesGroup,
  B5: readsImpersonating,
  B6: requestsToken,
  B7: createsTokenSecret,
  B8: holdsTokenSecret,
  B9: bindsRole,
  B11: widensRole,
  B13: createsAccount,
  B14: approvesCertificate,
  B16: joinsAsNode,
  C1: connects,
  C2: connects,
  C3: connects,
  C4: connects,
  C5: addsContainer,
  C6: changesImage,
  C7: connects,
  D1: createsPod,
  D2: createsController,
  L1: readsLiteral,
  L3: nodeReadsLiteral,
  E1: isGiven,
  E2: namesSecretInVolume,
  E3: bindsPods,
};

/** Safe examples whose safety is not the API server's: it lets the request through, and what is behind it gives nothing. */
export const DECIDED_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  // The kubelet says that a container has ended.
  C1: ['a pod that has ended'],
  C3: ['a pod that has ended'],
  // The proxy leads to another pod, or to none.
  C4: ['a Service that selects other pods', 'a Service without selector'],
};

/** Techniques that are not replayed, by what decides them. */
export const NOT_REPLAYED: Readonly<Record<string, readonly string[]>> = {
  'a container runs, and reads what it was given': ['M1', 'M2', 'C11', 'L2'],
  'the node’s kernel, files or sockets': ['E4', 'F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9'],
  'a container has written to its log, and a kubelet keeps it': ['L4', 'L5'],
  'a runtime that holds an image, and the registry that serves it': ['L6', 'L7', 'L8', 'L9'],
  'a storage driver or a file server': ['G1', 'G3', 'G4', 'G5', 'G6'],
  'a program that is reached over the network': ['J1', 'J2', 'J5', 'J6', 'J7', 'J8', 'J9'],
  'a cloud’s identities': ['B17', 'B18', 'J3'],
  'an operator’s controller': ['A10', 'D3', 'I1', 'I2', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9'],
  'a token of a form that a plainly fake one has not': ['M3'],
  'what others send later, and who sees their answers': ['H2'],
  'a webhook or API server of one’s own, which needs a network': ['H1', 'H4'],
};
