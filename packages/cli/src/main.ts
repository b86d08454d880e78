// The command's entry: runs the program on this process's arguments and ends with its exit code.
import { runProgram } from './run.ts';
import { ExitCode } from './shell/exit-code.ts';
import { endOnSignals, wasInterrupted } from './shell/interrupt.ts';
import { guardStreams } from './shell/streams.ts';

guardStreams();
endOnSignals();
const code = await runProgram(process.argv.slice(2));
process.exitCode = wasInterrupted() ? ExitCode.interrupted : code;
