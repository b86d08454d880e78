// Recognises a literal that a Helm template itself puts into a Secret: `{{ "…" | b64enc }}`, `password: {{ … | default "…" }}`.
import type { Detector, Match } from '@watertight/detect';
import { isMade, mayBeCredential, spokenBy } from '@watertight/engine';
import { opensNothing, TEMPLATE_LITERAL } from './structural.ts';

/** Characters of an action before and behind the anchor. */
const ACTION_REACH = 512;
const LITERAL = /"([^"\\\s]{4,256})"|`([^`\s]{4,256})`/;
const KEY = /([\w.-]{1,128})["']?[ \t]{0,8}:[ \t]{0,8}["']?$/;
const KEY_REACH = 160;

function match(text: string, at: number): Match | undefined {
  const from = Math.max(0, at - ACTION_REACH);
  const open = text.slice(from, at).lastIndexOf('{{');
  const close = text.slice(at, at + ACTION_REACH).indexOf('}}');
  if (open < 0 || close < 0) return undefined;
  const start = from + open;
  const action = text.slice(start, at + close);
  const literal = LITERAL.exec(action);
  const value = literal?.[1] ?? literal?.[2];
  if (literal === null || value === undefined || action.includes('}}') || !isMade(value)) return undefined;
  const key = KEY.exec(text.slice(Math.max(0, start - KEY_REACH), start))?.[1] ?? '';
  const spoken = spokenBy(key) ?? (action.includes('b64enc') && !opensNothing(key) ? 'password' : undefined);
  if (spoken === undefined || !mayBeCredential(spoken, value)) return undefined;
  const first = start + literal.index + 1;
  return { start: first, end: first + value.length };
}

export const TEMPLATE_CREDENTIAL: Detector = {
  ...TEMPLATE_LITERAL,
  anchors: ['b64enc', 'default "'],
  match,
  examples: {
    positive: [
      '  password: {{ "«q8Zt4mVx1LbS»" | b64enc | quote }}',
      '  tls: {{ b64enc "«q8Zt4mVx1LbS»" }}',
      '  dbPassword: {{ .Values.password | default "«q8Zt4mVx1LbS»" | quote }}',
    ],
    negative: [
      '  password: {{ .Values.password | b64enc | quote }}',
      '  username: {{ "admin-2026" | b64enc }}',
      '  image: {{ .Values.tag | default "v1.2.3-debug" }}',
      '  password: {{ randAlphaNum 16 | b64enc }} # "q8Zt4mVx1LbS"',
    ],
  },
};
