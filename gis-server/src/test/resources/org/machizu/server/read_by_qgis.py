"""Reads collections of an OGC API by QGIS, without a window.

python3 read_by_qgis.py LANDING_PAGE COLLECTION... prints one JSON object; exit code 3 without QGIS.
"""

import json
import sys

try:
    from qgis.core import QgsApplication, QgsFeatureRequest, QgsRectangle, QgsVectorLayer
except ImportError:
    sys.exit(3)

application = QgsApplication([], False)
application.initQgis()
read = {}
for name in sys.argv[2:]:
    uri = f"url='{sys.argv[1]}' typename='{name}' pageSize='10'"
    layer = QgsVectorLayer(uri, name, "OAPIF")
    box = QgsFeatureRequest().setFilterRect(QgsRectangle(141.8015, 42.7, 141.8045, 42.8))
    read[name] = {
        "valid": layer.isValid(),
        "system": layer.crs().authid(),
        "fields": [field.name() for field in layer.fields()],
        "names": sorted(str(f.attributes()[0]) for f in layer.getFeatures()),
        "places": sum(1 for f in layer.getFeatures() if f.hasGeometry()),
        "inBox": sum(1 for _ in layer.getFeatures(box)),
    }
print("READ " + json.dumps(read), flush=True)
application.exitQgis()
