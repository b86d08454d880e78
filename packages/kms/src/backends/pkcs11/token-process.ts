// The child process's side: answers one question after another, and ends when the plugin does.
import { BackendError } from '../../errors/backend-error.ts';
import type { TokenAnswer, TokenRequest } from './messages.ts';
import type { Token } from './token.ts';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64');

function answered(token: Token, { id, question }: TokenRequest): TokenAnswer {
  if (question.call === 'newest') return { id, key: token.newest() };
  const { call, key, bytes, additional } = question;
  const result = token[call](key, bytesOf(bytes), bytesOf(additional));
  const answer = { id, bytes: result.toString('base64') };
  if (call === 'unwrap') result.fill(0);
  return answer;
}

function refused(id: number, error: unknown): TokenAnswer {
  if (error instanceof BackendError) return { id, error: error.kind, message: error.message };
  if ((error as Error).name === 'PinError') return { id, error: 'pin', message: (error as Error).message };
  return { id, error: 'settings', message: 'pkcs11js is not installed, or was not built for this Node' };
}

/** Runs until the channel to the plugin closes. A session that fails is opened anew by a new process. */
export function serveToken(): void {
  let token: Token | undefined;
  // Before anyone's time runs.
  const loading = import('./token.ts');
  const answer = async (request: TokenRequest): Promise<void> => {
    let said: TokenAnswer;
    try {
      if (token === undefined) {
        const loaded = await loading;
        token = new loaded.Token(request.settings);
      }
      said = answered(token, request);
    } catch (error) {
      said = refused(request.id, error);
    }
    process.send?.(said);
  };
  process.on('message', (request: TokenRequest) => void answer(request));
  process.once('disconnect', () => process.exit(0));
  // Who started us may have let go of the channel; it is what we live for.
  process.channel?.ref();
  const ready = (): void => void process.send?.({ ready: true });
  loading.then(ready, ready);
}
