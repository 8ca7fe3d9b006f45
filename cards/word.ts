import {
  Document as File,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  type Table,
  TextRun,
} from "docx";
import type { Instant } from "#domain/record";
import type { Document, DocumentPart, Labelled, Section } from "./document.ts";
import { stopClock, writable } from "./office-package.ts";
import type { Picture } from "./picture.ts";
import { fileWords } from "./text/file.ts";
import { headingOf, tableOfContents } from "./word-contents.ts";
import { ownParts } from "./word-package.ts";
import { a4, wordStyles } from "./word-styles.ts";
import { table } from "./word-table.ts";
import { broken, caption, linesOf, run, styled } from "./word-text.ts";

/** Draws a document as a Word file, dated `at`. The same document and moment give the same bytes. */
export async function wordOf(document: Document, at: Instant): Promise<Uint8Array> {
  const { title, subtitle, marks = [], about, contents, language } = document;
  const sections = await drawSections(document);
  const file = new File({
    title,
    styles: wordStyles(language),
    // Laid out as Word does, so that Word need not ask to fill in the numbers when it opens the file.
    ...(contents && { pageNumbers: (await import("docx/layout")).estimatePageNumbers }),
    sections: [
      {
        properties: {
          page: {
            size: { width: a4.width, height: a4.height },
            margin: { top: a4.margin, right: a4.margin, bottom: a4.margin, left: a4.margin },
          },
          // The first page has its marks in the text, where a screen reader reads them.
          titlePage: true,
        },
        headers: { first: head([]), default: head(marks) },
        footers: { first: foot(document), default: foot(document) },
        children: [
          ...marked(marks),
          new Paragraph({ heading: HeadingLevel.TITLE, children: [run(title)] }),
          ...(subtitle ? [styled("Subtitle", subtitle)] : []),
          ...about.map(labelled),
          ...(contents ? tableOfContents(document.sections) : []),
          ...sections,
        ],
      },
    ],
  });
  return stopClock(await Packer.toBuffer(file, undefined, ownParts(document, at)));
}

/** The sections one after the other, their tables and charts numbered through the whole document. */
async function drawSections({ sections }: Document): Promise<(Paragraph | Table)[]> {
  const pictures = await picturesIn(sections);
  const numbers = { table: 0, chart: 0 };
  const drawn = (part: DocumentPart) => {
    if (part.type === "table") numbers.table += 1;
    if (part.type === "chart") numbers.chart += 1;
    return drawPart(part, numbers, pictures);
  };
  return sections.flatMap((section, place) => [headingOf(section, place), ...section.parts.flatMap(drawn)]);
}

type Pictures = ReadonlyMap<DocumentPart, Picture>;

/** What draws charts is heavy, and loaded only for a document that has some. */
async function picturesIn(sections: readonly Section[]): Promise<Pictures> {
  const parts = sections.flatMap((section) => section.parts).filter((part) => part.type === "chart");
  if (parts.length === 0) return new Map();
  const { pictureOf } = await import("./picture.ts");
  return new Map(await Promise.all(parts.map(async (part) => [part, await pictureOf(part.chart)] as const)));
}

function drawPart(
  part: DocumentPart,
  numbers: { readonly table: number; readonly chart: number },
  pictures: Pictures,
): (Paragraph | Table)[] {
  switch (part.type) {
    case "paragraph":
      return [
        ...(part.above ? [styled("Above", part.above)] : []),
        ...linesOf(part.text).map((line) => styled("Normal", line)),
      ];
    case "rows":
      return part.rows.map(labelled);
    case "table":
      return [caption(fileWords.table, numbers.table, part.caption, true), table(part)];
    case "chart":
      return [
        new Paragraph({ style: "Chart", children: [image(part, numbers.chart, pictures.get(part))] }),
        caption(fileWords.chart, numbers.chart, part.caption, false),
      ];
  }
}

/** In lines for Word, in dots for programs that do not read them, in words for those who do not see them. */
function image(
  { chart }: Extract<DocumentPart, { type: "chart" }>,
  id: number,
  picture: Picture | undefined,
): ImageRun {
  if (!picture) throw new Error(`No picture of the chart ${chart.title}`);
  const { svg, png, width, height } = picture;
  return new ImageRun({
    type: "svg",
    data: svg,
    fallback: { type: "png", data: png },
    transformation: { width, height },
    altText: {
      // Its own, or docx counts on from the document before.
      id: String(id),
      name: `${fileWords.chart} ${id}`,
      title: writable(chart.title),
      description: writable(chart.alt),
    },
  });
}

/** As text and no table, which would need a header row. A label that would run into its value stands above it. */
function labelled({ label, value }: Labelled): Paragraph {
  const name = new TextRun({ text: writable(label), bold: true });
  const between = new TextRun(label.length <= 24 ? { children: [new Tab()] } : { break: 1 });
  return new Paragraph({ style: "Labelled", children: [name, between, ...broken(linesOf(value))] });
}

/** One paragraph, so that one frame holds them all. */
const marked = (marks: readonly string[]) =>
  marks.length > 0 ? [new Paragraph({ style: "Mark", children: broken(marks.flatMap(linesOf)) })] : [];

/** A header must hold a paragraph, if only an empty one, or Word takes the file for damaged. */
const head = (marks: readonly string[]) =>
  new Header({ children: marks.length > 0 ? marked(marks) : [new Paragraph({})] });

/** What the document is, and "Sida 1 av 3" at the right margin. */
function foot({ footer }: Document): Footer {
  const { page, of } = fileWords;
  const number = [new Tab(), `${page} `, PageNumber.CURRENT, ` ${of} `, PageNumber.TOTAL_PAGES];
  const line = new Paragraph({ style: "Footer", children: [run(footer), new TextRun({ children: number })] });
  return new Footer({ children: [line] });
}
