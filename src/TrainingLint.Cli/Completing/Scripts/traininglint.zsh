#compdef traininglint
# Completion of traininglint for zsh. Once:  source <(traininglint completion zsh)
# For good:  traininglint completion zsh > ~/.zfunc/_traininglint, with ~/.zfunc in fpath before compinit.
_traininglint() {
  local -a candidates
  local value description files=
  while IFS=$'\t' read -r value description; do
    if [[ $value == ':files' ]]; then
      files=1
    else
      candidates+=("${value//:/\\:}${description:+:$description}")
    fi
  done < <(traininglint complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
  (( ${#candidates} )) && _describe -t traininglint 'traininglint' candidates
  [[ -n $files ]] && _files
}
if [[ ${funcstack[1]} == _traininglint ]]; then
  _traininglint "$@"
elif (( $+functions[compdef] )); then
  compdef _traininglint traininglint
fi
