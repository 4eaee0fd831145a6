function __zmap-tpmlog_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __zmap-tpmlog_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __zmap-tpmlog_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __zmap-tpmlog_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __zmap-tpmlog_parse_tokens -S
    set -l unparsed_tokens (__zmap-tpmlog_tokens -pc)
    switch $unparsed_tokens[1]
    case 'zmap-tpmlog'
        __zmap-tpmlog_parse_subcommand -r 1 'source=' 'layer=' 'target-sum=' 'o/output=' 'f/force' 'require' 'keep-x' 'drop-x' 'compression=' 'copy-structure' 'mark-log1p' 'allow-negative' 'allow-nan' 'threads=' 'dry-run' 'rollback' 'q/quiet' 'v/verbose' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __zmap-tpmlog_parse_subcommand -r 1 'version'
        end
    end
end

function __zmap-tpmlog_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __zmap-tpmlog_parse_subcommand -S -a positional_count
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

function __zmap-tpmlog_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __zmap-tpmlog_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__zmap-tpmlog_tokens -p)
    if test -z "$(__zmap-tpmlog_tokens -t)"
        set -l index (count (__zmap-tpmlog_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'zmap-tpmlog' -f
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" source' -l 'source' -d 'Where the counts are: a layer, X or raw.' -rfka ''
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" layer' -l 'layer' -d 'The layer to write.' -rfka ''
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" target-sum' -l 'target-sum' -d 'What the counts of a cell add up to.' -rfka ''
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" o output' -l 'output' -s 'o' -d 'Write a copy with the layer instead.' -rfka ''
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" f force' -l 'force' -s 'f' -d 'Replace the layer if it is there.'
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" require' -l 'require' -d 'Fail with 66 when the counts are not there.'
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" keep-x' -l 'keep-x' -d 'Leave /X where it is.'
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" drop-x' -l 'drop-x' -d 'Remove /X for good.'
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" compression' -l 'compression' -d 'One of same, none, gzip, gzip:LEVEL, lz4.' -rfka ''
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" copy-structure' -l 'copy-structure' -d 'Give the layer its own indices and indptr.'
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" mark-log1p' -l 'mark-log1p' -d 'Also write uns/log1p.'
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" allow-negative' -l 'allow-negative' -d 'Follow scanpy\'s arithmetic for negative counts.'
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" allow-nan' -l 'allow-nan' -d 'Follow scanpy\'s arithmetic for NaN and infinity.'
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" threads' -l 'threads' -d 'Threads to use (default: all cores).' -rfka ''
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" dry-run' -l 'dry-run' -d 'Print what would be done, and change nothing.'
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" rollback' -l 'rollback' -d 'Undo an interrupted run, and stop.'
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_positional "zmap-tpmlog" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'zmap-tpmlog' -n '__zmap-tpmlog_should_offer_completions_for_flags_or_options "zmap-tpmlog help" version' -l 'version' -d 'Show the version.'
