ldd "$(command -v zmap-markers)" | grep -i -e hdf5 -e curl
echo "status $?"
