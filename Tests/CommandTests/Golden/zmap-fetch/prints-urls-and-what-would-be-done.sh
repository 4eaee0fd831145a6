zmap-fetch --print-url --markers all --kind symphony
zmap-fetch --dry-run --kind raw --markers Cluster
zmap-fetch --dry-run --base-url file://$ROOT/Examples/sample --kind processed_slim --format jsonl
