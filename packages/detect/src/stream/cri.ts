// The format in which container runtimes write logs: time, stream, tag, text.
// https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/logs/logs.go (parseCRILog)

export interface CriHeader {
  readonly stream: 'stdout' | 'stderr';
  /** `P`: the line goes on in the next entry of its stream. Tags may follow, each behind a colon. */
  readonly isPartial: boolean;
  /** Bytes before the text. */
  readonly length: number;
}

const HEADER =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) (stdout|stderr) ([PF])(?::[^ ]{1,64})? /;
const HEADER_CHARS_MAX = 120;

export function criHeader(line: string): CriHeader | undefined {
  const found = HEADER.exec(line.slice(0, HEADER_CHARS_MAX));
  if (found === null) return undefined;
  return { stream: found[1] === 'stderr' ? 'stderr' : 'stdout', isPartial: found[2] === 'P', length: found[0].length };
}
