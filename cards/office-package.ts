import type { Instant } from "#domain/record";
import { fileWords } from "./text/file.ts";

/** What Word and Excel files have alike. */
export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

interface Titled {
  readonly title: string;
  readonly language: string;
}

/** The file `docProps/core.xml`: what the document is, by whom, when. */
export const propertiesOf = ({ title, language }: Titled, at: Instant) =>
  `${xmlHead}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
  `<dc:title>${escaped(title)}</dc:title><dc:creator>${fileWords.author}</dc:creator>` +
  `<dc:language>${language}</dc:language>` +
  `<dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created>` +
  `<dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`;

const escaped = (text: string) =>
  writable(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Without what XML has no way to write: one such character in a pasted text, and Word refuses the file. */
export function writable(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
}

/** 1980-01-01 00:00, the first moment a zip file can name. */
const never = 0x00210000;

/**
 * Sets the time of every file in a zip to the same, so that the same document gives the same bytes. Walks the
 * directory that ends the zip; changes the bytes it is given.
 */
export function stopClock<Bytes extends Uint8Array>(zip: Bytes): Bytes {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.length - 22;
  let entry = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    view.setUint32(entry + 12, never, true);
    view.setUint32(view.getUint32(entry + 42, true) + 10, never, true);
    const [name, extra, comment] = [28, 30, 32].map((at) => view.getUint16(entry + at, true));
    entry += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return zip;
}
