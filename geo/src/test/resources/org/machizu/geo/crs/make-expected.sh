#!/bin/sh
# Makes proj-expected.tsv and ties the conversions to an independent library: gdaltransform of
# GDAL 3.6.2 with PROJ 9.1.1. Columns: EPSG code, lon, lat (degrees on the system's own datum), east,
# north (m). Five places for each plane-rectangular zone of each datum: near the origin, up to 2
# degrees east and west, up to 5 degrees north and south; and four places in Web Mercator.
# Usage: make-expected.sh > proj-expected.tsv
set -eu

places() { # lat0 lon0
  awk -v lat="$1" -v lon="$2" 'BEGIN {
    split("0.001 0.7 -1.3 2.0 -2.0", x); split("0.002 1.1 -2.3 5.0 -4.7", y);
    for (i = 1; i <= 5; i++) printf "%.12f %.12f\n", lon + x[i], lat + y[i] }'
}

convert() { # base epsg; reads places
  while read -r lon lat; do
    printf '%s\t%s\t%s\t%s\n' "$2" "$lon" "$lat" \
      "$(echo "$lon $lat" | gdaltransform -s_srs "EPSG:$1" -t_srs "EPSG:$2" -output_xy | tr ' ' '\t')"
  done
}

zone=0
for origin in "33 129.5" "33 131" "36 132.166666666667" "33 133.5" "36 134.333333333333" "36 136" \
  "36 137.166666666667" "36 138.5" "36 139.833333333333" "40 140.833333333333" "44 140.25" \
  "44 142.25" "44 144.25" "26 142" "26 127.5" "26 124" "26 131" "20 136" "26 154"; do
  zone=$((zone + 1))
  # shellcheck disable=SC2086
  places $origin | convert 6668 $((6668 + zone))
  # shellcheck disable=SC2086
  places $origin | convert 4612 $((2442 + zone))
  # shellcheck disable=SC2086
  places $origin | convert 4301 $((30160 + zone))
done
printf '141.8 42.76\n130.68 32.65\n154 20\n122 46\n' | convert 4326 3857
