import { describe, expect, test } from "vitest";
import { compile } from "#domain/compilation";
import type { Placed } from "#domain/figure";
import type { Kind } from "#domain/kind";
import { kinds } from "#domain/kinds/index";
import type { Answers, Entry, Facts, Instant, LocalDate } from "#domain/record";
import { people, received, rules, sceneOf } from "./walk.ts";

/** What runs out for a complaint, and what is counted of it. */

const kind: Kind = kinds.complaint;
const noon = (day: string) => `${day}T11:00:00.000Z` as Instant;
const [staff = people[0]] = people;

/** Registered on a day, with what is answered then and later. */
function registered(day: string, answers: Answers = {}, days = rules.days): Entry {
  if (!staff) throw new Error("nobody");
  const scene = sceneOf(0, { kind, now: noon(day), rules: { ...rules, days } });
  const usual = {
    ...{ type: "complaint", unit: "a", sender: "relative", wantsAnswer: "yes", category: "care", law: "sol" },
    ...{ receivedOn: day, involved: "no", channel: "phone" },
  };
  return received({ ...usual, ...answers }, staff, scene);
}

const dueOf = (entry: Entry) => Object.fromEntries(entry.deadlines.map(({ name, due }) => [name, due]));

describe("OSB-93: the clocks of a complaint", () => {
  test.each([
    // Registered, came, confirmed within 2 working days, answered within 10.
    ["2026-03-10", "2026-03-10", "2026-03-12", "2026-03-24"],
    // Maundy Thursday: Good Friday and Easter Monday are no working days.
    ["2026-04-02", "2026-04-02", "2026-04-08", "2026-04-20"],
    // Before Christmas: the eves, the days after, New Year's Eve and Day, and Epiphany.
    ["2026-12-22", "2026-12-22", "2026-12-28", "2027-01-12"],
    // Ascension Day, and the national day on a Saturday.
    ["2026-05-13", "2026-05-13", "2026-05-18", "2026-05-28"],
    // A letter that came on a Friday and was registered the week after.
    ["2026-03-16", "2026-03-13", "2026-03-17", "2026-03-27"],
    // On a Sunday.
    ["2026-03-15", "2026-03-15", "2026-03-17", "2026-03-27"],
  ])("registered %s, came %s: confirmed by %s, answered by %s", (day, receivedOn, first, last) => {
    const due = dueOf(registered(day, { receivedOn }));
    expect(due).toEqual({ acknowledged: first, answered: last, judged: last });
  });

  test("are the municipality's own, and run only for what somebody waits for", () => {
    const own = { ...rules.days, acknowledged: 1, answered: 3 };
    expect(dueOf(registered("2026-04-02", {}, own))).toMatchObject({
      acknowledged: "2026-04-07",
      answered: "2026-04-09",
    });
    const day = "2026-03-10";
    expect(dueOf(registered(day, { wantsAnswer: "no" }))).toEqual({
      begun: "2026-03-12",
      judged: "2026-03-24",
    });
    expect(dueOf(registered(day, { sender: "anonymous" }))).toEqual({
      ...{ begun: "2026-03-12", judged: "2026-03-24", answered: "2026-03-24" },
    });
    expect(dueOf(registered(day, { type: "question" }))).toEqual({
      ...{ acknowledged: "2026-03-12", answered: "2026-03-24" },
    });
    const { wantsAnswer: _, ...praise } = registered(day, { type: "praise" }).answers;
    expect(dueOf(registered(day, { ...praise, type: "praise", wantsAnswer: "" }))).toEqual({
      passedOn: "2026-03-24",
    });
  });
});

describe("STH-45: what is counted of complaints", () => {
  const factsOf = (day: string, answers: Answers) => registered(day, answers).facts;
  const inTime = { answeredOn: "2026-03-24" };
  const late = { answeredOn: "2026-03-25" };

  test("whether it was answered in time is told by working days from the day it came", () => {
    expect(factsOf("2026-03-10", inTime)).toMatchObject({ answeredInTime: "yes" });
    expect(factsOf("2026-03-10", late)).toMatchObject({ answeredInTime: "no" });
    expect(factsOf("2026-03-10", {})).toMatchObject({ answeredInTime: "no" });
    expect(factsOf("2026-03-10", { wantsAnswer: "no" })).not.toHaveProperty("answeredInTime");
    // Over Easter: ten working days, eighteen of the calendar.
    expect(factsOf("2026-04-02", { answeredOn: "2026-04-20" })).toMatchObject({ answeredInTime: "yes" });
  });

  /** Six times the same. */
  const six = (answers: Answers) => Array.from({ length: 6 }, () => factsOf("2026-03-10", answers));
  const all: readonly Facts[] = [
    ...six({ ...inTime, finding: "yes" }),
    ...six({ ...late, finding: "no" }),
    ...six({ type: "suggestion", wantsAnswer: "no", finding: "no" }),
    ...six({ type: "question", ...inTime }),
    ...six({ type: "praise", wantsAnswer: "", category: "" }),
  ];

  test("by type, with praise for itself, and the shares that the committee asks for", () => {
    const figures = ["trend", "shares", "byCategory"].flatMap((name): Placed[] => {
      const figure = kind.figures?.[name];
      return figure ? [{ kind: kind.name, name, figure }] : [];
    });
    const period = { from: "2026-01-01" as LocalDate, to: "2026-06-30" as LocalDate };
    const counting = compile({
      ...{
        period,
        until: "2026-06-30" as LocalDate,
        units: ["a", "b"],
        whole: true,
        all: ["a", "b"],
        figures,
      },
      ...{ kinds: { [kind.name]: kind }, volume: () => undefined, earlier: [] },
    });
    for (const facts of all) counting.add(facts);
    const { grids } = counting.done();
    const cell = (figure: string, row: string, column: string) => {
      const grid = grids[`complaint/${figure}`];
      return grid?.cells[grid.rows.indexOf(row)]?.[grid.columns.indexOf(column)];
    };
    for (const type of ["suggestion", "question", "praise"]) expect(cell("trend", type, "now")).toBe(6);
    expect(cell("trend", "complaint", "now")).toBe(12);
    expect([cell("shares", "answeredInTime", "of"), cell("shares", "answeredInTime", "part")]).toEqual([
      18, 12,
    ]);
    expect([cell("shares", "judgedDeviation", "of"), cell("shares", "judgedDeviation", "part")]).toEqual([
      18, 6,
    ]);
    expect(cell("shares", "praise", "part")).toBe(6);
    expect(cell("byCategory", "care", "complaint")).toBe(12);
    expect(grids["complaint/byCategory"]?.rows).not.toContain("unset");
  });

  test("no record is other than what anyone could imagine, so that a hidden number stays hidden", () => {
    const factOf = (facts: Facts, name: string) => String(facts[name] || "unset");
    for (const facts of all)
      for (const bond of kind.bonds ?? [])
        expect(
          kind.possible?.some((guess) => bond.every((name) => guess[name] === factOf(facts, name))),
          JSON.stringify(facts),
        ).toBe(true);
  });
});
