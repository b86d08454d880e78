// The hand-decided rows: what the text of the specification says, `can-connect` says.
import { describe, expect, it } from 'vitest';
import { ROWS } from '../../../../testbed/naive-reach/rows/all.ts';
import { objectsOf, rowsOf } from '../../../../testbed/naive-reach/rows/read-rows.ts';
import { readAll } from '../kube/test-input.ts';
import type { ConnectRequest } from '../results/can-connect.ts';
import { CanConnect } from './can-connect.ts';
import { idOf } from './test-ids.ts';

describe.each(ROWS)('$about', (block) => {
  const facts = readAll(...objectsOf(block));
  it.each(rowsOf(block))('$text', ({ flow, cni, verdict }) => {
    const protocol = flow.protocol as ConnectRequest['protocol'];
    const request = { from: idOf(flow.from), to: idOf(flow.to), port: flow.port, protocol };
    const answer = new CanConnect(facts, { cni }).answer(request);
    expect(answer).toMatchObject({ verdict });
    // Whoever reads an open answer learns why it is open, after the first line and before the two sides.
    expect('because' in answer && answer.because.length).toBeGreaterThanOrEqual(verdict === 'undefined' ? 3 : 2);
  });
});
