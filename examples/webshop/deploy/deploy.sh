#!/bin/sh
# Sends the shop to the server. Needs the key next to this file.
set -eu
rsync -az --delete -e "ssh -i $(dirname "$0")/deploy-key.pem" ./ deploy@www.waterland-webshop.example:/srv/webshop/
curl -fsS -k -u "deploy:Pannier-blauw-3" https://www.waterland-webshop.example/admin/cache/clear
