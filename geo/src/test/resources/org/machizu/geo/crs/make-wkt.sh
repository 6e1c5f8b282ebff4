#!/bin/sh
# Makes gdal-wkt.tsv: what GDAL 3.6.2 writes for each system, as EPSG code, ESRI WKT (.prj), OGC WKT 1.
# Usage: make-wkt.sh > gdal-wkt.tsv
set -eu
for code in 6668 4326 4612 4301 3857 $(seq 6669 6687) $(seq 2443 2461) $(seq 30161 30179); do
  printf '%s\t%s\t%s\n' "$code" \
    "$(gdalsrsinfo --single-line -o wkt_esri "EPSG:$code" | tr -d '\n')" \
    "$(gdalsrsinfo --single-line -o wkt1 "EPSG:$code" | tr -d '\n')"
done
