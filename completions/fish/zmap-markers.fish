function __zmap-markers_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __zmap-markers_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __zmap-markers_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __zmap-markers_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __zmap-markers_parse_tokens -S
    set -l unparsed_tokens (__zmap-markers_tokens -pc)
    switch $unparsed_tokens[1]
    case 'zmap-markers'
        __zmap-markers_parse_subcommand 0 'level=' 'table=' 'refresh' 'offline' 'base-url=' 'group=+' 'groups-from=' 'marker-type=' 'n=' 'all' 'min-support-ratio=' 'min-log2fc=' 'min-enrich=' 'omit-unannotated' 'gene=+' 'list-groups' 'list-levels' 'format=' 'header' 'no-header' 'fail-empty' 'q/quiet' 'v/verbose' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __zmap-markers_parse_subcommand -r 1 'version'
        end
    end
end

function __zmap-markers_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __zmap-markers_parse_subcommand -S -a positional_count
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

function __zmap-markers_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __zmap-markers_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__zmap-markers_tokens -p)
    if test -z "$(__zmap-markers_tokens -t)"
        set -l index (count (__zmap-markers_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'zmap-markers' -f
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" level' -l 'level' -d 'Annotation level: GermLayer, Tissue, CellType, CellTypeFine, Cluster or Leiden100; all with --gene.' -rfka 'GermLayer Tissue CellType CellTypeFine Cluster Leiden100'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" table' -l 'table' -d 'Read this table instead: CSV, or CSV in a zip; - is stdin.' -rfa '(set -l exts \'csv\' \'zip\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" refresh' -l 'refresh' -d 'Ask the server first whether its table changed.'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" offline' -l 'offline' -d 'Open no connection; fail if the table is not here.'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" base-url' -l 'base-url' -d 'Fetch from this server instead of the atlas\'s own.' -rfka ''
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers"' -l 'group' -d 'Only this group; may be given again.' -rfka ''
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" groups-from' -l 'groups-from' -d 'Only the groups in this file, one a line; - is stdin.' -rfka ''
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" marker-type' -l 'marker-type' -d 'What ranks the genes of a group.' -rfka 'overall specificity contrast consensus prevalence'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" n' -s 'n' -d 'Genes of a group at most, 50 if not said.' -rfka ''
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" all' -l 'all' -d 'All genes of a group, ranked.'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" min-support-ratio' -l 'min-support-ratio' -d 'Least support_ratio; a missing one fails.' -rfka ''
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" min-log2fc' -l 'min-log2fc' -d 'Least global_log2fc; a missing one fails.' -rfka ''
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" min-enrich' -l 'min-enrich' -d 'Least enrich_mean; a missing one fails.' -rfka ''
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" omit-unannotated' -l 'omit-unannotated' -d 'Leave out genes with placeholder names, such as si: and LOC.'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers"' -l 'gene' -d 'Print where these genes are markers, and how they rank.' -rfka ''
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" list-groups' -l 'list-groups' -d 'Print the groups of a level, one a line.'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" list-levels' -l 'list-levels' -d 'Print the levels, one a line.'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" format' -l 'format' -d 'Form of the answer, panel if not said.' -rfka 'panel table dict sets jsonl'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" header' -l 'header' -d 'Begin with a heading, or not; a table has one.'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" no-header' -l 'no-header' -d 'Begin with a heading, or not; a table has one.'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" fail-empty' -l 'fail-empty' -d 'End with status 1 when nothing came out.'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" v verbose' -l 'verbose' -s 'v' -d 'Say more about what is done.'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" version' -l 'version' -d 'Show the version.'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_positional "zmap-markers" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'zmap-markers' -n '__zmap-markers_should_offer_completions_for_flags_or_options "zmap-markers help" version' -l 'version' -d 'Show the version.'
