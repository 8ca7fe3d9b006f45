import writeExcelFile, { type SheetData } from "write-excel-file/node";
import type { Instant } from "#domain/record";
import { propertiesOf, stopClock, writable } from "./office-package.ts";
import { fileWords } from "./text/file.ts";

/** Figures to count on with, as data. */
export interface Workbook {
  readonly title: string;
  readonly sheets: readonly Sheet[];
  readonly language: "sv-SE";
}

export interface Sheet {
  /** On its tab: made to fit Excel's rules, and unlike the others. */
  readonly name: string;
  /** In the first row. */
  readonly caption: string;
  readonly header: readonly string[];
  /** A number is a number, a text is never a formula, and what is not there is a hidden figure. */
  readonly rows: readonly (readonly (string | number | undefined)[])[];
}

/** Draws a workbook as an Excel file, dated `at`. The same workbook and moment give the same bytes. */
export async function excelOf(workbook: Workbook, at: Instant): Promise<Uint8Array> {
  const names = sheetNames(workbook.sheets.map(({ name }) => name));
  const sheets = workbook.sheets.map((sheet, place) => ({
    sheet: names[place] ?? "",
    data: cellsOf(sheet),
    columns: sheet.header.map((_, column) => ({ width: widthOf(sheet, column) })),
    stickyRowsCount: 2,
  }));
  const font = { fontFamily: "Calibri", fontSize: 11 };
  return stopClock(await writeExcelFile(sheets, { ...font, features: [titled(workbook, at)] }).toBuffer());
}

/** The caption, the header and the rows. */
function cellsOf({ caption, header, rows }: Sheet): SheetData {
  return [
    [text(caption, { fontWeight: "bold", fontSize: 14 })],
    header.map((name) => text(name, { fontWeight: "bold", wrap: true, alignVertical: "top" })),
    ...rows.map((cells) => header.map((_, column) => cellOf(cells[column]))),
  ];
}

function cellOf(value: string | number | undefined) {
  if (value === undefined) return text(fileWords.noFigure, { align: "right" });
  if (typeof value === "string") return value === "" ? null : text(value);
  if (!Number.isFinite(value)) throw new Error(`${value} is no figure`);
  return { type: Number, value };
}

/** The most letters a cell of Excel holds. */
const longest = 32_767;

/** Its type says that it is text: Excel reads no formula in it, whatever it begins with. */
function text<Look extends object>(said: string, look?: Look) {
  const value = writable(said)
    .replaceAll(/\r\n?/g, "\n")
    // What Excel would read as a code for a letter.
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
  if (value.length > longest) throw new Error(`A cell holds ${longest} letters, not ${value.length}`);
  // The library looks texts up in an object, where it finds "constructor" and its like without having put them there.
  return { type: String, value: value in {} ? `${value} ` : value, ...look };
}

/** As wide as its longest text, within reason. */
function widthOf({ header, rows }: Sheet, column: number): number {
  const words = (header[column] ?? "").split(/[ -]/);
  const cells = rows.map((row) => String(row[column] ?? ""));
  return 2 + Math.min(60, Math.max(8, ...[...words, ...cells].map(({ length }) => length)));
}

const nameLimit = 31;

/** Excel refuses some signs and long names, and names that only differ in capitals. */
function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const base =
      writable(name)
        .replaceAll(/[[\]:*?/\\\s]+/g, " ")
        .replaceAll(/^['\s]+|['\s]+$/g, "") || fileWords.sheet;
    for (let turn = 1; ; turn++) {
      const end = turn === 1 ? "" : ` ${turn}`;
      const given = base.slice(0, nameLimit - end.length).replace(/['\s]+$/, "") + end;
      if (!taken.has(given.toLowerCase())) {
        taken.add(given.toLowerCase());
        return given;
      }
    }
  });
}

/** The title and the day among the file's properties, which the library leaves out. */
function titled(workbook: Workbook, at: Instant) {
  const path = "docProps/core.xml";
  const type = "application/vnd.openxmlformats-package.core-properties+xml";
  const relation = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
  return {
    files: {
      transform: {
        "[Content_Types].xml": { insert: () => `<Override PartName="/${path}" ContentType="${type}"/>` },
        "_rels/.rels": {
          insert: () => `<Relationship Id="rId-core" Type="${relation}" Target="${path}"/>`,
        },
      },
      write: { files: () => ({ [path]: propertiesOf(workbook, at) }) },
    },
  };
}
