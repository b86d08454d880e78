// The command's entry: runs the program on this process's arguments and ends with its exit code.
import { runProgram } from './run.ts';
import { guardStreams } from './shell/streams.ts';

async function main(): Promise<void> {
  guardStreams();
  process.exitCode = await runProgram(process.argv.slice(2));
}

// Not awaited: the bundle is a script, which cannot. The program never rejects.
void main();
