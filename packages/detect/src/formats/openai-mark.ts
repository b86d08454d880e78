// What OpenAI's keys hold in their middle.

/** `OpenAI` in base64, where it falls on a boundary of three bytes. */
const MARK = 'T3BlbkFJ';

export function holdsOpenAiMark(key: string): boolean {
  return key.includes(MARK);
}
