// A rotation's plan for the terminal: every step, the one that is next, and what was observed at each of its gates.
import { ROTATION_STATES } from '@watertight/encryption';
import type { FileStage, Gate, RotationEvidence, RotationGoal, RotationStep } from '@watertight/encryption';
import { visible } from '@watertight/report';

const STAGES: Readonly<Record<FileStage, string>> = {
  absent: 'without the new key',
  second: 'reads with the new key',
  first: 'writes with the new key',
  only: 'has the new key alone',
};

const VERDICTS: Readonly<Record<RotationStep['verdict'], string>> = {
  go: 'every gate is open',
  wait: 'a gate is closed, and opens by itself',
  refuse: 'a gate is closed or cannot be seen: nothing is done',
};

export function planText(goal: RotationGoal, evidence: RotationEvidence, step: RotationStep): string {
  const lines = [
    `${goal.provider}:${goal.keyName} for ${goal.resource}: ${step.state.id}; ${VERDICTS[step.verdict]}`,
    '',
    'Files',
    ...evidence.servers.map(({ name, stage }) => `  ${name}  ${STAGES[stage]}`),
    '',
    'Plan',
    ...stepLines(step),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}

function stepLines(step: RotationStep): string[] {
  const now = ROTATION_STATES.findIndex(({ id }) => id === step.state.id);
  const isListed = now >= 0;
  const current = [line('next', step.state.id, actionOf(step)), ...step.gates.flatMap(gateLines)];
  const listed = ROTATION_STATES.flatMap(({ id, action }, at) => {
    if (at === now) return current;
    return [line(at < now ? 'done' : 'then', id, action)];
  });
  return isListed ? listed : [...current, ...listed];
}

function line(mark: string, id: string, action: string): string {
  return `  ${mark}  ${id.padEnd(WIDTH)}  ${action}`;
}

const WIDTH = 'promote'.length;

function actionOf({ state, servers }: RotationStep): string {
  return servers.length === 0 ? state.action : `${state.action} (${servers.join(', ')})`;
}

function gateLines({ id, state, observed }: Gate): string[] {
  return observed.map((sentence) => `        ${state.padEnd(6)}  ${id}: ${sentence}`);
}
