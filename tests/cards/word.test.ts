import { inflateRawSync } from "node:zlib";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Document } from "#cards/document";
import { wordOf } from "#cards/word";
import type { Instant } from "#domain/record";

const at = "2026-03-20T10:00:00.000Z" as Instant;
const document: Document = {
  title: "Underlag <K7QF-3M2X> & mer",
  subtitle: "Utredning enligt lex Sarah",
  marks: ["Sekretess", "26 kap. 1 § offentlighets- och sekretesslagen"],
  about: [
    { label: "Enhet", value: "Hemtjänst Norra" },
    { label: "En lång fråga som inte får plats i spalten?", value: "Första raden\nAndra raden" },
  ],
  sections: [
    {
      heading: "Vad har hänt",
      parts: [
        {
          type: "paragraph",
          above: "10 mars 2026, samtal",
          text: "Ett stycke.\r\n\r\nEtt\u0007 till.\vEtt tredje\ud800.",
        },
        { type: "rows", rows: [{ label: "Konsekvens", value: "Allvarlig" }] },
      ],
    },
    {
      heading: "Sammanställning",
      parts: [
        {
          type: "table",
          caption: "Per kategori",
          header: ["Kategori", "Antal"],
          rows: [
            ["Omvårdnad", "1 204"],
            ["Bemötande", "<5"],
          ],
        },
      ],
    },
  ],
  footer: "Osby kommun",
  language: "sv-SE",
};

/** The files in a zip, by their paths, read from the directory at its end. */
function unzip(bytes: Uint8Array): Record<string, string> {
  const zip = Buffer.from(bytes);
  const files: Record<string, string> = {};
  let entry = zip.readUInt32LE(zip.length - 6);
  while (zip.readUInt32LE(entry) === 0x02014b50) {
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((place) => zip.readUInt16LE(entry + place));
    const local = zip.readUInt32LE(entry + 42);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(data, data + zip.readUInt32LE(entry + 20));
    const stored = zip.readUInt16LE(entry + 10) === 0;
    const path = zip.toString("utf8", entry + 46, entry + 46 + name);
    files[path] = (stored ? packed : inflateRawSync(packed)).toString("utf8");
    entry += 46 + name + extra + comment;
  }
  return files;
}

const words = (xml: string) =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join("|");

afterEach(() => {
  vi.useRealTimers();
});

test("the same document and moment give the same bytes, whenever they are drawn", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-03-20T10:00:00Z") });
  const first = await wordOf(document, at);
  vi.setSystemTime(Date.parse("2031-07-01T03:04:06Z"));
  expect(Buffer.from(await wordOf(document, at)).equals(first)).toBe(true);
  const later = unzip(await wordOf(document, "2026-03-20T10:00:01.000Z" as Instant));
  const parts = unzip(first);
  expect(Object.keys(parts).filter((path) => parts[path] !== later[path])).toEqual(["docProps/core.xml"]);
});

describe("the file", async () => {
  const parts = unzip(await wordOf(document, at));
  const body = parts["word/document.xml"] ?? "";
  const styles = parts["word/styles.xml"] ?? "";

  test("says its title, language and day", () => {
    const properties = parts["docProps/core.xml"];
    expect(properties).toContain("<dc:title>Underlag &lt;K7QF-3M2X&gt; &amp; mer</dc:title>");
    expect(properties).toContain("<dc:language>sv-SE</dc:language>");
    expect(properties?.split(at)).toHaveLength(3);
    expect(styles).toMatch(/<w:docDefaults>.*<w:lang w:val="sv-SE"\/>.*<\/w:docDefaults>/);
  });

  test("is on A4, in a font that is there or has one to stand in for it", () => {
    expect(body).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(styles).toMatch(/<w:docDefaults>.*w:ascii="Calibri".*<\/w:docDefaults>/);
    expect(parts["word/fontTable.xml"]).toContain('<w:altName w:val="Carlito"/>');
  });

  test("has headings that one can go by", () => {
    expect(body.match(/<w:pStyle w:val="Title"\/>/g)).toHaveLength(1);
    expect(body.match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(2);
    expect(styles).toMatch(/w:styleId="Heading1".*?<w:outlineLvl w:val="0"\/>/);
  });

  test("repeats the header row of its tables, and has no table without one", () => {
    expect(body.match(/<w:tbl>/g)).toHaveLength(1);
    const [first, ...others] = body.split("<w:tr>").slice(1);
    expect(first).toContain("<w:tblHeader/>");
    expect(words(first ?? "")).toBe("Kategori|Antal");
    expect(others.map((row) => row.includes("<w:tblHeader/>"))).toEqual([false, false]);
    expect(body.indexOf("Per kategori")).toBeLessThan(body.indexOf("<w:tbl>"));
  });

  test("has its marks first, again above the other pages, and numbered pages", () => {
    expect(body).toContain("<w:titlePg/>");
    const [first, ...rest] = body.split("<w:p>").slice(1);
    expect(words(first ?? "")).toBe("Sekretess|26 kap. 1 § offentlighets- och sekretesslagen");
    expect(rest.length).toBeGreaterThan(0);
    const headers = Object.keys(parts).filter((path) => /^word\/header\d\.xml$/.test(path));
    expect(headers.map((path) => words(parts[path] ?? "")).sort()).toEqual(["", words(first ?? "")]);
    for (const path of headers) expect(parts[path]).toContain("<w:p");
    const footers = Object.entries(parts).filter(([path]) => /^word\/footer\d\.xml$/.test(path));
    expect(footers).toHaveLength(2);
    for (const [, xml] of footers) {
      expect(words(xml)).toBe("Osby kommun|Sida | av ");
      expect(xml).toContain(">PAGE<");
      expect(xml).toContain(">NUMPAGES<");
    }
  });

  test("holds what was written, line by line, without what no file can hold", () => {
    const said = words(body);
    expect(said).toContain("10 mars 2026, samtal|Ett stycke.|Ett till.|Ett tredje.|Konsekvens|Allvarlig");
    expect(said).toContain("En lång fråga som inte får plats i spalten?|Första raden|Andra raden|");
    expect(said).toContain("Omvårdnad|1 204|Bemötande|&lt;5");
  });
});

test("without marks there is nothing above the text, on any page", async () => {
  const { marks: _, ...unmarked } = document;
  const parts = unzip(await wordOf(unmarked, at));
  expect(parts["word/document.xml"]).not.toContain('"Mark"');
  for (const path of ["word/header1.xml", "word/header2.xml"]) {
    expect(words(parts[path] ?? "")).toBe("");
    expect(parts[path]).toContain("<w:p");
  }
});
