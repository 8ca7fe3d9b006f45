import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { at, isWorkingDay, localDate, plusDays } from "#domain/calendar";
import { nextMorning, remindsOn, toSuperior } from "#domain/deadlines";
import type { Instant, LocalDate } from "#domain/record";

const day = (iso: string) => iso as LocalDate;
const daysOn = (from: LocalDate, n: number) => Array.from({ length: n }, (_, i) => plusDays(from, i));
/** Any day of 2024 to 2044, and often those round Easter, midsummer, Christmas and both changes of clock. */
const dues = fc.oneof(
  fc.integer({ min: 0, max: 7600 }).map((n) => plusDays(day("2024-01-01"), n)),
  fc
    .tuple(
      fc.integer({ min: 2024, max: 2044 }),
      fc.constantFrom("03-25", "04-01", "06-18", "10-22", "12-20"),
      fc.integer({ min: 0, max: 14 }),
    )
    .map(([year, monthDay, n]) => plusDays(day(`${year}-${monthDay}`), n)),
);
const instants = fc
  .tuple(dues, fc.integer({ min: 0, max: 86_399_999 }))
  .map(([d, ms]) => new Date(Date.parse(d) + ms).toISOString() as Instant);
const clocks = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);
/** A wall that a formatter draws, apart from the code. */
const wall = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Stockholm",
  hour: "2-digit",
  minute: "2-digit",
});

describe("a reminder", () => {
  test("comes on the day, then 2, 5 and 10 working days late, past Christmas", () => {
    const due = day("2026-12-18");
    const told = daysOn(due, 28).flatMap((d) => {
      const reminder = remindsOn(due, d);
      return reminder ? [[d, reminder, toSuperior(due, d)]] : [];
    });
    expect(told).toEqual([
      ["2026-12-18", "due", false],
      ["2026-12-22", "late", false], // Monday 21, Tuesday 22
      ["2026-12-29", "late", true], // Wednesday 23, Monday 28, Tuesday 29
      ["2027-01-08", "late", true], // 30, 4, 5, 7, 8: neither New Year's Eve nor Epiphany counts
    ]);
  });

  test("of what fell due on a day off comes on the first working day after", () => {
    const easter = ["2026-04-03", "2026-04-04", "2026-04-05", "2026-04-06", "2026-04-07"].map(day);
    for (const due of easter) {
      expect(easter.filter((d) => remindsOn(due, d))).toEqual(["2026-04-07"]);
      expect(remindsOn(due, day("2026-04-07"))).toBe("due");
      expect(remindsOn(due, day("2026-04-09"))).toBe("late");
    }
  });

  test.prop(
    [
      dues.chain((due) =>
        fc.tuple(
          fc.constant(due),
          fc.shuffledSubarray(daysOn(plusDays(due, -10), 80), { minLength: 80, maxLength: 80 }),
        ),
      ),
    ],
    { numRuns: 500 },
  )(
    "comes on just those working days and no others, in whichever order they are asked for",
    ([due, asked]) => {
      const working = daysOn(due, 70).filter(isWorkingDay);
      const marks = [2, ...Array.from({ length: 9 }, (_, i) => 5 * (i + 1))].map((n) => working[n]);
      const remindedOn = (kind: string) => asked.filter((d) => remindsOn(due, d) === kind).sort();
      expect(remindedOn("due")).toEqual([working[0]]);
      expect(remindedOn("late")).toEqual(marks.filter((d) => d !== undefined));
      expect(asked.filter((d) => toSuperior(due, d)).sort()).toEqual(
        marks.slice(1).filter((d) => d !== undefined),
      );
    },
  );

  test.prop([dues])("never comes on a day off, however late", (due) => {
    for (const d of daysOn(due, 400)) {
      if (!isWorkingDay(d)) expect([d, remindsOn(due, d), toSuperior(due, d)]).toEqual([d, undefined, false]);
    }
  });
});

describe("the next morning", () => {
  test("is today's until its very moment, then the next working day's", () => {
    expect(nextMorning("2026-11-20T06:29:59.999Z" as Instant)).toBe("2026-11-20T06:30:00.000Z");
    expect(nextMorning("2026-11-20T06:30:00.000Z" as Instant)).toBe("2026-11-23T06:30:00.000Z");
    expect(nextMorning("2026-11-20T06:30:00Z" as Instant, "08:00")).toBe("2026-11-20T07:00:00.000Z");
  });

  test("keeps its time on the wall over both changes of clock", () => {
    expect(nextMorning("2026-03-27T12:00:00.000Z" as Instant)).toBe("2026-03-30T05:30:00.000Z");
    expect(nextMorning("2026-10-23T12:00:00.000Z" as Instant)).toBe("2026-10-26T06:30:00.000Z");
  });

  test.prop([instants, clocks], { numRuns: 500 })(
    "is a working day's, after the moment, with none between",
    (after, clock) => {
      const morning = nextMorning(after, clock);
      expect(Date.parse(morning)).toBeGreaterThan(Date.parse(after));
      expect(isWorkingDay(localDate(morning))).toBe(true);
      expect(wall.format(Date.parse(morning))).toBe(clock);
      for (let d = localDate(after); d < localDate(morning); d = plusDays(d, 1)) {
        if (isWorkingDay(d)) expect(Date.parse(at(d, clock))).toBeLessThanOrEqual(Date.parse(after));
      }
    },
  );

  test("one after the other they are the working days of twenty years, each once", () => {
    const working = daysOn(day("2025-01-01"), 7305).filter(isWorkingDay);
    let morning = "2024-12-31T12:00:00.000Z" as Instant;
    const mornings = working.map(() => {
      morning = nextMorning(morning);
      return localDate(morning);
    });
    expect(mornings).toEqual(working);
  });
});
