zmap-fetch --base-url file://$ROOT/Examples/sample --markers GermLayer --kind processed_slim --markers CellType
