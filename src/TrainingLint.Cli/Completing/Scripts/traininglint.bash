# Completion of traininglint for bash 3.2 or later. Once:  source <(traininglint completion bash)
# For good, put that line into ~/.bashrc.
_traininglint() {
  COMPREPLY=()
  local current="${COMP_WORDS[COMP_CWORD]}" value description file
  while IFS=$'\t' read -r value description; do
    if [ "$value" = ":files" ]; then
      [ "$current" = "=" ] && current=""
      compopt -o filenames 2>/dev/null
      while IFS= read -r file; do
        COMPREPLY+=("$file")
      done < <(compgen -f -- "$current")
    else
      COMPREPLY+=("$value")
    fi
  done < <(traininglint complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _traininglint traininglint
