try() {
  printf "$1" > t.csv
  shift
  zmap-markers --table t.csv "$@"
  echo "status $?"
}
echo '# nothing'
try ''
try '\n \n'
echo '# columns'
try 'celltype,overall_rank\na,1\n'
try 'celltype,gene\na,b\n'
try 'celltype,gene,overall_rank\na,b,1\n' --marker-type contrast
echo '# ragged'
try 'celltype,gene,overall_rank\na,b,1\na,c\n'
try 'celltype,gene,overall_rank\r\n"two\r\nlines",b,1\r\na,c,2,3\r\n'
echo '# text among numbers'
try 'celltype,gene,overall_rank\na,b,1\n\na,c,first\n'
try 'celltype,gene,overall_rank,rank_contrast\na,b,1,0x10\n,c,2,3\n' --marker-type contrast
try 'celltype,gene,overall_rank,support_ratio\na,b,1,high\n' --min-support-ratio 0.5
echo '# but not where nobody looks'
try 'celltype,gene,overall_rank,rank_contrast,support_ratio\na,b,1,x,y\n'
echo '# quotes'
try 'celltype,gene,overall_rank\na,"b,1\na,c,2\n'
echo '# no file'
zmap-markers --table no.csv
echo "status $?"
zmap-markers --table .
echo "status $?"
