function __zmap-cache_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __zmap-cache_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __zmap-cache_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __zmap-cache_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __zmap-cache_parse_tokens -S
    set -l unparsed_tokens (__zmap-cache_tokens -pc)
    switch $unparsed_tokens[1]
    case 'zmap-cache'
        __zmap-cache_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'list'
            __zmap-cache_parse_subcommand 0 'format=' 'header' 'no-header' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'path'
            __zmap-cache_parse_subcommand -r 1 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'verify'
            __zmap-cache_parse_subcommand -r 1 'deep' 'repair' 'format=' 'header' 'no-header' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'checksums'
            __zmap-cache_parse_subcommand -r 1 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'prune'
            __zmap-cache_parse_subcommand 0 'partial' 'orphans' 'older-than=' 'max-size=' 'old-versions' 'dry-run' 'y/yes' 'format=' 'header' 'no-header' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'remove'
            __zmap-cache_parse_subcommand -r 1 'y/yes' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'adopt'
            __zmap-cache_parse_subcommand -r 1 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'dir'
            __zmap-cache_parse_subcommand 1 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'help'
            __zmap-cache_parse_subcommand -r 1 'version'
        end
    end
end

function __zmap-cache_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __zmap-cache_parse_subcommand -S -a positional_count
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

function __zmap-cache_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __zmap-cache_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__zmap-cache_tokens -p)
    if test -z "$(__zmap-cache_tokens -t)"
        set -l index (count (__zmap-cache_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'zmap-cache' -f
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_positional "zmap-cache" -eq 1' -fa 'list' -d 'List what is kept, and its status.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_positional "zmap-cache" -eq 1' -fa 'path' -d 'Print the paths of kept files.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_positional "zmap-cache" -eq 1' -fa 'verify' -d 'Tell whether kept files are whole.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_positional "zmap-cache" -eq 1' -fa 'checksums' -d 'Print SHA-256 lines for \'sha256sum -c\'.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_positional "zmap-cache" -eq 1' -fa 'prune' -d 'Remove what is left over, old or too much.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_positional "zmap-cache" -eq 1' -fa 'remove' -d 'Remove kept files by name or path.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_positional "zmap-cache" -eq 1' -fa 'adopt' -d 'Make records of files that came another way.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_positional "zmap-cache" -eq 1' -fa 'dir' -d 'Print where files are kept, first where new ones go.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_positional "zmap-cache" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache list" format' -l 'format' -d 'Write rows as tsv or as jsonl, one JSON object a line.' -rfka 'tsv jsonl'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache list" header' -l 'header' -d 'Begin tsv with a header line.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache list" no-header' -l 'no-header' -d 'Begin tsv with a header line.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache list" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache list" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache path" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache path" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache path" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache path" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache verify" deep' -l 'deep' -d 'Read every byte and compare SHA-256 and ETag.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache verify" repair' -l 'repair' -d 'Download again what is damaged, finish what is truncated.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache verify" format' -l 'format' -d 'Write rows as tsv or as jsonl, one JSON object a line.' -rfka 'tsv jsonl'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache verify" header' -l 'header' -d 'Begin tsv with a header line.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache verify" no-header' -l 'no-header' -d 'Begin tsv with a header line.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache verify" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache verify" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache verify" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache verify" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache checksums" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache checksums" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache checksums" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache checksums" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache prune" partial' -l 'partial' -d 'Remove unfinished downloads.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache prune" orphans' -l 'orphans' -d 'Remove records without their file and other leftovers.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache prune" older-than' -l 'older-than' -d 'Remove only what was not used for so long: 12h, 30d, 2w.' -rfka ''
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache prune" max-size' -l 'max-size' -d 'Remove the least recently used until no more is kept: 20G.' -rfka ''
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache prune" old-versions' -l 'old-versions' -d 'Remove datasets of which a later version is here.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache prune" dry-run' -l 'dry-run' -d 'Print what would be removed, and remove nothing.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache prune" y yes' -s 'y' -l 'yes' -d 'Do not ask.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache prune" format' -l 'format' -d 'Write rows as tsv or as jsonl, one JSON object a line.' -rfka 'tsv jsonl'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache prune" header' -l 'header' -d 'Begin tsv with a header line.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache prune" no-header' -l 'no-header' -d 'Begin tsv with a header line.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache prune" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache prune" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache prune" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache prune" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache remove" y yes' -s 'y' -l 'yes' -d 'Do not ask.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache remove" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache remove" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache remove" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache adopt" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache adopt" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache adopt" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache adopt" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache dir" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache dir" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache dir" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache dir" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-cache' -n '__zmap-cache_should_offer_completions_for_flags_or_options "zmap-cache help" version' -l 'version' -d 'Show the version.'
