import { afterEach, describe, expect, test, vi } from "vitest";
import { caseDocument } from "#cards/case-document";
import type { Document } from "#cards/document";
import type { CaseView } from "#cards/record-card";
import { words as kindWords } from "#cards/text/index";
import { wordOf } from "#cards/word";
import { decisionBasis } from "#domain/documents/decision-basis";
import { kinds } from "#domain/kinds/index";
import type { Instant } from "#domain/record";
import { osby } from "./osby.ts";
import { unzip } from "./unzip.ts";
import { flawsOf } from "./word-accessibility.ts";

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
    expect(said).toContain("Omvårdnad|1\u00A0204|Bemötande|&lt;5");
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

test("tables are counted, and a document without contents names no pages", async () => {
  const body = unzip(await wordOf(document, at))["word/document.xml"] ?? "";
  expect(words(body)).toContain("Tabell |1|. Per kategori|");
  expect(body).toContain('<w:fldSimple w:instr="SEQ Tabell \\* ARABIC">');
  expect(body).not.toContain("PAGEREF");
});

describe("a document with every part", { timeout: 60_000 }, async () => {
  const file = await wordOf(osby, at);
  const parts = unzip(file);
  const body = parts["word/document.xml"] ?? "";

  test("gives the same bytes when it is drawn again", async () => {
    expect(Buffer.from(await wordOf(osby, at)).equals(file)).toBe(true);
  });

  test("can be read by everybody", () => {
    expect(flawsOf(file)).toEqual([]);
  });

  test("lists its headings with links and pages, and does not ask to be updated", () => {
    const contents = /<w:sdt>.*<\/w:sdt>/s.exec(body)?.[0] ?? "";
    const links = [...contents.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]*)".*?<\/w:hyperlink>/gs)];
    expect(links.map(([link]) => words(link).split("|"))).toEqual(
      osby.sections.map(({ heading }) => [heading, expect.stringMatching(/^[1-9]$/)]),
    );
    for (const [, anchor] of links) {
      const bookmarks = body.match(new RegExp(`<w:bookmarkStart [^>]*w:name="${anchor}"`, "g"));
      expect(bookmarks).toHaveLength(1);
    }
    expect(body).not.toContain("w:dirty");
    expect(parts["word/settings.xml"]).not.toContain("updateFields");
  });

  test("has headings of two levels", () => {
    expect(body.match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(3);
    expect(body.match(/<w:pStyle w:val="Heading2"\/>/g)).toHaveLength(2);
  });

  test("counts its tables and its charts each for themselves", () => {
    const captions = body.split("<w:p>").filter((paragraph) => paragraph.includes('"Caption"'));
    expect(captions.map((caption) => words(caption).split("|").slice(0, 2).join(""))).toEqual([
      "Diagram 1",
      "Tabell 1",
      "Diagram 2",
      "Diagram 3",
      "Diagram 4",
      "Tabell 2",
    ]);
  });

  test("draws each chart as SVG, with a PNG for programs that cannot read it, and says it in words", () => {
    const names = Object.keys(parts).filter((path) => path.startsWith("word/media/"));
    expect(names.filter((path) => path.endsWith(".svg"))).toHaveLength(4);
    expect(names.filter((path) => path.endsWith(".png"))).toHaveLength(4);
    expect(body.match(/<asvg:svgBlip /g)).toHaveLength(4);
    expect([...body.matchAll(/<wp:docPr id="(\d)"/g)].map(([, id]) => id)).toEqual(["1", "2", "3", "4"]);
    expect(body).toContain('descr="Hemtjänst Norra har flest rapporter, 60."');
  });

  test("shows a hidden cell as the text it is given, and breaks no figure", () => {
    expect(words(body)).toContain("|Mar 2025|14|..|..|&lt;5|..|");
    expect(words(body)).toContain("|1\u00A0204|");
  });
});

test("a decision basis can be read by everybody", async () => {
  const kind = kinds.deviation;
  const texts = Object.fromEntries(Object.keys(kind.form.fields).map((name) => [name, "En text.\nEn till."]));
  const event = { at, by: "sara", act: "receive", version: 1, law: [] };
  const entry = {
    id: "K7QF-3M2X",
    kind: "deviation",
    unit: "norra",
    reportedAt: at,
    answers: {},
    law: [],
    facts: {},
    history: [event],
  };
  const view = {
    entry,
    kind,
    words: kindWords.deviation,
    units: [],
    people: [],
    now: at,
  } as unknown as CaseView;
  const basis = caseDocument(decisionBasis, view, kindWords.deviation.documents.decisionBasis, {
    municipality: "Osby kommun",
    texts,
    notes: [],
    names: new Map([["sara", "Sara Svensson"]]),
  });
  expect(basis.sections.length).toBeGreaterThan(3);
  expect(flawsOf(await wordOf(basis, at))).toEqual([]);
});
