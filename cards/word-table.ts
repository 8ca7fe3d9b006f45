import { Paragraph, Table, TableCell, TableRow } from "docx";
import type { DocumentPart } from "./document.ts";
import { textWidth } from "./word-styles.ts";
import { broken, linesOf } from "./word-text.ts";

type TablePart = Extract<DocumentPart, { type: "table" }>;

/** "1 204", "12,5 %", "<5", two dots (hidden), a dash or nothing: a column of such is read from the right. */
const figure = /^([<−-]?\d[\d\s]*(,\d+)?\s?%?|\.\.|[–-]?)$/;

/** Columns as wide as their texts ask for, and the header again on each page. */
export function table({ header, rows }: TablePart): Table {
  const columns = header.map((name, at) => columnOf(name, rows, at));
  const { look, widths } = layOut(columns);
  const cell = (text: string, at: number, isHeader: boolean) =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: "dxa" },
      ...(isHeader && { shading: { type: "clear", fill: "E4E8F0" } }),
      children: [
        new Paragraph({
          style: look.style,
          alignment: columns[at]?.isFigures ? "right" : "left",
          children: broken(linesOf(whole(text)), { bold: isHeader }),
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
    columnWidths: widths,
    margins: { left: look.margin, right: look.margin },
    tableLook: { firstRow: true, firstColumn: false, noHBand: true, noVBand: true },
    rows: [row(header, true), ...rows.map((cells) => row(cells, false))],
  });
}

interface Column {
  readonly isFigures: boolean;
  /** In letters: its longest word, and its longest text below the header, which may be broken. */
  readonly word: number;
  readonly text: number;
}

function columnOf(name: string, rows: TablePart["rows"], at: number): Column {
  const cells = rows.map((row) => row[at] ?? "");
  const words = [name, ...cells].flatMap((cell) => whole(cell).split(/[ \n-]/));
  const word = Math.max(2, ...words.map(({ length }) => length));
  return {
    isFigures: cells.every((cell) => figure.test(cell)),
    word,
    text: Math.max(word, ...cells.map(({ length }) => Math.min(40, length))),
  };
}

/** A figure is not broken at its spaces. */
const whole = (text: string) => (figure.test(text) ? text.replaceAll(/\s/g, "\u00A0") : text);

/** How wide a letter is and the room on each side of a text, in twentieths of a point; less where room is short. */
const usual = { style: "Cell", letter: 125, margin: 108 } as const;
const small = { style: "SmallCell", letter: 112, margin: 50 } as const;

/** No column narrower than its longest word, if there is room; what is over goes to those with longer texts. */
function layOut(columns: readonly Column[]): { look: typeof usual | typeof small; widths: number[] } {
  const least = (look: typeof usual | typeof small) =>
    columns.map(({ word }) => word * look.letter + 2 * look.margin);
  const look = total(least(usual)) <= textWidth ? usual : small;
  const words = least(look);
  const wanted = columns.map(({ word, text }) => (text - word) * look.letter);
  const given = Math.min(1, Math.max(0, textWidth - total(words)) / Math.max(1, total(wanted)));
  const widths = words.map((width, at) => width + given * (wanted[at] ?? 0));
  return { look, widths: widths.map((width) => Math.floor((textWidth * width) / total(widths))) };
}

const total = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0);
