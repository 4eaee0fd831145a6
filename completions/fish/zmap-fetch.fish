function __zmap-fetch_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __zmap-fetch_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __zmap-fetch_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __zmap-fetch_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __zmap-fetch_parse_tokens -S
    set -l unparsed_tokens (__zmap-fetch_tokens -pc)
    switch $unparsed_tokens[1]
    case 'zmap-fetch'
        __zmap-fetch_parse_subcommand -r 1 'kind=+' 'url=+' 'filename=+' 'markers=+' 'base-url=' 'dest-dir=' 'f/force' 'offline' 'refresh' 'sha256=' 'verify=' 'connections=' 'chunk-size=' 'limit-rate=' 'retries=' 'timeout=' 'no-progress' 'list' 'dry-run' 'print-url' 'temporary' 'tpmlog' 'format=' 'header' 'no-header' 'q/quiet' 'v/verbose' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __zmap-fetch_parse_subcommand -r 1 'version'
        end
    end
end

function __zmap-fetch_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __zmap-fetch_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __zmap-fetch_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __zmap-fetch_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__zmap-fetch_tokens -p)
    if test -z "$(__zmap-fetch_tokens -t)"
        set -l index (count (__zmap-fetch_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'zmap-fetch' -f
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch"' -l 'kind' -d 'A dataset of the atlas (default: processed_slim_tpm).' -rfka ''
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch"' -l 'url' -d 'A URL to download instead: https, http or file.' -rfka ''
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch"' -l 'filename' -d 'The name on disk of the file named before.' -rfka ''
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch"' -l 'markers' -d 'A table of consensus markers, or all of them.' -rfka ''
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" base-url' -l 'base-url' -d 'A mirror of the atlas.' -rfka ''
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" dest-dir' -l 'dest-dir' -d 'Keep files in this directory.' -rfka ''
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" f force' -l 'force' -s 'f' -d 'Download again; the old file stays until then.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" offline' -l 'offline' -d 'Open no connection: only what is here.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" refresh' -l 'refresh' -d 'Ask the server whether its file changed.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" sha256' -l 'sha256' -d 'The SHA-256 that the file must have.' -rfka ''
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" verify' -l 'verify' -d 'How sure to be (default: the best there is).' -rfka 'none size digest'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" connections' -l 'connections' -d 'Parallel ranges at most.' -rfka ''
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" chunk-size' -l 'chunk-size' -d 'The size of a write buffer.' -rfka ''
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" limit-rate' -l 'limit-rate' -d 'Bytes a second at most, as 2M for 2 MiB.' -rfka ''
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" retries' -l 'retries' -d 'Tries without progress.' -rfka ''
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" timeout' -l 'timeout' -d 'Silence after which to connect anew.' -rfka ''
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" no-progress' -l 'no-progress' -d 'Draw no bar.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" list' -l 'list' -d 'List what there is, and what is here.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" dry-run' -l 'dry-run' -d 'Say what would be done.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" print-url' -l 'print-url' -d 'Print the URLs only.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" temporary' -l 'temporary' -d 'Keep nothing: run a command on each file, or print paths to remove.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" tpmlog' -l 'tpmlog' -d 'Run zmap-tpmlog on each H5AD that lacks the layer.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" format' -l 'format' -d 'Print paths, or rows that tell more.' -rfka 'path tsv jsonl'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" header' -l 'header' -d 'Begin tsv with a header line.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" no-header' -l 'no-header' -d 'Begin tsv with a header line.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_positional "zmap-fetch" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'zmap-fetch' -n '__zmap-fetch_should_offer_completions_for_flags_or_options "zmap-fetch help" version' -l 'version' -d 'Show the version.'
