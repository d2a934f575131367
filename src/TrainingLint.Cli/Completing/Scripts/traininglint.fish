# Completion of traininglint for fish. Once:  traininglint completion fish | source
# For good:  traininglint completion fish > ~/.config/fish/completions/traininglint.fish
function __traininglint_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    if test (count $current) -eq 0
        set current ''
    end
    for line in (traininglint complete -- $words[2..-1] $current 2>/dev/null)
        if test "$line" = ':files'
            __fish_complete_path $current
        else
            printf '%s\n' $line
        end
    end
end
complete -c traininglint -f -a '(__traininglint_complete)'
