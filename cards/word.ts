import {
  Document as File,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from "docx";
import type { Instant } from "#domain/record";
import type { Document, DocumentPart, Labelled, Section } from "./document.ts";
import { fileWords } from "./text/file.ts";
import { ownParts, stopClock, writable } from "./word-package.ts";
import { a4, textWidth, wordStyles } from "./word-styles.ts";

/** Draws a document as a Word file, dated `at`. The same document and moment give the same bytes. */
export async function wordOf(document: Document, at: Instant): Promise<Uint8Array> {
  const { title, subtitle, marks = [], about, sections, language } = document;
  const file = new File({
    title,
    styles: wordStyles(language),
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
          ...sections.flatMap(drawSection),
        ],
      },
    ],
  });
  return stopClock(await Packer.toBuffer(file, undefined, ownParts(document, at)));
}

function drawSection({ heading, parts }: Section) {
  const line = new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(heading)] });
  return [line, ...parts.flatMap(drawPart)];
}

function drawPart(part: DocumentPart): (Paragraph | Table)[] {
  switch (part.type) {
    case "paragraph":
      return [
        ...(part.above ? [styled("Above", part.above)] : []),
        ...linesOf(part.text).map((line) => styled("Normal", line)),
      ];
    case "rows":
      return part.rows.map(labelled);
    case "table":
      return [styled("Caption", part.caption), table(part)];
  }
}

const run = (text: string) => new TextRun(writable(text));
const styled = (style: string, text: string) => new Paragraph({ style, children: [run(text)] });

/** The lines somebody wrote, without the empty ones: Word makes the room between them. */
const linesOf = (text: string) =>
  text
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map((line) => writable(line).trim())
    .filter((line) => line !== "");

/** Lines in one paragraph. */
const broken = (lines: readonly string[], look: { readonly bold?: boolean } = {}) =>
  lines.map((text, at) => new TextRun({ ...look, text, break: at > 0 ? 1 : 0 }));

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

/** "1 204", "12,5 %", "<5", a dash or nothing: a column of such is read from the right. */
const figure = /^(<?\d[\d\s]*(,\d+)?\s?%?|[–-]?)$/;

/** Columns as wide as their texts ask for, and the header again on each page. */
function table({ header, rows }: Extract<DocumentPart, { type: "table" }>): Table {
  const columns = header.map((_, at) => rows.map((row) => row[at] ?? ""));
  const right = columns.map((cells) => cells.every((cell) => figure.test(cell)));
  const letters = columns.map((cells, at) =>
    Math.min(40, Math.max(8, ...[header[at] ?? "", ...cells].map((cell) => cell.length))),
  );
  const all = letters.reduce((sum, each) => sum + each, 0);
  const columnWidths = letters.map((each) => Math.floor((textWidth * each) / all));

  const cell = (text: string, at: number, isHeader: boolean) =>
    new TableCell({
      width: { size: columnWidths[at] ?? 0, type: "dxa" },
      ...(isHeader && { shading: { type: "clear", fill: "E4E8F0" } }),
      children: [
        new Paragraph({
          style: "Cell",
          alignment: right[at] ? "right" : "left",
          children: broken(linesOf(text), { bold: isHeader }),
        }),
      ],
    });
  const row = (cells: readonly string[], isHeader: boolean) =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      children: header.map((_, at) => cell(cells[at] ?? "", at, isHeader)),
    });
  return new Table({
    width: { size: textWidth, type: "dxa" },
    columnWidths,
    tableLook: { firstRow: true, firstColumn: false, noHBand: true, noVBand: true },
    rows: [row(header, true), ...rows.map((cells) => row(cells, false))],
  });
}
