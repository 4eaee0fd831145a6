zmap-fetch -q --base-url file://$ROOT/Examples/sample --kind processed_slim > /dev/null
zmap-fetch --list --base-url http://127.0.0.1:1
