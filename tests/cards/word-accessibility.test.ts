import {
  Document,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  type IPropertiesOptions,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from "docx";
import { expect, test } from "vitest";
import { flawsOf } from "./word-accessibility.ts";

type Children = IPropertiesOptions["sections"][number]["children"];

const language = { default: { document: { run: { language: { value: "sv-SE" } } } } };

const flawsIn = async (children: Children, more: Partial<IPropertiesOptions> = {}) =>
  flawsOf(
    await Packer.toBuffer(
      new Document({ title: "Titel", styles: language, ...more, sections: [{ children }] }),
    ),
  );

const heading = (level: 1 | 2 | 3, text: string) =>
  new Paragraph({ heading: HeadingLevel[`HEADING_${level}`], children: [new TextRun(text)] });
const caption = (text = "Tabell 1. Antal") => new Paragraph({ style: "Caption", text });
const cell = (text: string, columnSpan = 1) => new TableCell({ columnSpan, children: [new Paragraph(text)] });
const table = (header: string[], { marked = true, span = 1 } = {}) =>
  new Table({
    rows: [
      new TableRow({ tableHeader: marked, children: header.map((text) => cell(text)) }),
      new TableRow({ children: [cell("1", span)] }),
    ],
  });
const picture = (description?: string) =>
  new Paragraph({
    children: [
      new ImageRun({
        type: "png",
        data: Buffer.from("89504e47", "hex"),
        transformation: { width: 10, height: 10 },
        altText: { name: "x", ...(description !== undefined && { description }) },
      }),
    ],
  });
const link = (text: string) =>
  new Paragraph({ children: [new InternalHyperlink({ anchor: "a", children: [new TextRun(text)] })] });

test("nothing is found where nothing is wrong", async () => {
  const well = [
    heading(1, "Ett"),
    heading(2, "Två"),
    heading(1, "Tre"),
    caption(),
    table(["Antal"]),
    picture("En kurva"),
    caption("Diagram 1. Antal"),
    link("Dit"),
  ];
  expect(await flawsIn(well)).toEqual([]);
});

const planted: readonly (readonly [string, Children, Partial<IPropertiesOptions>?])[] = [
  ["the file has no title", [], { title: " " }],
  ["the text has no language", [], { styles: {} }],
  [
    "the text has no language",
    [],
    { styles: { default: { document: { run: { language: { value: "en-GB" } } } } } },
  ],
  ["the first heading is of level 2", [heading(2, "Två")]],
  ["a heading of level 3 comes after one of level 1", [heading(1, "Ett"), heading(3, "Tre")]],
  ["a heading is empty", [heading(1, " ")]],
  ["a picture has no text alternative", [picture(), caption()]],
  ["a picture has no text alternative", [picture(" "), caption()]],
  ["a picture has no caption", [caption(), picture("En kurva")]],
  ["a table has no header row", [caption(), table(["Antal"], { marked: false })]],
  ["a column has no header", [caption(), table(["Antal", ""])]],
  ["a table has merged cells", [caption(), table(["Antal", "Del"], { span: 2 })]],
  ["a table has no caption", [table(["Antal"])]],
  ["a table has no caption", [caption(" "), table(["Antal"])]],
  ["a link has no text", [link("")]],
];

for (const [flaw, children, more] of planted) {
  test(flaw, async () => {
    expect(await flawsIn(children, more)).toEqual([flaw]);
  });
}
