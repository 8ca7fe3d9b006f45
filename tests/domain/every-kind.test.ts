import { describe, expect, test } from "vitest";
import { type Shown, tableOf } from "#cards/figure-parts";
import { figuresUnder } from "#cards/joint-figure";
import { columnWords, figureWords } from "#cards/text/figures";
import { type CompiledDocument, together } from "#domain/documents/compiled";
import { type CompiledName, compiled, compiledNames } from "#domain/documents/index";
import type { Grid } from "#domain/figure";
import { shipped } from "#functions/house";
import { column, counted, reports } from "./counted.ts";
import { cellsOf } from "./grids.ts";
import { type Raw, town } from "./histories.ts";
import type { Asked } from "./shelves.ts";
import { figuresOf } from "./wanted.ts";

/** What compilations tell of complaints, risks, proposals and providers' notices: known figures of known reports. */

const on = "2026-03-02";
const of = (kind: string, times: number, answers: Raw["answers"], more: Partial<Raw> = {}) =>
  reports({ on, kind, times, answers, ...more });

/** A row of a figure, by its columns. */
const row = (grid: Grid, name: string) =>
  Object.fromEntries(
    cellsOf(grid).flatMap(([at, columnName, value]) => (at === name ? [[columnName, value]] : [])),
  );

/** The figures of a document as somebody sees them who may see all of it, or what is published of it. */
async function shownIn(raws: readonly Raw[], document: CompiledName, more: Partial<Asked> = {}) {
  const figure = await counted(raws, { document, ...more });
  const open = more.open !== undefined || !("open" in more);
  const units = town.units.map(({ id, name }) => ({ value: id, label: name }));
  return Object.fromEntries(
    figuresOf(document).flatMap(({ kind, name }): [string, Shown][] => {
      const key = `${kind}/${name}`;
      const { words, kind: data } = shipped[kind] ?? {};
      const is = data?.figures?.[name];
      return is && words ? [[key, { key, figure: is, grid: figure(key), words, units, open }]] : [];
    }),
  );
}

describe("a compilation", () => {
  test("has room in some document for every figure of the kinds that it tells of, and words for each", () => {
    const placed = compiledNames.flatMap((name) =>
      figuresOf(name).map((each) => `${each.kind}/${each.name}`),
    );
    // Of a kind that is told of at all.
    const told = Object.values(shipped).filter(({ kind }) =>
      placed.some((key) => key.startsWith(`${kind.name}/`)),
    );
    const brought = told.flatMap(({ kind }) =>
      Object.keys(kind.figures ?? {}).map((name) => `${kind.name}/${name}`),
    );
    expect([...new Set(placed)].sort()).toEqual(brought.sort());
    const joint = compiledNames.flatMap((name) =>
      (compiled[name] as CompiledDocument).sections.flatMap((each) => each.joint ?? []),
    );
    for (const key of placed)
      expect([key, figureWords[key] ?? columnWords[key]]).not.toEqual([key, undefined]);
    for (const { name, figures } of joint) {
      expect(figureWords).toHaveProperty([name]);
      for (const key of figures) expect(columnWords).toHaveProperty([key]);
    }
  });

  test("STH-45: tells of complaints, suggestions and praise, how many were answered in time and how many were deviations", async () => {
    const figure = await counted([
      ...of("complaint", 4, {
        nature: "complaint",
        category: "care",
        wantsAnswer: "yes",
        answeredInTime: "yes",
        praise: "no",
      }),
      ...of(
        "complaint",
        2,
        {
          nature: "complaint",
          category: "legal",
          wantsAnswer: "yes",
          answeredInTime: "no",
          praise: "no",
          judged: "yes",
          finding: "yes",
        },
        { units: ["vuxen"] },
      ),
      ...of("complaint", 3, {
        nature: "suggestion",
        category: "care",
        wantsAnswer: "no",
        praise: "no",
        judged: "yes",
        finding: "no",
      }),
      ...of("complaint", 6, { nature: "praise", praise: "yes" }),
      ...of("complaint", 9, { nature: "complaint", category: "care" }, { state: "mistaken" }),
    ]);
    expect(column(figure("complaint/trend"), "now")).toEqual({
      ...{ complaint: 6, suggestion: 3, question: 0, praise: 6, total: 15 },
    });
    expect(row(figure("complaint/byUnit"), "barn")).toMatchObject({
      complaint: 4,
      suggestion: 3,
      praise: 6,
      total: 13,
    });
    expect(row(figure("complaint/byCategory"), "care")).toMatchObject({
      complaint: 4,
      suggestion: 3,
      total: 7,
    });
    expect(figure("complaint/shares").cells).toEqual([
      [6, 4, 4 / 6],
      [5, 2, 2 / 5],
      [15, 6, 6 / 15],
    ]);
  });

  test("STH-46: tells of risks how high they are and how they are steered, the greatest first in what a council gets", async () => {
    const low = {
      nature: "harm",
      probability: "1",
      severity: "3",
      riskLevel: "low",
      value: "3",
      year: "2027",
    };
    const high = { nature: "legal", probability: "4", severity: "4", riskLevel: "veryHigh", value: "16" };
    const raws = [
      ...of(
        "risk",
        3,
        { ...low, control: "goals", handled: "yes", leadsTo: "complaint" },
        { state: "accepted" },
      ),
      ...reports({
        ...{ on: "2026-03-03", kind: "risk", times: 2, state: "reduced" },
        answers: {
          ...{ ...high, control: "internalControl", leadsTo: "mistreatment", handled: "yes" },
          ...{ reassessed: "yes", reduced: "yes", residualProbability: "1", residualSeverity: "4" },
        },
      }),
      ...reports({ on: "2026-03-04", kind: "risk", state: "raised", answers: { ...low, handled: "no" } }),
      // Looked at in the yearly dialogue, though it was raised long ago.
      ...reports({
        ...{ on: "2019-05-05", kind: "risk", state: "accepted" },
        answers: { ...low, value: "9", decision: "commonSelfInspection" },
      }),
    ];
    const figure = await counted(raws, { document: "councilPack" });
    expect(column(figure("risk/trend"), "now")).toEqual({ harm: 4, legal: 2, total: 6 });
    expect(row(figure("risk/heat"), "4")).toMatchObject({ 4: 2, 1: 0, total: 2 });
    expect(row(figure("risk/residual"), "1")).toMatchObject({ 4: 2, total: 2 });
    expect(row(figure("risk/byUnit"), "barn")).toMatchObject({ veryHigh: 2, low: 4, total: 6 });
    expect(row(figure("risk/byControl"), "internalControl")).toMatchObject({ veryHigh: 2, total: 2 });
    expect(row(figure("risk/byOutcome"), "complaint")).toMatchObject({ low: 3, total: 3 });
    expect(figure("risk/shares").cells).toEqual([
      [6, 5, 5 / 6],
      [5, 3, 3 / 5],
      [2, 2, 1],
    ]);
    expect(Object.values(column(figure("risk/open"), "value"))).toEqual([
      "16",
      "16",
      "9",
      "3",
      "3",
      "3",
      "3",
    ]);
    expect(figure("risk/common").rows).toEqual(["2019-05-05-0"]);
  });

  test("tells of proposals what came of them, how many were answered and how many lifted", async () => {
    const figure = await counted([
      ...of("proposal", 3, { nature: "staff", outcome: "adopted", answered: "yes", lifted: "no" }),
      ...of("proposal", 2, { nature: "meeting", outcome: "common", answered: "yes", lifted: "yes" }),
      ...of("proposal", 1, { nature: "staff", outcome: "unanswered", answered: "no", lifted: "no" }),
      ...of("proposal", 4, { nature: "staff", outcome: "unanswered" }, { state: "withdrawn" }),
    ]);
    expect(column(figure("proposal/trend"), "now")).toMatchObject({ staff: 4, meeting: 2, total: 6 });
    expect(row(figure("proposal/byOutcome"), "staff")).toMatchObject({ adopted: 3, unanswered: 1, total: 4 });
    expect(row(figure("proposal/byUnit"), "barn")).toMatchObject({ common: 2, total: 6 });
    expect(figure("proposal/shares").cells).toEqual([
      [6, 5, 5 / 6],
      [6, 2, 2 / 6],
    ]);
  });

  test("EKE-91: has every notice of a provider in the committee's list, also of what happened long ago, and how long it took to come", async () => {
    const notice = { kind: "providerNotice", state: "reported" } as const;
    const told = { provider: "Solgården AB", type: "lexSarahReport", providerNotifiedIvo: "yes" };
    const figure = await counted([
      ...reports({
        ...{ ...notice, happened: undefined as never, on: "2026-03-02" },
        answers: { ...told, eventOn: "2025-12-30", receivedOn: "2026-03-01" },
      }),
      ...reports({ ...notice, on: "2026-03-03", state: "closed", answers: { ...told, type: "other" } }),
      ...reports({ ...notice, on: "2026-03-04", state: "mistaken", answers: told }),
    ]);
    const list = figure("providerNotice/list");
    expect(list.rows).toEqual(["2026-03-02-0", "2026-03-03-0"]);
    expect(row(list, "2026-03-02-0")).toMatchObject({ ...told, receivedOn: "2026-03-01", untilTold: 61 });
    expect(row(figure("providerNotice/byType"), "lexSarahReport")).toEqual({ yes: 1, no: 0, total: 1 });
  });

  test("OSB-100: sets complaints, deviations and lex Sarah side by side, each hidden as in its own table, where all three are", async () => {
    const raws = [
      ...of("complaint", 7, { nature: "complaint", category: "legal" }),
      ...of("complaint", 5, { nature: "suggestion", category: "legal" }),
      ...of("deviation", 6, { category: "legal", lexSarah: "no" }),
      ...of(
        "deviation",
        5,
        { category: "abuse", nature: "mistreatment", lexSarah: "yes" },
        { units: ["vuxen"] },
      ),
    ];
    const lines = async (more: Partial<Asked>) => {
      const all = await shownIn(raws, "halfYear", more);
      return figuresUnder(together, all).map((each) => {
        const { caption, header, rows } = tableOf(each);
        return [caption, ...[header, ...rows].map((cells) => cells.join(" "))];
      });
    };
    const [byArea = [], byUnit = []] = await lines({});
    expect(byArea[1]).toBe("Område Klagomål Avvikelser Varav lex Sarah");
    expect(byArea).toContain("Utredning, beslut och rättssäkerhet 7 6 0");
    expect(byArea).toContain("Övergrepp eller försummelse 0 5 5");
    expect(byArea.at(-1)).toBe("Totalt 7 11 5");
    expect(byUnit).toEqual([
      "Klagomål, avvikelser och lex Sarah tillsammans, per enhet",
      "Enhet Klagomål Avvikelser Varav lex Sarah",
      ...["Barn och familj 7 6 0", "Vuxna 0 5 5", "Hemtjänst 0 0 0", "Boende 0 0 0", "Totalt 7 11 5"],
    ]);
    // One more, in a unit of its own: what tells of it is hidden in its column, and nothing in the others.
    raws.push(...of("complaint", 1, { nature: "complaint", category: "care" }, { units: ["boende"] }));
    const [, published = []] = await lines({ open: undefined as never });
    expect(published).toContain("Boende .. 0 0");
    expect(published).toContain("Totalt 8 11 5");
    // Without complaints it is no joint view.
    const { "complaint/inArea": _, ...rest } = await shownIn(raws, "halfYear");
    expect(figuresUnder(together, rest).map(({ key }) => key)).toEqual(["joint/byUnit"]);
  });
});
