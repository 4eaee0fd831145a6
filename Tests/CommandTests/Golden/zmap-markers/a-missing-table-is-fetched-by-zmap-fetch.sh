mkdir -p server/csv/consensus_markers
cp "$FIXTURES/markers/CellType_consensus_report.csv.zip" server/csv/consensus_markers/ZMAP_CellType_consensus_report.csv.zip
export ZMAP_MARKER_DIR=$PWD/cache ZMAP_BASE_URL=file://$PWD/server
echo '# offline it stays missing'
ZMAP_BASE_URL=http://127.0.0.1:9 zmap-markers --offline -q
echo "status $?"
echo '# fetched, then there'
zmap-markers -q --group Neurons -n 1
zmap-markers --offline --group Neurons -n 1
echo '# from a mirror that is named'
rm -r cache
ZMAP_BASE_URL=file:///nowhere zmap-markers -q --base-url "file://$PWD/server" --group Neurons -n 1
echo '# what the server has not ends as zmap-fetch ends'
zmap-markers -q --level Tissue
echo "status $?"
echo '# a file that is no whole zip is fetched again'
head -c 5000 server/csv/consensus_markers/ZMAP_CellType_consensus_report.csv.zip > cache/CellType_consensus_report.csv.zip
rm -rf cache/.zmap
zmap-markers -q --group Neurons -n 1
echo '# asked again'
cp "$FIXTURES/markers/Leiden100_consensus_report.csv.zip" server/csv/consensus_markers/ZMAP_CellType_consensus_report.csv.zip
zmap-markers -q --refresh --group 2 -n 1
