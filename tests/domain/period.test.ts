import { fc, test } from "@fast-check/vitest";
import { afterEach, describe, expect } from "vitest";
import { plusDays } from "#domain/calendar";
import {
  monthsOf,
  monthsTo,
  overlap,
  type Period,
  periodAround,
  periodBefore,
  previous,
  within,
  yearBefore,
} from "#domain/period";
import type { LocalDate } from "#domain/record";

const day = (iso: string) => iso as LocalDate;
const period = (from: string, to: string) => ({ from, to }) as Period;

/** The parts of a year as anyone would write them down. */
const parts = {
  quarter: ["01-01 03-31", "04-01 06-30", "07-01 09-30", "10-01 12-31"],
  tertial: ["01-01 04-30", "05-01 08-31", "09-01 12-31"],
  halfYear: ["01-01 06-30", "07-01 12-31"],
  year: ["01-01 12-31"],
} as const;
const rules = ["quarter", "tertial", "halfYear", "year"] as const;
const almanac = (rule: (typeof rules)[number]): Period[] =>
  Array.from({ length: 14 }, (_, n) => 2023 + n).flatMap((year) =>
    parts[rule].map((part) => {
      const [from, to] = part.split(" ");
      return period(`${year}-${from}`, `${year}-${to}`);
    }),
  );

const same = (one: Period | undefined, other: Period) => one?.from === other.from && one.to === other.to;

/** Every day of twelve years, three of them leap years. */
const everyDay: LocalDate[] = [];
for (let each = day("2024-01-01"); each <= "2035-12-31"; each = plusDays(each, 1)) everyDay.push(each);

/** Any days of a year that every year has, also over New Year. */
const daysOfYear = fc.integer({ min: 0, max: 364 }).map((n) => plusDays(day("2025-01-01"), n).slice(5));
const owns = fc.record({ from: daysOfYear, to: daysOfYear });
const anyDay = fc.constantFrom(...everyDay);

describe("a part of the year", () => {
  test.each(rules)("%s: each day of twelve years lies in just one, the one of the almanac", (rule) => {
    const all = almanac(rule);
    const wrong = everyDay.filter((each) => {
      const [one, another] = all.filter((part) => within(part, each));
      return another || !same(one, periodAround(rule, each));
    });
    expect(wrong).toEqual([]);
  });

  test.each(rules)("%s: the last that is over ends the day before the one that goes on", (rule) => {
    const wrong = everyDay.filter((each) => {
      const around = periodAround(rule, each);
      const before = periodBefore(rule, each);
      return plusDays(before.to, 1) !== around.from || !same(previous(around), before);
    });
    expect(wrong).toEqual([]);
  });

  test.each(rules)("%s: the one before ends as it begins, and a year before is the same part", (rule) => {
    const all = almanac(rule);
    const count = parts[rule].length;
    for (const [n, each] of all.entries()) {
      if (n >= 1) expect(previous(each)).toEqual(all[n - 1]);
      if (n >= count) expect(yearBefore(each)).toEqual(all[n - count]);
    }
  });

  test("on the first of July the spring is over, and on the last of June it is not", () => {
    expect(periodBefore("halfYear", day("2026-07-01"))).toEqual(period("2026-01-01", "2026-06-30"));
    expect(periodBefore("halfYear", day("2026-06-30"))).toEqual(period("2025-07-01", "2025-12-31"));
    expect(periodAround("halfYear", day("2026-06-30"))).toEqual(period("2026-01-01", "2026-06-30"));
  });
});

describe("the municipality's own days", () => {
  const school = { from: "08-16", to: "06-14" };

  test("may go over New Year", () => {
    expect(periodBefore(school, day("2026-06-14"))).toEqual(period("2024-08-16", "2025-06-14"));
    expect(periodBefore(school, day("2026-06-15"))).toEqual(period("2025-08-16", "2026-06-14"));
    expect(periodAround(school, day("2026-06-14"))).toEqual(period("2025-08-16", "2026-06-14"));
    expect(periodAround(school, day("2026-06-15"))).toEqual(period("2026-08-16", "2027-06-14"));
  });

  test("that end with February end with the leap day in a leap year", () => {
    const winter = { from: "12-01", to: "02-28" };
    const [leap, other] = [period("2027-12-01", "2028-02-29"), period("2028-12-01", "2029-02-28")];
    expect(periodBefore(winter, day("2028-02-29"))).toEqual(period("2026-12-01", "2027-02-28"));
    expect(periodBefore(winter, day("2028-03-01"))).toEqual(leap);
    expect(periodAround(winter, day("2028-02-29"))).toEqual(leap);
    expect(periodBefore(winter, day("2029-01-15"))).toEqual(leap);
    expect(yearBefore(other)).toEqual(leap);
    expect(previous(leap)).toEqual(period("2027-09-01", "2027-11-30"));
  });

  test.prop([owns, anyDay])(
    "are over when they come before a day, and are the last that are",
    (own, each) => {
      const before = periodBefore(own, each);
      const next = periodAround(own, each);
      expect([before.from <= before.to, before.to < each, next.to >= each]).toEqual([true, true, true]);
      for (const { from, to } of [before, next]) {
        expect([from.slice(5), to.slice(5).replace("02-29", "02-28")]).toEqual([own.from, own.to]);
        expect(Number(to.slice(0, 4)) - Number(from.slice(0, 4))).toBe(own.from <= own.to ? 0 : 1);
      }
      expect(yearBefore(next)).toEqual(before);
    },
  );
});

describe("what a period is laid beside", () => {
  test("the same days of the year before, where months do not make it up", () => {
    expect(previous(period("2026-11-16", "2027-05-15"))).toEqual(period("2025-11-16", "2026-05-15"));
    expect(previous(period("2026-01-01", "2026-05-31"))).toEqual(period("2025-01-01", "2025-05-31"));
    expect(previous(period("2025-12-01", "2026-05-31"))).toEqual(period("2025-06-01", "2025-11-30"));
  });

  test("a leap day is left out a year before and after, and February stays whole", () => {
    expect(yearBefore(period("2028-01-01", "2028-02-29"))).toEqual(period("2027-01-01", "2027-02-28"));
    expect(yearBefore(period("2029-02-01", "2029-02-28"))).toEqual(period("2028-02-01", "2028-02-29"));
    expect(yearBefore(period("2028-02-10", "2028-03-15"))).toEqual(period("2027-02-10", "2027-03-15"));
    expect(yearBefore(period("2029-02-01", "2029-03-31"))).toEqual(period("2028-02-01", "2028-03-31"));
  });

  test("months are those that have a day in it", () => {
    expect(monthsOf(period("2026-11-16", "2027-02-01"))).toEqual([
      "2026-11",
      "2026-12",
      "2027-01",
      "2027-02",
    ]);
    expect(monthsOf(period("2026-03-31", "2026-03-31"))).toEqual(["2026-03"]);
  });

  test("two years of months end with the period's last", () => {
    expect(monthsTo(period("2026-01-01", "2026-06-30"), 24)).toEqual(period("2024-07-01", "2026-06-30"));
    expect(monthsTo(period("2028-01-01", "2028-02-29"), 12)).toEqual(period("2027-03-01", "2028-02-29"));
    expect(monthsTo(period("2026-11-16", "2027-05-15"), 1)).toEqual(period("2027-05-01", "2027-05-31"));
  });

  const any = fc
    .tuple(anyDay, fc.integer({ min: 0, max: 365 }))
    .map(([from, n]) => ({ from, to: plusDays(from, n) }));

  test.prop([any, fc.integer({ min: 1, max: 36 })])(
    "so many months are so many, one after the other",
    (one, n) => {
      const months = monthsOf(monthsTo(one, n));
      const last = Number(one.to.slice(0, 4)) * 12 + Number(one.to.slice(5, 7));
      expect(months.map((month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)))).toEqual(
        Array.from({ length: n }, (_, at) => last - n + 1 + at),
      );
      const { from, to } = monthsTo(one, n);
      expect([from.slice(8), plusDays(to, 1).slice(8)]).toEqual(["01", "01"]);
    },
  );

  test.prop([any, any])("periods overlap when a day lies in both", (one, other) => {
    const days = Array.from({ length: 366 }, (_, n) => plusDays(one.from, n)).filter((each) =>
      within(one, each),
    );
    expect(overlap(one, other)).toBe(days.some((each) => within(other, each)));
    expect(overlap(other, one)).toBe(overlap(one, other));
  });

  test.prop([any])("the months of a period are those of its days", (one) => {
    const days = Array.from({ length: 366 }, (_, n) => plusDays(one.from, n)).filter((each) =>
      within(one, each),
    );
    expect(monthsOf(one)).toEqual([...new Set(days.map((each) => each.slice(0, 7)))]);
  });
});

describe("on a machine with another clock", () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  /** Where a midnight is jumped over, or comes twice. */
  test.each(["America/Santiago", "Africa/Cairo", "Pacific/Auckland"])(
    "in %s periods are the same",
    (where) => {
      process.env.TZ = where;
      for (const [now, part] of [
        ["2026-09-07", "2026-07-01 2026-09-30"],
        ["2026-04-25", "2026-04-01 2026-06-30"],
      ] as const) {
        const around = periodAround("quarter", day(now));
        expect(`${around.from} ${around.to}`).toBe(part);
        expect(periodBefore("quarter", day(now))).toEqual(previous(around));
        expect(monthsTo(around, 24).to).toBe(around.to);
      }
    },
  );
});
