import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { isWorkingDay, plusDays } from "#domain/calendar";
import { type Cadence, none, type Occurrence, occurrences, stateOn } from "#domain/occurrences";
import type { LocalDate } from "#domain/record";

const day = (iso: string) => iso as LocalDate;
const parts = ["month", "quarter", "tertial", "halfYear", "year"] as const;

/** Told as it would be written on a wall: key, first and last day. */
const told = (all: readonly Occurrence[]) => all.map(({ key, opens, closes }) => `${key} ${opens} ${closes}`);
const inYear = (cadence: Cadence, window: number, year = 2026) =>
  told(occurrences(cadence, window, day(`${year - 1}-12-31`), day(`${year}-12-31`)));

describe("when something planned is due", () => {
  test("MAL-32: as often as each self-inspection needs, by parts of the year or on days of its own", () => {
    expect(inYear("month", 7).slice(0, 6)).toEqual([
      "2026-01 2026-01-20 2026-01-27",
      "2026-02 2026-02-20 2026-02-27",
      "2026-03 2026-03-20 2026-03-27",
      "2026-04 2026-04-20 2026-04-27",
      "2026-05 2026-05-20 2026-05-27",
      "2026-06 2026-06-22 2026-06-29",
    ]);
    expect(inYear("quarter", 14)).toEqual([
      "2026Q1 2026-03-02 2026-03-16",
      "2026Q2 2026-06-01 2026-06-15",
      "2026Q3 2026-09-01 2026-09-15",
      "2026Q4 2026-12-01 2026-12-15",
    ]);
    expect(inYear("tertial", 10)).toEqual([
      "2026T1 2026-04-01 2026-04-13",
      "2026T2 2026-08-03 2026-08-13",
      "2026T3 2026-12-01 2026-12-11",
    ]);
    expect(inYear("halfYear", 30)).toEqual([
      "2026H1 2026-06-01 2026-07-01",
      // New Year's Eve is no working day.
      "2026H2 2026-12-01 2027-01-04",
    ]);
    expect(inYear("year", 1)).toEqual(["2026 2026-12-01 2026-12-02"]);
    expect(inYear({ on: ["10-05", "02-16"] }, 5)).toEqual([
      "2026-02-16 2026-02-16 2026-02-23",
      "2026-10-05 2026-10-05 2026-10-12",
    ]);
  });

  test("no day is one on which the office is closed", () => {
    // The first of April 2029 is Easter Sunday.
    expect(inYear("tertial", 1, 2029)[0]).toBe("2029T1 2029-04-03 2029-04-04");
    expect(inYear({ on: ["12-24"] }, 3)).toEqual(["2026-12-24 2026-12-28 2027-01-04"]);
  });

  test("an own day at the end of a year may open in the next, and is still that of its year", () => {
    const opened = ["2026-12-31 2027-01-04 2027-01-11"];
    expect(inYear({ on: ["12-31"] }, 7, 2027)).toEqual(opened);
    expect(told(occurrences({ on: ["12-31"] }, 7, day("2027-01-03"), day("2027-01-04")))).toEqual(opened);
  });

  test("own days that open as one are one", () => {
    expect(inYear({ on: ["12-26", "12-24", "12-25", "12-24"] }, 7)).toEqual([
      "2026-12-24 2026-12-28 2027-01-04",
    ]);
  });

  test("the day asked from has been, and the day asked to is one of them", () => {
    const between = (after: string, upTo: string) => occurrences("year", 7, day(after), day(upTo)).length;
    expect(between("2026-11-30", "2026-12-01")).toBe(1);
    expect(between("2026-12-01", "2027-11-30")).toBe(0);
    expect(between("2026-11-29", "2026-11-30")).toBe(0);
    expect(between("2026-12-31", "2026-01-01")).toBe(0);
  });

  test("it can be done from the day it opens to the day it closes, both of them whole", () => {
    const [once] = occurrences("year", 7, day("2026-01-01"), day("2026-12-31")) as [Occurrence];
    const states = ["2026-11-30", "2026-12-01", "2026-12-08", "2026-12-09"].map((on) =>
      stateOn(once, day(on)),
    );
    expect(states).toEqual(["ahead", "open", "open", "closed"]);
  });

  test("own days of which there are none never come; the leap day comes in leap years", () => {
    expect([{ on: [] }, { on: ["02-30"] }, { on: ["02-29"] }, { on: ["01-15"] }, ...parts].map(none)).toEqual(
      [...[true, true, false, false], ...parts.map(() => false)],
    );
    expect(occurrences({ on: [] }, 7, day("2020-01-01"), day("2030-01-01"))).toEqual([]);
    const leap = occurrences({ on: ["02-29"] }, 7, day("2024-12-31"), day("2032-12-31"));
    expect(leap.map(({ key }) => key)).toEqual(["2028-02-29", "2032-02-29"]);
  });
});

const ownDays = fc.integer({ min: 0, max: 364 }).map((n) => plusDays(day("2025-01-01"), n).slice(5));
const cadences = fc.oneof(
  fc.constantFrom<Cadence>(...parts),
  fc.record({ on: fc.array(ownDays, { maxLength: 6 }) }),
);
const windows = fc.integer({ min: 1, max: 60 });
const starts = fc.integer({ min: 0, max: 3000 }).map((n) => plusDays(day("2024-01-01"), n));
/** How the days on which it is asked follow each other: the next, the same, after an outage, a clock put back. */
const jumps = fc.array(
  fc.oneof(
    fc.constantFrom(0, 1, 1, 1, 2, 3),
    fc.integer({ min: 4, max: 45 }),
    fc.integer({ min: 46, max: 500 }),
    fc.integer({ min: -40, max: -1 }),
  ),
  { minLength: 1, maxLength: 25 },
);

/** By the almanac alone, day for day: does a part of the year open today, or some own day? */
function opensOn(cadence: Cadence, today: LocalDate): boolean {
  if (!isWorkingDay(today)) return false;
  /** Today and the closed days just before it. */
  const since = [today];
  for (let before = plusDays(today, -1); !isWorkingDay(before); before = plusDays(before, -1))
    since.push(before);
  if (typeof cadence === "object") return since.some((each) => cadence.on.includes(each.slice(5)));
  const last = {
    month: ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"],
    quarter: ["03", "06", "09", "12"],
    tertial: ["04", "08", "12"],
    halfYear: ["06", "12"],
    year: ["12"],
  }[cadence];
  const first = cadence === "month" ? "20" : "01";
  return since.some((each) => last.includes(each.slice(5, 7)) && each.slice(8) === first);
}

describe("whenever it is asked", () => {
  test.prop([cadences, windows, starts, jumps], { numRuns: 60 })(
    "each comes just once, the same as if it had been asked once, through outages and clocks put back",
    (cadence, window, start, path) => {
      const given: Occurrence[] = [];
      let [seen, now] = [start, start];
      for (const jump of path) {
        now = plusDays(now, jump);
        given.push(...occurrences(cadence, window, seen, now));
        if (now > seen) seen = now;
      }
      expect(given).toEqual(occurrences(cadence, window, start, seen));
      expect(new Set(given.map(({ key }) => key)).size).toBe(given.length);
    },
  );

  test.prop([cadences, starts, fc.integer({ min: 0, max: 800 })], { numRuns: 40 })(
    "it opens on the days on which an almanac says so, and on no others",
    (cadence, start, length) => {
      const all = Array.from({ length }, (_, n) => plusDays(start, n + 1));
      const opened = occurrences(cadence, 7, start, plusDays(start, length)).map(({ opens }) => opens);
      expect(opened).toEqual(all.filter((each) => opensOn(cadence, each)));
    },
  );

  test.prop([cadences, windows, starts], { numRuns: 60 })(
    "it opens and closes on working days, not before it has been open so long, in the order of the keys",
    (cadence, window, start) => {
      const all = occurrences(cadence, window, start, plusDays(start, 1500));
      expect(all.map(({ key }) => key)).toEqual(all.map(({ key }) => key).sort());
      for (const { opens, closes } of all) {
        expect([opens, closes].every(isWorkingDay)).toBe(true);
        expect(closes >= plusDays(opens, window)).toBe(true);
        expect(closes <= plusDays(opens, window + 5)).toBe(true);
      }
    },
  );

  test.each(parts)(
    "%s: with a window of twenty days or less, one is closed before the next opens",
    (part) => {
      for (const window of [1, 7, 14, 20]) {
        const all = occurrences(part, window, day("2023-12-31"), day("2045-12-31"));
        expect(all.filter(({ closes }, at) => closes >= (all[at + 1]?.opens ?? "9999"))).toEqual([]);
      }
    },
  );

  test.each(parts)("%s: it opens in the part of the year that it is of, once in each", (part) => {
    const months = { month: 1, quarter: 3, tertial: 4, halfYear: 6, year: 12 }[part];
    const all = occurrences(part, 7, day("2023-12-31"), day("2045-12-31"));
    expect(all.map(({ opens }) => Number(opens.slice(0, 4)) * 12 + Number(opens.slice(5, 7)))).toEqual(
      Array.from({ length: (22 * 12) / months }, (_, n) => 2024 * 12 + (n + 1) * months),
    );
  });
});
