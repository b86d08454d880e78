// Starts a new technique: `npm run new:technique -- b99-bind-role "Bind a stronger role"`.
import { scaffoldCommand } from './scaffold-command.ts';

process.exitCode = await scaffoldCommand('technique', process.argv.slice(2));
