echo "plain:"; zmap-cache dir; zmap-cache dir markers
mkdir -p MyDrive; export ZMAP_DRIVE=MyDrive
echo "a drive:"; zmap-cache dir h5ad; zmap-cache dir markers
mkdir MyDrive/zmap
echo "a drive with zmap:"; zmap-cache dir h5ad; zmap-cache dir markers
export ZMAP_H5AD_DIR=h5ad/ ZMAP_MARKER_DIR=./markers ZMAP_CACHE_PATH=/shared//:h5ad
echo "all variables:"; zmap-cache dir h5ad; zmap-cache dir markers
zmap-cache dir tables
