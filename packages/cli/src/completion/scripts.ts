// The scripts that make shells ask us: they hold no words of ours, so that they never grow old.
import type { Shell } from './words.ts';

const BASH = `# bash completion for watertight. Load it with: source <(watertight completion bash)
_watertight() {
  local line directive=1
  COMPREPLY=()
  while IFS='' read -r line; do
    case $line in
      :*) directive=\${line#:} ;;
      *) COMPREPLY+=("\${line%%$'\\t'*}") ;;
    esac
  done < <(watertight __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  ((directive & 2)) && compopt -o nospace 2>/dev/null
  ((directive & 4)) && compopt +o default 2>/dev/null
  return 0
}
complete -o default -F _watertight watertight
`;

const ZSH = `#compdef watertight
# zsh completion for watertight. Load it with: source <(watertight completion zsh)
_watertight() {
  local line directive=1
  local -a candidates space
  while IFS='' read -r line; do
    case $line in
      :*) directive=\${line#:} ;;
      *$'\\t'*) candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
      *) candidates+=("\${line//:/\\\\:}") ;;
    esac
  done < <(watertight __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)
  ((directive & 2)) && space=(-S '')
  ((\${#candidates})) && _describe -V watertight candidates "\${space[@]}"
  ((directive & 4)) || _files
}
compdef _watertight watertight
`;

const FISH = `# fish completion for watertight. Load it with: watertight completion fish | source
function __watertight_complete
    set -l directive 1
    for line in (watertight __complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)
        if string match -q ':*' -- $line
            set directive (string sub -s 2 -- $line)
        else
            echo $line
        end
    end
    if test (math "bitand($directive, 4)") -eq 0
        __fish_complete_path (commandline -ct)
    end
end
complete -c watertight -f -a '(__watertight_complete)'
`;

export const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH };
