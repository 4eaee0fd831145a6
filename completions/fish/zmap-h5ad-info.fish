function __zmap-h5ad-info_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __zmap-h5ad-info_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __zmap-h5ad-info_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __zmap-h5ad-info_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __zmap-h5ad-info_parse_tokens -S
    set -l unparsed_tokens (__zmap-h5ad-info_tokens -pc)
    switch $unparsed_tokens[1]
    case 'zmap-h5ad-info'
        __zmap-h5ad-info_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'list'
            __zmap-h5ad-info_parse_subcommand -r 1 'format=' 'header' 'no-header' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'summary'
            __zmap-h5ad-info_parse_subcommand -r 1 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'obs'
            __zmap-h5ad-info_parse_subcommand 1 'c/columns=' 'rows=' 'format=' 'header' 'no-header' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'var'
            __zmap-h5ad-info_parse_subcommand 1 'c/columns=' 'rows=' 'format=' 'header' 'no-header' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'matrix'
            __zmap-h5ad-info_parse_subcommand 1 'layer=' 'genes=' 'cells=' 'rows=' 'format=' 'header' 'no-header' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'uns'
            __zmap-h5ad-info_parse_subcommand 2 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'expression'
            __zmap-h5ad-info_parse_subcommand 1 'layer=' 'genes=' 'by=' 'format=' 'header' 'no-header' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'stats'
            __zmap-h5ad-info_parse_subcommand 1 'layer=+' 'format=' 'header' 'no-header' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'check'
            __zmap-h5ad-info_parse_subcommand -r 1 'deep' 'format=' 'header' 'no-header' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'help'
            __zmap-h5ad-info_parse_subcommand -r 1 'version'
        end
    end
end

function __zmap-h5ad-info_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __zmap-h5ad-info_parse_subcommand -S -a positional_count
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

function __zmap-h5ad-info_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __zmap-h5ad-info_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__zmap-h5ad-info_tokens -p)
    if test -z "$(__zmap-h5ad-info_tokens -t)"
        set -l index (count (__zmap-h5ad-info_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'zmap-h5ad-info' -f
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_positional "zmap-h5ad-info" -eq 1' -fa 'list' -d 'List every element with its type, size and compression.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_positional "zmap-h5ad-info" -eq 1' -fa 'summary' -d 'Print what anndata prints for the object, in its words.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_positional "zmap-h5ad-info" -eq 1' -fa 'obs' -d 'Print the table of cells.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_positional "zmap-h5ad-info" -eq 1' -fa 'var' -d 'Print the table of genes.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_positional "zmap-h5ad-info" -eq 1' -fa 'matrix' -d 'Print stored entries as cell, gene, value.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_positional "zmap-h5ad-info" -eq 1' -fa 'uns' -d 'Print what is in uns, or one key of it, as JSON.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_positional "zmap-h5ad-info" -eq 1' -fa 'expression' -d 'Print how strongly groups of cells express genes.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_positional "zmap-h5ad-info" -eq 1' -fa 'stats' -d 'Tell counts, logarithms and scaled values apart.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_positional "zmap-h5ad-info" -eq 1' -fa 'check' -d 'Find what is wrong with files; silent when they are sound.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_positional "zmap-h5ad-info" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info list" format' -l 'format' -d 'Write rows as tsv or as jsonl, one JSON object a line.' -rfka 'tsv jsonl'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info list" header' -l 'header' -d 'Begin tsv with a header line.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info list" no-header' -l 'no-header' -d 'Begin tsv with a header line.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info list" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info list" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info summary" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info summary" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info summary" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info summary" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info obs" c columns' -l 'columns' -s 'c' -d 'Only these columns, in this order.' -rfka ''
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info obs" rows' -l 'rows' -d 'Rows A to before B, counted from 0, as Python slices.' -rfka ''
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info obs" format' -l 'format' -d 'Write rows as tsv or as jsonl, one JSON object a line.' -rfka 'tsv jsonl'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info obs" header' -l 'header' -d 'Begin tsv with a header line.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info obs" no-header' -l 'no-header' -d 'Begin tsv with a header line.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info obs" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info obs" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info obs" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info obs" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info var" c columns' -l 'columns' -s 'c' -d 'Only these columns, in this order.' -rfka ''
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info var" rows' -l 'rows' -d 'Rows A to before B, counted from 0, as Python slices.' -rfka ''
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info var" format' -l 'format' -d 'Write rows as tsv or as jsonl, one JSON object a line.' -rfka 'tsv jsonl'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info var" header' -l 'header' -d 'Begin tsv with a header line.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info var" no-header' -l 'no-header' -d 'Begin tsv with a header line.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info var" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info var" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info var" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info var" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info matrix" layer' -l 'layer' -d 'The layer, X or raw; tpm_log, else X, else the only layer by default.' -rfka ''
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info matrix" genes' -l 'genes' -d 'Genes: a,b,c, or @file, or \'-\' for standard input.' -rfka ''
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info matrix" cells' -l 'cells' -d 'Cells: a,b,c, or @file, or \'-\' for standard input.' -rfka ''
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info matrix" rows' -l 'rows' -d 'Cells A to before B, counted from 0, as Python slices.' -rfka ''
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info matrix" format' -l 'format' -d 'Write rows as tsv or as jsonl, one JSON object a line.' -rfka 'tsv jsonl'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info matrix" header' -l 'header' -d 'Begin tsv with a header line.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info matrix" no-header' -l 'no-header' -d 'Begin tsv with a header line.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info matrix" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info matrix" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info matrix" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info matrix" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info uns" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info uns" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info uns" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info uns" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info expression" layer' -l 'layer' -d 'The layer, X or raw; tpm_log, else X, else the only layer by default.' -rfka ''
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info expression" genes' -l 'genes' -d 'Genes: a,b,c, or @file, or \'-\' for standard input.' -rfka ''
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info expression" by' -l 'by' -d 'The column of obs that makes the groups.' -rfka ''
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info expression" format' -l 'format' -d 'Write rows as tsv or as jsonl, one JSON object a line.' -rfka 'tsv jsonl'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info expression" header' -l 'header' -d 'Begin tsv with a header line.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info expression" no-header' -l 'no-header' -d 'Begin tsv with a header line.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info expression" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info expression" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info expression" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info expression" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info stats"' -l 'layer' -d 'A layer, X or raw; all matrices by default.' -rfka ''
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info stats" format' -l 'format' -d 'Write rows as tsv or as jsonl, one JSON object a line.' -rfka 'tsv jsonl'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info stats" header' -l 'header' -d 'Begin tsv with a header line.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info stats" no-header' -l 'no-header' -d 'Begin tsv with a header line.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info stats" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info stats" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info stats" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info stats" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info check" deep' -l 'deep' -d 'Read every chunk, and compute a sample of tpm_log again.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info check" format' -l 'format' -d 'Write rows as tsv or as jsonl, one JSON object a line.' -rfka 'tsv jsonl'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info check" header' -l 'header' -d 'Begin tsv with a header line.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info check" no-header' -l 'no-header' -d 'Begin tsv with a header line.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info check" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info check" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info check" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-h5ad-info' -n '__zmap-h5ad-info_should_offer_completions_for_flags_or_options "zmap-h5ad-info help" version' -l 'version' -d 'Show the version.'
