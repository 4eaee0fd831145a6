show() { zmap-markers --table - --all --format "${1:-panel}"; }
echo '# quotes, doubled quotes, commas and newlines in quotes'
printf 'celltype,gene,overall_rank\n"a,b","x""y",1\n"two\nlines",z,"2"\n"open"ly,q"q,3\n' | show
echo '# CRLF, carriage returns alone, byte-order mark, no newline at the end'
printf '\xef\xbb\xbfcelltype,gene,overall_rank\r\na,x,1\r\na,y,2' | show
printf 'celltype,gene,overall_rank\ra,x,1\ra,y,2\r' | show
echo '# blank lines, blanks around column names, an index without a name'
printf '\n, celltype ,gene\t,overall_rank\n \n0,a,x,1\n\n1, a ,y,2\n' | show table
echo '# words for a missing rank, but a gene is its text'
printf 'celltype,gene,overall_rank\na,NA,NaN\na,nan,1\na,,2\n,lost,1\n' | show
echo '# numbers as they stand in the file'
printf 'celltype,gene,overall_rank,p\na,x,1.0,1e-10\na,y, 0.50 ,007\na,z,.25,\n' | show table
echo '# bytes that are no UTF-8'
printf 'celltype,gene,overall_rank\n\xe9pid,x\xff,1\n' | show | od -An -c
printf 'celltype,gene,overall_rank\n\xe9pid,x\xff,1\n' | show dict
