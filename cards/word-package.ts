import type { Instant } from "#domain/record";
import type { Document } from "./document.ts";
import { propertiesOf, xmlHead } from "./office-package.ts";

/** The parts of a Word file that docx would fill with the time it is, or leave empty. */
export function ownParts(document: Document, at: Instant): { path: string; data: string }[] {
  return [
    { path: "docProps/core.xml", data: propertiesOf(document, at) },
    { path: "word/fontTable.xml", data: fontTable },
  ];
}

/** Where Calibri is missing: Carlito, which takes the same room, else another sans serif. */
const fontTable =
  `${xmlHead}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
  '<w:font w:name="Calibri"><w:altName w:val="Carlito"/><w:panose1 w:val="020F0502020204030204"/>' +
  '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>';
