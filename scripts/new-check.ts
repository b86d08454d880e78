// Starts a new check: `npm run new:check -- pod-privileged "Privileged container"`.
import { scaffoldCommand } from './scaffold-command.ts';

process.exitCode = await scaffoldCommand('check', process.argv.slice(2));
