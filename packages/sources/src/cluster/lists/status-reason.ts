// What an HTTP status means for a list, in words.

const REASONS: ReadonlyMap<number, string> = new Map([
  [401, 'the server no longer accepts the credentials (401 Unauthorized)'],
  [403, 'forbidden (403)'],
  [404, 'the server no longer serves it (404)'],
  [405, 'it cannot be listed (405)'],
  [406, 'the server does not send it in this form (406)'],
  [410, 'the server let go of the list’s state (410 Gone)'],
  [429, 'the server had too much to do (429)'],
]);

export function statusReason(status: number): string {
  return REASONS.get(status) ?? `the server answered ${status}`;
}
