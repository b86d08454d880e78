// Starts a new detector: `npm run new:detector -- github-personal-access-token "GitHub personal access token"`.
import { scaffoldCommand } from './scaffold-command.ts';

process.exitCode = await scaffoldCommand('detector', process.argv.slice(2));
