import { unzip } from "./unzip.ts";

/** What keeps somebody from reading a Word file with a screen reader or by its headings, in words. None: []. */
export function flawsOf(docx: Uint8Array): string[] {
  const parts = unzip(docx);
  const body = parts["word/document.xml"] ?? "";
  const styles = parts["word/styles.xml"] ?? "";
  const properties = parts["docProps/core.xml"] ?? "";
  return [
    ...(/<dc:title>[^<]*[^<\s][^<]*<\/dc:title>/.test(properties) ? [] : ["the file has no title"]),
    ...(/<w:docDefaults>.*<w:lang [^>]*w:val="sv-SE".*<\/w:docDefaults>/s.test(styles)
      ? []
      : ["the text has no language"]),
    ...headingFlaws(body, styles),
    ...drawingFlaws(body),
    ...tableFlaws(body),
    ...captionFlaws(body),
    ...all(body, /<w:hyperlink[ >].*?<\/w:hyperlink>/gs)
      .filter((link) => said(link) === "")
      .map(() => "a link has no text"),
  ];
}

const all = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)].map(([found]) => found);

const paragraphs = (xml: string) => all(xml, /<w:p(?: [^>]*)?>.*?<\/w:p>/gs);

const said = (xml: string) =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, text]) => text)
    .join("")
    .trim();

const styleOf = (paragraph: string) => /<w:pStyle w:val="([^"]*)"/.exec(paragraph)?.[1] ?? "";

/** The level of each heading, by the outline that its style has. */
function headingFlaws(body: string, styles: string): string[] {
  const levels = new Map(
    all(styles, /<w:style .*?<\/w:style>/gs).flatMap((style) => {
      const id = /w:styleId="([^"]*)"/.exec(style)?.[1];
      const outline = /<w:outlineLvl w:val="(\d)"/.exec(style)?.[1];
      const level = outline === undefined ? /^Heading(\d)$/.exec(id ?? "")?.[1] : Number(outline) + 1;
      return id && level ? [[id, Number(level)] as const] : [];
    }),
  );
  let before = 0;
  return paragraphs(body).flatMap((paragraph) => {
    const level = levels.get(styleOf(paragraph));
    if (level === undefined) return [];
    const jump = level > before + 1;
    const flaws = [
      ...(said(paragraph) === "" ? ["a heading is empty"] : []),
      ...(jump && before === 0 ? [`the first heading is of level ${level}`] : []),
      ...(jump && before > 0 ? [`a heading of level ${level} comes after one of level ${before}`] : []),
    ];
    before = level;
    return flaws;
  });
}

const drawingFlaws = (body: string) =>
  all(body, /<w:drawing>.*?<\/w:drawing>/gs)
    .filter((drawing) => !/<wp:docPr [^>]*descr="([^"]*)"/.exec(drawing)?.[1]?.trim())
    .map(() => "a picture has no text alternative");

const tableFlaws = (body: string) =>
  all(body, /<w:tbl>.*?<\/w:tbl>/gs).flatMap((table) => {
    const [first = ""] = all(table, /<w:tr[ >].*?<\/w:tr>/gs);
    return [
      ...(/<w:tblHeader(?:\/>| w:val="(?:true|1|on)")/.test(first) ? [] : ["a table has no header row"]),
      ...(paragraphs(first).some((cell) => said(cell) === "") ? ["a column has no header"] : []),
      ...(/<w:(?:gridSpan w:val="(?!1")|vMerge\b|hMerge\b)/.test(table) ? ["a table has merged cells"] : []),
    ];
  });

/** A caption stands right above a table and right below a picture. */
function captionFlaws(body: string): string[] {
  const blocks = all(body, /<w:tbl>.*?<\/w:tbl>|<w:p(?: [^>]*)?>.*?<\/w:p>/gs);
  const isCaption = (block = "") =>
    !block.startsWith("<w:tbl>") && styleOf(block) === "Caption" && said(block) !== "";
  return blocks.flatMap((block, at) => {
    if (block.startsWith("<w:tbl>")) return isCaption(blocks[at - 1]) ? [] : ["a table has no caption"];
    if (!block.includes("<w:drawing>")) return [];
    return isCaption(blocks[at + 1]) ? [] : ["a picture has no caption"];
  });
}
