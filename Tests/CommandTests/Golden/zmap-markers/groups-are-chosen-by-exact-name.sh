export ZMAP_MARKER_DIR=$PWD
cp "$FIXTURES"/markers/*_report.csv.zip .
echo '# in output order, whatever the order asked'
zmap-markers --level Leiden100 --group 100 --group 2 --group -1 -n 1
zmap-markers --level Leiden100 --list-groups | tr '\n' ' '; echo
echo '# from a file and from stdin, names as --list-groups prints them'
zmap-markers --list-groups | grep '\\' | zmap-markers --groups-from - -n 1
printf 'Neurons\r\nÄ\n' > groups
zmap-markers --groups-from groups --group '🐟' -n 1
echo '# unknown ones'
zmap-markers --group neurons --group Neuronz -n 1
zmap-markers --group 'b cell' --group xyzzy
echo "status $?"
zmap-markers --groups-from /dev/null
echo "status $?"
zmap-markers --groups-from no-such-file
echo "status $?"
