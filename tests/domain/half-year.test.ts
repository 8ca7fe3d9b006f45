import { describe, expect, test } from "vitest";
import { plusDays } from "#domain/calendar";
import type { Grid } from "#domain/figure";
import type { Instant, LocalDate } from "#domain/record";
import { column, counted, reports, spring } from "./counted.ts";
import { cellsOf, plainly } from "./grids.ts";
import { closed } from "./histories.ts";
import { type Asked, count } from "./shelves.ts";

describe("a half-year", () => {
  test("OSB-102: has in it what happened from January to June by the Swedish clock, when reported in time", async () => {
    const figure = await counted([
      ...reports({ on: "2026-01-01", happened: "2025-12-31T23:00:00.000Z" as Instant }),
      ...reports({ on: "2026-01-01", happened: "2025-12-31T22:59:59.999Z" as Instant }),
      ...reports({ on: "2026-06-30", happened: "2026-06-30T21:59:59.999Z" as Instant }),
      ...reports({ on: "2026-07-01", happened: "2026-06-30T22:00:00.000Z" as Instant }),
      // Nobody knows when; and what came when it had been counted.
      ...reports({ on: "2026-05-01", happened: undefined as never }),
      ...reports({ on: "2026-07-15", happened: "2026-06-01T10:00:00.000Z" as Instant }),
    ]);
    expect(column(figure("deviation/trend"), "now").total).toBe(3);
    expect(column(figure("deviation/monthly"), "total")).toMatchObject({
      "2025-12": 1,
      "2026-01": 1,
      "2026-05": 1,
      "2026-06": 1,
    });
  });

  test("rises when there are a quarter more and at least five, never from a time without reports", async () => {
    const flags = async (now: number, then: number) => {
      const of = (on: string, times: number) => reports({ on, times, answers: { nature: "risk" } });
      return (await counted([...of("2026-02-02", now), ...of("2025-08-02", then)]))("deviation/trend").flags;
    };
    const rose = (what: string) => ["risk", "total"].map((row) => ({ row, what, against: "previous" }));
    expect(await flags(25, 20)).toEqual(rose("rose"));
    expect(await flags(26, 21)).toEqual([]);
    expect(await flags(8, 4)).toEqual([]);
    expect(await flags(15, 20)).toEqual(rose("fell"));
    expect(await flags(40, 0)).toEqual([]);
  });

  test("with six cases of lex Sarah after one with none tells of it, if anybody reported at all then", async () => {
    const lexSarah = reports({ on: "2026-02-02", times: 6, answers: { lexSarah: "yes", law: "lss" } });
    const before = reports({ on: "2025-08-02", answers: { lexSarah: "no" } });
    const flag = { row: "lss", what: "rose", against: "previous" };
    expect((await counted([...lexSarah, ...before]))("deviation/lexSarahTrend").flags).toContainEqual(flag);
    expect((await counted(lexSarah))("deviation/lexSarahTrend").flags).toEqual([]);
  });

  test("shows the ten commonest categories, and counts the others in the total alone", async () => {
    const codes = [...Array(12).keys()].map((n) => `BEM${n}`);
    const many = codes.flatMap((code, n) => reports({ on: "2026-02-02", times: 14 - n, answers: { code } }));
    const table = (await counted(many))("deviation/byCode");
    expect(table.rows).toEqual([...codes.slice(0, 10), "total"]);
    expect(column(table, "total")).toMatchObject({ BEM0: 14, BEM9: 5, total: many.length });
  });

  test("with six months in a row over the median says when they began; five are no sign", async () => {
    const year = (high: number) =>
      ["2024", "2025"].flatMap((y, at) =>
        Array.from({ length: 12 }, (_, m) => `${y}-${String(m + 1).padStart(2, "0")}-10`).flatMap((on, m) =>
          reports({ on, times: at === 1 && m < high ? 9 : 4 - (m % 2) }),
        ),
      );
    const autumn = {
      stretch: { ...spring, now: { from: "2025-07-01", to: "2025-12-31" } },
    } as Partial<Asked>;
    const flag = { row: "2025-01", what: "above", against: "median" };
    expect((await counted(year(6), autumn))("deviation/monthly").flags).toContainEqual(flag);
    expect((await counted(year(5), autumn))("deviation/monthly").flags).not.toContainEqual(flag);
  });

  test("tells how many days it took: half of them, and nine of ten", async () => {
    const after = [1, 2, 3, 4, 10].flatMap((days) =>
      reports({ on: "2026-02-02", answers: { assessOn: plusDays("2026-02-02" as LocalDate, days) } }),
    );
    const wrong = reports({ on: "2026-02-02", answers: { assessOn: "2026-02-01" } });
    const spans = (await counted([...after, ...wrong]))("deviation/spans");
    // Nine tenths of the way from the first to the fifth is six tenths from the fourth to the last.
    expect(spans.cells[0]?.map((n) => Number(n).toFixed(1))).toEqual(["3.0", "7.6"]);
    expect(spans.cells[1]).toEqual([null, null]);
  });

  test("weighs reports against employees and interventions, and names the units that are silent", async () => {
    const figure = await counted([
      ...reports({ on: "2026-02-02", times: 5 }),
      ...reports({ on: "2026-03-02", units: ["vuxen", closed], times: 2 }),
      ...reports({ on: "2025-09-02", units: ["vuxen"] }),
    ]);
    expect(column(figure("deviation/perEmployees"), "rate")).toEqual({ barn: 40, boende: 0 });
    expect(column(figure("deviation/perInterventions"), "rate")).toEqual({ barn: (5 / 310) * 1000 });
    expect(column(figure("deviation/silent"), "twelve")).toEqual({ vuxen: 1, hemtjanst: 0, boende: 0 });
    expect(column(figure("deviation/byUnitMonth"), "total")).toMatchObject({ [closed]: 2, total: 7 });
  });

  test("tells what came after the one before it was counted, and what is not counted, which is not late", async () => {
    const late = { on: "2026-02-20", happened: "2025-11-11T10:00:00.000Z" as Instant };
    const [period, until] = [spring.previous, "2026-01-14" as LocalDate];
    const figure = await counted(
      [
        ...reports({ ...late, times: 2 }),
        ...reports({ ...late, on: "2026-01-14" }),
        ...reports({ ...late, on: "2026-02-21", state: "mistaken" }),
        ...reports({ on: "2026-03-01", state: "mistaken", times: 2 }),
        ...reports({ on: "2026-03-02", state: "merged" }),
      ],
      { earlier: [{ name: "autumn", period, until, sums: [], same: true }] },
    );
    expect(column(figure("deviation/afterwards"), "total")).toEqual({ autumn: 2 });
    const dropped = plainly({ dropped: figure("deviation/dropped") }).dropped as Grid;
    expect(column(dropped, "total")).toEqual({ merged: 1, mistaken: 2 });
    expect(column(figure("deviation/trend"), "now").total).toBe(0);
  });

  test("of one single case shows the totals of the whole, and nothing of it elsewhere", async () => {
    const one = reports({ on: "2026-02-02", units: ["boende"], answers: { nature: "risk" } });
    const whole = await counted(one, { open: undefined as never });
    expect(column(whole("deviation/trend"), "now")).toMatchObject({ risk: 1, total: 1 });
    expect(column(whole("deviation/monthly"), "total")["2026-02"]).toEqual({ hidden: 1 });
    expect(column(whole("deviation/byUnitNature"), "total").boende).toEqual({ hidden: 1 });
    const part = await counted(one, { open: undefined as never, unit: "boende" });
    expect(column(part("deviation/trend"), "now").total).toEqual({ hidden: 1 });
  });

  test("in which nothing happened is all noughts, with nothing to hide", async () => {
    const { grids } = await count({ raws: [], stretch: spring, until: "2026-07-14", document: "halfYear" });
    const values = Object.values(grids).flatMap((grid) => cellsOf(grid).map(([, , value]) => value));
    expect(values.filter((value) => typeof value === "object" && value !== null)).toEqual([]);
    expect(column(grids["deviation/trend"] as Grid, "now").total).toBe(0);
    expect(column(grids["deviation/told"] as Grid, "share").told).toBeNull();
  });
});
