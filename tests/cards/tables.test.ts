import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import type { Card, ChartPart, Part, TablePart } from "#cards/card";
import { slackLimits, teamsLimits } from "#cards/limits";
import { slackMessage, slackView } from "#cards/slack";
import { slackOverLimits } from "#cards/slack-limits";
import { figureColumns } from "#cards/table";
import { teamsCard } from "#cards/teams";
import { teamsOverLimits } from "#cards/teams-limits";
import { type Block, inputsIn } from "#local/slack/shapes";
import { textOf as slackText } from "#local/slack/text";
import { flawsIn } from "#local/teams/flaws";
import { textOf as teamsText } from "#local/teams/text";
import { chart, hiding, long, table } from "./figure-cards.ts";

// Its modules are written for a bundler; the built file loads as it is.
const adaptiveCards: typeof import("adaptivecards") = createRequire(import.meta.url)(
  "adaptivecards/dist/adaptivecards.js",
);

const teamsWords = { required: "", optional: (label: string) => label, preview: "" };
const slackWords = { close: "Stäng", name: "Kvalitetsboten" };
const card = (surface: Card["surface"], ...parts: Part[]): Card => ({
  title: "Sammanställning",
  surface,
  parts,
  buttons: [],
});
const onTeams = (...parts: Part[]) => teamsCard(card("message", ...parts), teamsWords);
const onSlack = (...parts: Part[]) => slackMessage(card("message", ...parts), "Ny sammanställning");
const inModal = (...parts: Part[]) => slackView(card("dialog", ...parts), "", slackWords);
/** The blocks as a reader of payloads sees them. */
const blocksOf = (drawn: { blocks: readonly unknown[] }): Block[] => JSON.parse(JSON.stringify(drawn.blocks));
/** What a person reads below the heading. */
const readInTeams = (...parts: Part[]) => teamsText(onTeams(...parts)).replace(/^# .*\n/, "");
const readInSlack = (...parts: Part[]) => slackText(blocksOf(onSlack(...parts))).replace(/^# .*\n/, "");
const readInModal = (...parts: Part[]) => slackText(blocksOf(inModal(...parts)));
const typesIn = (drawn: { blocks: readonly { type: string }[] }) => drawn.blocks.map(({ type }) => type);
const chartIn = (part: ChartPart) => onTeams(part).body.find(({ type }) => type.startsWith("Chart."));

/** Everything both platforms, and Microsoft's parser, have against these parts. */
function complaints(...parts: Part[]): string[] {
  const context = new adaptiveCards.SerializationContext();
  new adaptiveCards.AdaptiveCard().parse(onTeams(...parts), context);
  return [
    ...teamsOverLimits(onTeams(...parts)),
    ...flawsIn(context),
    ...slackOverLimits(onSlack(...parts)),
    ...slackOverLimits(inModal(...parts)),
  ];
}

describe("a table", () => {
  test("is within the limits, with rows and without", () => {
    expect(complaints(table)).toEqual([]);
    expect(complaints({ ...table, rows: [] })).toEqual([]);
    expect(complaints({ ...table, header: ["Enhet"], rows: [["Familjehuset"]] })).toEqual([]);
  });

  test("reads the same on both platforms, with all that somebody wrote", () => {
    expect(readInSlack(table)).toBe(
      [
        table.caption,
        "Enhet | Avvikelser | Förändring | Vanligast",
        `${long} | 1 204 | -3,5 % | Brist i information`,
        "Familjehuset | – |   | Brist i <at>Alla</at> *fet* {{DATE()}}",
      ].join("\n"),
    );
    expect(readInTeams(table).replaceAll("\u200b", "").replace("|  |", "|   |")).toBe(readInSlack(table));
  });

  test("acts on nothing that somebody wrote in it", () => {
    expect(JSON.stringify(onTeams(table))).not.toMatch(/<\/?at>|\{\{/);
    expect(JSON.stringify(onSlack(table))).not.toContain("mrkdwn");
  });

  test("says which row is its header and sets figures to the right, in Teams", () => {
    const drawn = onTeams(table).body.find(({ type }) => type === "Table");
    expect(drawn).toMatchObject({
      firstRowAsHeaders: true,
      columns: [
        {},
        { horizontalCellContentAlignment: "Right" },
        { horizontalCellContentAlignment: "Right" },
        {},
      ],
    });
  });

  test("gives each column in Teams room for its longest word, and a figure on one line", () => {
    const widths = (...cells: string[]) => {
      const rows = cells.map((cell) => ["Norr", cell]);
      const [drawn] = onTeams({ ...table, header: ["Enhet", "Fall"], rows }).body.slice(2);
      return drawn?.type === "Table" ? [...drawn.columns.map(({ width }) => width), drawn.minWidth] : [];
    };
    expect(widths("1", "–")).toEqual([14, 6, "160px"]);
    expect(widths("-1 204,5 %")).toEqual([14, 12, "208px"]);
    expect(widths("Individ- och familjeomsorgen")).toEqual([14, 17, "248px"]);
    expect(widths("x".repeat(90))).toEqual([14, 26, "320px"]);
    expect(widths()).toEqual([14, 14, "224px"]);
  });

  test("lets names wrap and sets figures to the right, in Slack", () => {
    const drawn = onSlack(table).blocks.find(({ type }) => type === "table");
    expect(drawn).toMatchObject({
      column_settings: [{ is_wrapped: true }, { align: "right" }, { align: "right" }, { is_wrapped: true }],
    });
  });

  test("is a block once in a Slack message; the next ones are read row by row", () => {
    const drawn = onSlack(table, table, chart);
    expect(typesIn(drawn).filter((type) => type === "table")).toHaveLength(1);
    expect(slackOverLimits(drawn)).toEqual([]);
    const caption = readInSlack(table, table).lastIndexOf(table.caption);
    expect(readInSlack(table, table).slice(caption)).toBe(
      [
        table.caption,
        long,
        "Avvikelser: 1 204 · Förändring: -3,5 % · Vanligast: Brist i information",
        "Familjehuset",
        "Avvikelser: – · Förändring:  · Vanligast: Brist i <at>Alla</at> *fet* {{DATE()}}",
      ].join("\n"),
    );
  });

  test("is read row by row in a Slack modal, which takes no table", () => {
    expect(typesIn(inModal(table, chart))).not.toContain("table");
    expect(readInModal(table)).toContain("Familjehuset\nAvvikelser: –");
    expect(readInModal({ ...table, rows: [] })).toContain("Enhet · Avvikelser · Förändring");
  });

  test("knows figures from names and dates", () => {
    const figures = (...cells: string[]) =>
      figureColumns({ ...table, header: ["", "x"], rows: cells.map((cell) => ["2026", cell]) })[1];
    expect(figures("12", "1 204", "1 204", "−3,5 %", "<5", "1–4", "", "–", "döljs")).toBe(true);
    expect(figures("–", "döljs")).toBe(false);
    expect(figures("12", "2026-03-10")).toBe(false);
    expect(figures("12", "K7QF-3M2X")).toBe(false);
    expect(figures()).toBe(false);
    expect(figureColumns(table)[0]).toBe(false);
  });
});

describe("a chart", () => {
  test.each(["line", "bars"] as const)(
    "of %s is within the limits, whole and with figures left out",
    (shape) => {
      expect(complaints({ ...chart, shape })).toEqual([]);
      expect(complaints({ ...hiding([1, 2, 3], [undefined, 4, 5]), shape })).toEqual([]);
      expect(complaints({ ...hiding([1, undefined, 3]), shape })).toEqual([]);
      expect(
        complaints({ ...chart, shape, labels: [], series: [], table: { ...chart.table, rows: [] } }),
      ).toEqual([]);
    },
  );

  test("is drawn by Teams itself, and as its table where there are no charts", () => {
    expect(chartIn(chart)).toMatchObject({
      type: "Chart.Line",
      title: chart.title,
      data: [
        {
          legend: "Hemtjänst",
          values: [
            { x: "2025 H1", y: 12 },
            { x: "2025 H2", y: 0 },
            { x: "2026 H1", y: 9 },
          ],
        },
        { legend: "<\u200bat>LSS<\u200b/at>" },
      ],
      fallback: { type: "Container", items: [{}, { type: "Table" }] },
    });
    expect(chartIn({ ...chart, shape: "bars" })).toMatchObject({
      type: "Chart.VerticalBar.Grouped",
      showBarValues: true,
    });
  });

  const read = [
    "Avvikelser över tid",
    "Avvikelser per halvår",
    "Halvår | Hemtjänst | LSS",
    "2025 H1 | 12 | 7",
    "2025 H2 | 0 | 8",
    "2026 H1 | 9 | 11",
  ].join("\n");
  test("reads as its title and its table on both platforms, whole or not", () => {
    for (const part of [chart, hiding([1, 2, 3], [undefined, 4, 5]), hiding([1, undefined, 3])]) {
      expect(readInTeams(part)).toBe(read);
      expect(readInSlack(part)).toBe(read);
    }
    expect(readInModal(chart)).toContain("2025 H2\nHemtjänst: 0 · LSS: 8");
  });

  test("says its title once when the table is called the same", () => {
    const same = { ...chart, table: { ...chart.table, caption: chart.title } };
    expect(readInTeams(same)).toBe(read.replace("Avvikelser per halvår\n", ""));
    expect(readInSlack(same)).toBe(readInTeams(same));
  });

  test("leaves out a figure that may not be shown, and has its table beneath, which says so", () => {
    const part = hiding([1, 2, 3], [undefined, 4, 5], [undefined, undefined, undefined]);
    expect(chartIn(part)).toMatchObject({
      data: [
        { legend: "Serie 0", values: [{ y: 1 }, { y: 2 }, { y: 3 }] },
        {
          legend: "Serie 1",
          values: [
            { x: "2025 H2", y: 4 },
            { x: "2026 H1", y: 5 },
          ],
        },
      ],
      fallback: "drop",
    });
    expect(onTeams(part).body.map(({ type }) => type)).toContain("Table");
    expect(JSON.stringify(chartIn(part))).not.toMatch(/Serie 2|"y":0|null/);
  });

  test("is only its table where the axis would not be whole, or not in order", () => {
    const [hidden, ...rest] = [undefined, 2, 3];
    for (const part of [
      hiding([1, undefined, 3]),
      hiding([hidden, ...rest], [1, 2, 3]),
      hiding([undefined, undefined, undefined]),
      hiding(),
      { ...chart, labels: ["2025", "2025", "2026"] },
      { ...chart, labels: [], series: [] },
    ])
      expect(chartIn(part)).toBeUndefined();
    expect(chartIn(hiding([1, 2, undefined], [1, 2, 3]))).toBeDefined();
  });
});

describe("the limits of tables and charts", () => {
  const wide = (columns: number, rows: number, cell = "1"): TablePart => ({
    ...table,
    header: Array.from({ length: columns }, () => cell),
    rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell)),
  });
  const slack = (...parts: Part[]) => slackOverLimits(onSlack(...parts)).join();

  test("take a table in Slack that is just at them, and none beyond", () => {
    const { tableColumns, tableRows, tableText } = slackLimits;
    expect(slack(wide(tableColumns, tableRows - 1, "12345"))).toBe("");
    expect(slack(wide(1, tableRows))).toContain("rows");
    expect(slack(wide(tableColumns + 1, 1))).toContain("rows.0");
    expect(slack(wide(1, 9, "x".repeat(tableText / 10)))).toBe("");
    expect(slack(wide(1, 9, "x".repeat(tableText / 10 + 1)))).toContain("10010 characters");
    expect(slack({ ...table, header: [], rows: [] })).toContain("rows.0");
  });

  test("take one table block in a message and none in a modal", () => {
    const { blocks, ...message } = onSlack(table);
    expect(slackOverLimits({ ...message, blocks: [...blocks, ...blocks] }).join()).toContain("2 tables");
    expect(slackOverLimits({ ...inModal(table), blocks })).not.toEqual([]);
    expect(inputsIn(blocksOf(onSlack(table)))).toEqual([]);
  });

  test("take no empty cell and no cell of another kind in Slack", () => {
    const cells = (...row: object[]) => ({ text: "x", blocks: [{ type: "table", rows: [row] }] });
    expect(slackOverLimits(cells({ type: "raw_text", text: "a" }))).toEqual([]);
    expect(slackOverLimits(cells({ type: "raw_text", text: "" }))).not.toEqual([]);
    expect(slackOverLimits(cells({ type: "mrkdwn", text: "a" }))).not.toEqual([]);
  });

  test("take a table of some two hundred cells in Teams, and none that is too heavy", () => {
    expect(teamsOverLimits(onTeams(wide(6, 35)))).toEqual([]);
    const heavy = teamsOverLimits(onTeams(wide(20, 99)));
    expect(heavy).toEqual([expect.stringMatching(/^is \d+ bytes$/)]);
    expect(teamsLimits.bytes).toBeLessThan(Number(heavy[0]?.match(/\d+/)?.[0]));
  });

  test("take no row in Teams with other cells than there are columns: it would be cut", () => {
    const ragged = { ...table, rows: [[...table.header, "för mycket"]] };
    expect(teamsOverLimits(onTeams(ragged)).join()).toContain("a row has other cells");
    expect(teamsOverLimits(onTeams({ ...table, rows: [["för lite"]] })).join()).toContain("other cells");
  });

  test("take no chart in Teams that a phone would draw as nothing", () => {
    const { fallback, ...bare } = chartIn(chart) as { fallback: unknown };
    const body = (element: object) => ({ ...onTeams(), body: [element] });
    expect(teamsOverLimits(body({ ...bare, fallback }))).toEqual([]);
    expect(teamsOverLimits(body(bare)).join()).toContain("fallback");
    expect(teamsOverLimits(body({ ...bare, fallback, data: [] })).join()).toContain("data");
    expect(teamsOverLimits(body({ ...bare, fallback, type: "Chart.Pie" }))).not.toEqual([]);
    const gap = { legend: "a", values: [{ x: "2025" }] };
    expect(teamsOverLimits(body({ ...bare, fallback, data: [gap] })).join()).toContain("y");
  });
});
