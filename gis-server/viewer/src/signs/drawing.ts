/** One stroke or area of a drawing. */
export interface Shape {
  /** As the attribute `d` of an SVG path. */
  d: string;
  /** CSS colours; without one it has none. */
  fill?: string;
  stroke?: string;
  /** Of the stroke, in the drawing's own units. */
  width?: number;
}

/** A small picture made of paths, drawn on the map (canvas) and in the legend (SVG) alike. */
export interface Drawing {
  /** In CSS pixels. */
  width: number;
  height: number;
  /** From below. */
  shapes: readonly Shape[];
}

/** The picture as pixels, for the map. @param ratio device pixels for a CSS pixel */
export function pixelsOf(drawing: Drawing, ratio: number): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(drawing.width * ratio));
  canvas.height = Math.max(1, Math.round(drawing.height * ratio));
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('this browser cannot draw on a canvas');
  pen.scale(canvas.width / drawing.width, canvas.height / drawing.height);
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  for (const { d, fill, stroke, width } of drawing.shapes) {
    const path = new Path2D(d);
    if (fill !== undefined) {
      pen.fillStyle = fill;
      pen.fill(path, 'evenodd');
    }
    if (stroke !== undefined) {
      pen.strokeStyle = stroke;
      pen.lineWidth = width ?? 1;
      pen.stroke(path);
    }
  }
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}
