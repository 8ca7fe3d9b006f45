import { Resvg } from "@cf-wasm/resvg/node";
import { carlito } from "./carlito.ts";
import { type Chart, sizeOf, svgOf } from "./chart.ts";

/** A chart as a file holds it: in lines, and in dots for programs that do not read SVG. */
export interface Picture {
  readonly svg: Uint8Array;
  readonly png: Uint8Array;
  /** In pixels of which 96 make an inch. */
  readonly width: number;
  readonly height: number;
}

/** Dots for each pixel: 192 to the inch. More would be sharper than most printers, and twice as heavy. */
const density = 2;

/**
 * Draws a chart both ways. Word shows the SVG; LibreOffice before 24.2 and Google Docs show the PNG. No machine's own
 * fonts are asked, so the dots are the same everywhere.
 */
export async function pictureOf(chart: Chart): Promise<Picture> {
  const svg = svgOf(chart);
  const { width, height } = sizeOf(chart);
  const drawing = await Resvg.async(svg, {
    fitTo: { mode: "width", value: width * density },
    font: { fontBuffers: [Buffer.from(carlito, "base64")], defaultFontFamily: "Carlito" },
  });
  return { svg: Buffer.from(svg), png: drawing.render().asPng(), width, height };
}
