"""Draws a layer of a WMTS by QGIS, without a window.

python3 draw_wmts_by_qgis.py CAPABILITIES LAYER SET CRS WEST,SOUTH,EAST,NORTH PNG; exit code 3 without QGIS.
"""

import sys

try:
    from qgis.core import (
        QgsApplication,
        QgsCoordinateReferenceSystem,
        QgsMapRendererSequentialJob,
        QgsMapSettings,
        QgsRasterLayer,
        QgsRectangle,
    )
    from qgis.PyQt.QtCore import QSize
except ImportError:
    sys.exit(3)

capabilities, name, tile_matrix_set, crs, box, png = sys.argv[1:]
application = QgsApplication([], False)
application.initQgis()
uri = (
    f"crs={crs}&format=image/png&layers={name}&styles=default"
    f"&tileMatrixSet={tile_matrix_set}&url={capabilities}"
)
layer = QgsRasterLayer(uri, name, "wms")
if not layer.isValid():
    sys.exit("QGIS does not read " + uri)
settings = QgsMapSettings()
settings.setLayers([layer])
settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:6680"))
settings.setExtent(QgsRectangle(*(float(part) for part in box.split(","))))
settings.setOutputSize(QSize(200, 200))
job = QgsMapRendererSequentialJob(settings)
job.start()
job.waitForFinished()
job.renderedImage().save(png)
print("DRAWN", flush=True)
application.exitQgis()
