import { describe, expect, test, vi } from "vitest";
import { excelOf, type Sheet, type Workbook } from "#cards/workbook";
import type { Instant } from "#domain/record";
import { unzip } from "./unzip.ts";

const at = "2026-03-20T10:00:00.000Z" as Instant;
const workbook = (...sheets: Sheet[]): Workbook => ({
  title: "Siffror <2025> & mer",
  sheets,
  language: "sv-SE",
});
const sheet = (more: Partial<Sheet> = {}): Sheet => ({
  name: "Per enhet",
  caption: "Rapporter per enhet",
  header: ["Enhet", "Antal", "Andel"],
  rows: [
    ["Hemtjänst Norra", 1204, 12.5],
    ["LSS-bostäder", undefined, 0],
  ],
  ...more,
});

/** What a sheet's cells hold: texts from the list of texts, numbers as they are. */
async function cellsIn(more: Partial<Sheet>): Promise<Record<string, string | number | undefined>> {
  const parts = unzip(await excelOf(workbook(sheet(more)), at));
  const texts = [...(parts["xl/sharedStrings.xml"] ?? "").matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)].map(
    ([, text]) => text,
  );
  const cells = [...(parts["xl/worksheets/sheet1.xml"] ?? "").matchAll(/<c ([^>]*)><v>([^<]*)<\/v><\/c>/g)];
  return Object.fromEntries(
    cells.map(([, attributes = "", value]) => [
      /r="([^"]*)"/.exec(attributes)?.[1],
      attributes.includes('t="s"') ? texts[Number(value)] : Number(value),
    ]),
  );
}

const namesIn = async (...names: string[]) => {
  const parts = unzip(await excelOf(workbook(...names.map((name) => sheet({ name }))), at));
  return [...(parts["xl/workbook.xml"] ?? "").matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
    ([, name]) => name,
  );
};

test("the same workbook and moment give the same bytes, whenever they are drawn", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-03-20T10:00:00Z") });
  const first = await excelOf(workbook(sheet()), at);
  vi.setSystemTime(Date.parse("2031-07-01T03:04:06Z"));
  expect(Buffer.from(await excelOf(workbook(sheet()), at)).equals(first)).toBe(true);
  vi.useRealTimers();
});

describe("the file", async () => {
  const parts = unzip(await excelOf(workbook(sheet()), at));
  const xml = parts["xl/worksheets/sheet1.xml"] ?? "";

  test("says its title and day", () => {
    expect(parts["docProps/core.xml"]).toContain("<dc:title>Siffror &lt;2025&gt; &amp; mer</dc:title>");
    expect(parts["docProps/core.xml"]?.split(at)).toHaveLength(3);
    expect(parts["_rels/.rels"]).toContain('Target="docProps/core.xml"');
    expect(parts["[Content_Types].xml"]).toContain('PartName="/docProps/core.xml"');
  });

  test("keeps the caption and the header in sight", () => {
    expect(xml).toMatch(/<pane [^>]*ySplit="2"[^>]*state="frozen"/);
    expect(parts["xl/styles.xml"]).toContain("<b/>");
  });

  test("has columns as wide as their texts", () => {
    expect([...xml.matchAll(/<col [^>]*width="([^"]*)"/g)].map(([, width]) => width)).toEqual([
      "17",
      "10",
      "10",
    ]);
  });
});

test("numbers are numbers, texts are texts, and a hidden figure is two dots", async () => {
  expect(await cellsIn({})).toEqual({
    A1: "Rapporter per enhet",
    A2: "Enhet",
    B2: "Antal",
    C2: "Andel",
    A3: "Hemtjänst Norra",
    B3: 1204,
    C3: 12.5,
    A4: "LSS-bostäder",
    B4: "..",
    C4: 0,
  });
});

test("no text becomes a formula, whatever it begins with", async () => {
  const evil = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://x")',
    "=cmd|'/c calc'!A1",
  ];
  const rows = evil.map((text) => [text, 1, 1]);
  const parts = unzip(
    await excelOf(workbook(sheet({ rows, caption: "=2+2", header: ["=3", "+3", "@3"] })), at),
  );
  expect(Object.values(parts).join()).not.toMatch(/<f[ >]/);
  const cells = await cellsIn({ rows });
  expect(evil.map((_, place) => cells[`A${place + 3}`])).toEqual([
    ...evil.slice(0, 5),
    "\n=1+1",
    ...evil.slice(6),
  ]);
});

test("a text that the library or Excel would take for something else stays what it is", async () => {
  const rows = [
    ["constructor", 1],
    ["__proto__", 1],
    ["toString", 1],
    ["_x0041_", 1],
    ["Ett\u0007\ud800 < två", 1],
    ["", 1],
  ];
  const cells = await cellsIn({ rows });
  expect([3, 4, 5, 6, 7, 8].map((row) => cells[`A${row}`])).toEqual([
    "constructor ",
    "__proto__ ",
    "toString ",
    "_x005F_x0041_",
    "Ett &lt; två",
    undefined,
  ]);
});

test("the names of sheets keep to Excel's rules, and differ", async () => {
  expect(await namesIn("Lex Sarah: [2025/2026]?*\\", "'Enheter'", " ", "enheter")).toEqual([
    "Lex Sarah 2025 2026",
    "Enheter",
    "Blad",
    "enheter 2",
  ]);
  const long = "Rapporter per enhet, kategori och månad";
  expect(await namesIn(long, long)).toEqual([
    "Rapporter per enhet, kategori o",
    "Rapporter per enhet, kategori 2",
  ]);
});

test("what no cell can hold is refused", async () => {
  await expect(excelOf(workbook(sheet({ rows: [["x".repeat(32_768)]] })), at)).rejects.toThrow("32767");
  await expect(excelOf(workbook(sheet({ rows: [["x", Number.NaN]] })), at)).rejects.toThrow("no figure");
});
