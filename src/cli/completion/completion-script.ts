import type { Shell } from './shells.ts';

/**
 * What a shell runs to ask `tract` for completions. What was typed is only ever handed over as arguments: nothing of it is
 * run by the shell again, and no reply is taken for a pattern.
 */
export function completionScript(shell: Shell): string {
  return SCRIPTS[shell];
}

const BASH = `# Completion of tract for bash.
_tract_completion() {
  local words cword reply
  if declare -F _get_comp_words_by_ref >/dev/null; then
    _get_comp_words_by_ref -n =: -w words -i cword
  else
    words=("\${COMP_WORDS[@]}")
    cword=$COMP_CWORD
  fi
  COMPREPLY=()
  while IFS= read -r reply; do
    COMPREPLY+=("$reply")
  done < <(tract completion-server -- bash "$cword" "\${words[@]}" 2>/dev/null)
}
complete -o bashdefault -o default -F _tract_completion tract
`;

/** Matched without regard to case, as the replies are: whoever types `app-12` means `APP-12`. */
const ZSH = `#compdef tract
# Completion of tract for zsh.
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
_tract() {
  local -a replies
  replies=("\${(@f)$(tract completion-server -- zsh $((CURRENT - 1)) "\${(@Q)words}" 2>/dev/null)}")
  if [[ -n "\${replies[1]}" ]]; then
    _describe 'tract' replies -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}'
  else
    _files
  fi
}
compdef _tract tract
`;

const FISH = `# Completion of tract for fish.
function __tract_completion
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l replies (tract completion-server -- fish (count $before) $before "$current" 2>/dev/null)
    if test (count $replies) -gt 0
        printf '%s\\n' $replies
    else
        __fish_complete_path "$current"
    end
end
complete -c tract -f -a '(__tract_completion)'
`;

const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH };
