// The key order of every object of the contract, as CONTRACT.md lists it; keys added later follow in alphabetical order.
import type { Shape } from './encode.ts';

const MAP: Shape = { keys: [], sorted: true };
const LOCATION: Shape = { keys: ['file', 'line', 'column', 'endLine', 'endColumn'] };
const REQUEST: Shape = { keys: ['verb', 'group', 'resource', 'subresource', 'namespace', 'name', 'query'] };
const CALLER_REQUEST: Shape = { keys: ['as', 'request'], inside: { request: REQUEST } };
const EVIDENCE: Shape = { keys: ['object', 'pointer', 'file', 'line', 'column'] };
const MARKS = ['suppressed', 'inBaseline'];
const SUPPRESSED: Shape = { keys: ['reason', 'owner', 'until'] };
const STEP: Shape = {
  keys: ['id', 'needs', 'technique', 'from', 'to', 'request', 'because', 'certainty', 'conditions', 'evidence'],
  inside: {
    request: REQUEST,
    requests: CALLER_REQUEST,
    conditions: { keys: ['text', 'settledBy'] },
    evidence: EVIDENCE,
  },
};
export const PATH: Shape = {
  keys: ['id', 'from', 'to', 'certainty', 'severity', 'hops', 'steps', ...MARKS],
  inside: { steps: STEP, suppressed: SUPPRESSED },
};
const FIX: Shape = {
  keys: ['summary', 'patch', 'commands'],
  inside: { patch: { keys: ['type', 'target', 'body'] } },
};
export const COVERAGE: Shape = { keys: ['source', 'what', 'state', 'reason', 'object', 'file', 'line'] };
export const ASSET: Shape = {
  keys: ['id', 'inInput', 'keys', 'severity', 'exposed', 'readers', 'location', ...MARKS],
  inside: {
    keys: { keys: ['name', 'length'] },
    readers: { keys: ['total', 'expected', 'declared'] },
    location: LOCATION,
    suppressed: SUPPRESSED,
  },
};
export const FINDING: Shape = {
  keys: ['fingerprint', 'check', 'severity', 'result', 'object', 'location', 'message', 'fix', 'maps', ...MARKS],
  inside: { location: LOCATION, fix: FIX, maps: MAP, suppressed: SUPPRESSED },
};
export const DETECTED: Shape = {
  keys: [
    'detector',
    'class',
    'severity',
    'result',
    'file',
    'line',
    'column',
    'endColumn',
    'fingerprint',
    'length',
    'title',
    'place',
    'valueFingerprint',
    'deleted',
    'images',
    ...MARKS,
  ],
  inside: { images: { keys: ['references', 'digests', 'indexes', 'ids', 'place', 'hidden'] }, suppressed: SUPPRESSED },
};
export const DETECT_SUMMARY: Shape = {
  keys: ['findings'],
  inside: { findings: { keys: ['critical', 'high', 'medium', 'low', 'info'] } },
};
export const CUT: Shape = { keys: ['object', 'pointer', 'summary', 'breaks'] };
export const ACCEPTED: Shape = {
  keys: ['asOf', 'suppressed', 'inBaseline', 'stale'],
  inside: {
    suppressed: { keys: ['paths', 'findings'] },
    inBaseline: { keys: ['paths', 'findings'] },
    stale: { keys: ['source', 'line', 'entry', 'state', 'reason'] },
  },
};
export const SUMMARY: Shape = {
  keys: ['assets', 'exposed', 'paths', 'findings'],
  inside: { findings: { keys: ['critical', 'high', 'medium', 'low', 'info'] } },
};
const UNKNOWN: Shape = { keys: ['reason', 'missing'] };
export const ASSET_READERS: Shape = {
  keys: ['schema', 'kind', 'asset', 'inInput', 'readers', 'readersRef', 'unknown', 'truncated', 'cuts'],
  inside: {
    cuts: CUT,
    readers: { keys: ['id', 'certainty', 'hops', 'expected', 'declared', 'path'], inside: { path: PATH } },
    unknown: UNKNOWN,
  },
};
export const REACHED: Shape = { keys: ['id', 'certainty', 'hops', 'path'], inside: { path: PATH } };
export const CONNECTION: Shape = { keys: ['from', 'to', 'port', 'protocol', 'verdict'] };
const NETWORK: Shape = { keys: ['enforcer', 'connections'], inside: { connections: CONNECTION } };
export const ANSWER: Shape = {
  keys: ['schema', 'kind', 'line', 'error', 'request', 'allowed', 'authorizer', 'by', 'reason'],
  inside: {
    request: {
      keys: ['user', 'groups', 'verb', 'group', 'resource', 'subresource', 'namespace', 'name', 'query', 'path'],
    },
    by: { keys: ['binding', 'role', 'pointer'] },
  },
};

const REASON: Shape = { keys: ['text', 'evidence'], inside: { evidence: EVIDENCE } };

export const CONNECT_ANSWER: Shape = {
  keys: ['schema', 'kind', 'line', 'error', 'request', 'verdict', 'because', 'transit', 'mesh'],
  inside: {
    request: { keys: ['from', 'to', 'port', 'protocol'] },
    because: REASON,
    transit: { keys: ['state', 'basis'], inside: { basis: REASON } },
    mesh: { keys: ['verdict', 'basis'], inside: { basis: REASON } },
  },
};

const CHANGES: Shape = { keys: ['new', 'gone', 'changed'] };
export const PATH_CHANGE: Shape = {
  keys: ['change', 'path', 'was'],
  inside: { path: PATH, was: { keys: ['id', 'severity', 'certainty'] } },
};
export const FINDING_CHANGE: Shape = {
  keys: ['change', 'finding', 'was'],
  inside: { finding: FINDING, was: { keys: ['severity', 'result'] } },
};
export const DIFF_SUMMARY: Shape = { keys: ['paths', 'findings'], inside: { paths: CHANGES, findings: CHANGES } };

export const REPLAYED_PATH: Shape = { keys: ['id', 'from', 'to', 'certainty', 'severity', 'result'] };
export const REPLAYED_STEP: Shape = {
  keys: ['path', 'step', 'result', 'status', 'technique', 'from', 'to', 'request', 'how', 'reason', 'replays'],
  inside: {
    request: REQUEST,
    replays: { keys: ['as', 'request', 'how', 'result', 'status', 'reason'], inside: { request: REQUEST } },
  },
};
export const PROVE_SUMMARY: Shape = {
  keys: ['confirmed', 'refuted', 'notTestable', 'truncated', 'ended', 'cluster'],
  inside: { cluster: { keys: ['context', 'server', 'user', 'version'] } },
};

const LINTED_FILE: Shape = { keys: ['file', 'accepted'] };
export const LINT_SUMMARY: Shape = {
  keys: ['kubernetesVersion', 'accepted', 'files'],
  inside: { files: LINTED_FILE },
};
export const REFUSAL: Shape = { keys: ['file', 'pointer', 'line', 'reason'] };

/** The documents themselves. */
export const DOCUMENTS: Readonly<Record<string, Shape>> = {
  scan: {
    keys: ['schema', 'kind', 'summary', 'coverage', 'assets', 'paths', 'truncated', 'findings', 'cuts', 'accepted'],
    inside: {
      summary: SUMMARY,
      coverage: COVERAGE,
      assets: ASSET,
      paths: PATH,
      findings: FINDING,
      cuts: CUT,
      accepted: ACCEPTED,
    },
  },
  detect: {
    keys: ['schema', 'kind', 'summary', 'coverage', 'findings', 'accepted'],
    inside: { summary: DETECT_SUMMARY, coverage: COVERAGE, findings: DETECTED, accepted: ACCEPTED },
  },
  'encryption-lint': {
    keys: ['schema', 'kind', 'kubernetesVersion', 'accepted', 'files', 'refusals', 'findings', 'coverage'],
    inside: { files: LINTED_FILE, refusals: REFUSAL, findings: FINDING, coverage: COVERAGE },
  },
  'who-can-read': {
    keys: ['schema', 'kind', 'assets', 'coverage'],
    inside: { assets: ASSET_READERS, coverage: COVERAGE },
  },
  reach: {
    keys: ['schema', 'kind', 'position', 'positions', 'assets', 'network', 'unknown', 'coverage'],
    inside: { positions: REACHED, assets: REACHED, network: NETWORK, unknown: UNKNOWN, coverage: COVERAGE },
  },
  paths: { keys: ['schema', 'kind', 'paths', 'truncated', 'coverage'], inside: { paths: PATH, coverage: COVERAGE } },
  diff: {
    keys: ['schema', 'kind', 'summary', 'paths', 'findings', 'coverage'],
    inside: { summary: DIFF_SUMMARY, paths: PATH_CHANGE, findings: FINDING_CHANGE, coverage: COVERAGE },
  },
  prove: {
    keys: ['schema', 'kind', 'cluster', 'summary', 'paths', 'truncated', 'steps', 'ended', 'coverage'],
    inside: {
      cluster: { keys: ['context', 'server', 'user', 'version'] },
      summary: PROVE_SUMMARY,
      paths: REPLAYED_PATH,
      steps: REPLAYED_STEP,
      coverage: COVERAGE,
    },
  },
  explain: {
    keys: [
      'schema',
      'kind',
      'subject',
      'id',
      'title',
      'severity',
      'why',
      'verify',
      'fixes',
      'references',
      'maps',
      'path',
      'findings',
      'coverage',
    ],
    inside: { fixes: FIX, maps: MAP, path: PATH, findings: FINDING, coverage: COVERAGE },
  },
};
