import { Paragraph, SimpleField, TextRun } from "docx";
import { writable } from "./office-package.ts";

export const run = (text: string) => new TextRun(writable(text));
export const styled = (style: string, text: string) => new Paragraph({ style, children: [run(text)] });

/** The lines somebody wrote, without the empty ones: Word makes the room between them. */
export const linesOf = (text: string) =>
  text
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map((line) => writable(line).trim())
    .filter((line) => line !== "");

/** Lines in one paragraph. */
export const broken = (lines: readonly string[], look: { readonly bold?: boolean } = {}) =>
  lines.map((text, at) => new TextRun({ ...look, text, break: at > 0 ? 1 : 0 }));

/**
 * "Tabell 1. Rapporter per enhet": the number is a field, so that Word can refer to it and count again when somebody
 * puts in a table of their own, and is written out, so that Word does not ask to do so.
 */
export const caption = (label: string, number: number, text: string, keepNext: boolean) =>
  new Paragraph({
    style: "Caption",
    keepNext,
    children: [
      run(`${label} `),
      new SimpleField(`SEQ ${label} \\* ARABIC`, String(number)),
      run(`. ${linesOf(text).join(" ")}`),
    ],
  });
