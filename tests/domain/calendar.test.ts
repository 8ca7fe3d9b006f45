import { fc, test } from "@fast-check/vitest";
import Holidays from "date-holidays";
import { DateTime } from "luxon";
import { afterEach, describe, expect, vi } from "vitest";
import {
  at as atClock,
  halfYearOf,
  inStockholm,
  isDay,
  isWorkingDay,
  localDate,
  outsideQuiet,
  plusDays,
  plusMinutes,
  plusWorkingDays,
  weekdayOf,
  workingDayFrom,
  workingDaysBetween,
} from "#domain/calendar";
import { isHoliday } from "#domain/holidays";
import type { Instant, LocalDate } from "#domain/record";

const at = (iso: string) => iso as Instant;
const day = (iso: string) => iso as LocalDate;
const days = fc
  .integer({ min: 0, max: 22 * 365 })
  .map((n) => day(new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10)));
const instants = fc
  .date({ min: new Date("2020-01-01T00:00:00Z"), max: new Date("2035-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => at(date.toISOString()));
/** Moments within two days of a change of clock. */
const nearChanges = fc
  .tuple(
    fc.constantFrom("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"),
    fc.integer({ min: -2880, max: 2880 }),
  )
  .map(([change, minutes]) => at(new Date(Date.parse(change) + minutes * 60_000).toISOString()));
const clocks = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);

/** Written apart from the code: as text, minute by minute, as a formatter puts it. */
const wall = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Stockholm",
  hour: "2-digit",
  minute: "2-digit",
});
function quietAt(millis: number, { from, to }: { from: string; to: string }): boolean {
  const now = wall.format(millis);
  return from <= to ? now >= from && now < to : now >= from || now < to;
}

describe("days and half-years are those of Stockholm", () => {
  test("a day ends at midnight in Stockholm, winter and summer", () => {
    expect(localDate(at("2026-01-31T22:59:59.999Z"))).toBe("2026-01-31");
    expect(localDate(at("2026-01-31T23:00:00.000Z"))).toBe("2026-02-01");
    expect(localDate(at("2026-06-30T21:59:59.999Z"))).toBe("2026-06-30");
    expect(localDate(at("2026-06-30T22:00:00.000Z"))).toBe("2026-07-01");
  });

  test("OSB-102: the half-years that are compiled are cut at midnight in Stockholm", () => {
    expect(halfYearOf(at("2026-06-30T21:59:59.999Z"))).toBe("2026H1");
    expect(halfYearOf(at("2026-06-30T22:00:00.000Z"))).toBe("2026H2");
    expect(halfYearOf(at("2026-12-31T22:59:59.999Z"))).toBe("2026H2");
    expect(halfYearOf(at("2026-12-31T23:00:00.000Z"))).toBe("2027H1");
    expect(halfYearOf("2026-07-01" as LocalDate)).toBe("2026H2");
  });

  test.prop([instants])("a moment and its day fall in the same half-year", (instant) => {
    expect(halfYearOf(instant)).toBe(halfYearOf(localDate(instant)));
  });

  test("what is not an instant is a bug and throws", () => {
    expect(() => localDate(at("yesterday"))).toThrow(RangeError);
  });
});

describe("minutes are real time", () => {
  test("ten minutes on is ten minutes on, over a change of clock too", () => {
    expect(plusMinutes(at("2026-03-29T00:55:00.000Z"), 10)).toBe("2026-03-29T01:05:00.000Z");
  });

  test.prop([instants, fc.integer({ min: -100_000, max: 100_000 })])(
    "there and back is the same moment",
    (i, n) => {
      expect(plusMinutes(plusMinutes(i, n), -n)).toBe(i);
    },
  );
});

describe("quiet hours", () => {
  const night = { from: "20:00", to: "06:30" };

  test("without quiet hours nothing waits", () => {
    expect(outsideQuiet(at("2026-11-22T02:00:00.000Z"))).toBe("2026-11-22T02:00:00.000Z");
    expect(outsideQuiet(at("2026-11-22T02:00:00.000Z"), { from: "07:00", to: "07:00" })).toBe(
      "2026-11-22T02:00:00.000Z",
    );
  });

  test("what comes at night waits for the morning after", () => {
    expect(outsideQuiet(at("2026-11-22T22:15:30.123Z"), night)).toBe("2026-11-23T05:30:00.000Z");
    expect(outsideQuiet(at("2026-11-23T02:00:00.000Z"), night)).toBe("2026-11-23T05:30:00.000Z");
    expect(outsideQuiet(at("2026-11-23T05:30:00.000Z"), night)).toBe("2026-11-23T05:30:00.000Z");
  });

  test("an end that the clock jumps over is the moment of the jump", () => {
    const end = outsideQuiet(at("2026-03-28T22:00:00.000Z"), { from: "22:00", to: "02:30" });
    expect(inStockholm(end)).toEqual({ day: "2026-03-29", clock: "03:00", hour: 3, minute: 0 });
  });

  test.prop([fc.oneof(instants, nearChanges), clocks, clocks], { numRuns: 300 })(
    "the moment given is outside the quiet hours, and none before it was, by another clock",
    (instant, from, to) => {
      const quiet = { from, to };
      const found = Date.parse(outsideQuiet(instant, quiet));
      const start = Date.parse(instant);
      expect(found).toBeGreaterThanOrEqual(start);
      expect(from !== to && quietAt(found, quiet)).toBe(false);
      for (let millis = start; millis < found; millis += 60_000) expect(quietAt(millis, quiet)).toBe(true);
      if (found > start) expect(quietAt(found - 1, quiet)).toBe(true);
    },
  );
});

/** Easter Sunday by the method of Butcher and Meeus, apart from the code's table. */
function easter(year: number): { month: number; day: number } {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return { month: Math.floor(n / 31), day: (n % 31) + 1 };
}

/** The holidays of the act 1989:253 that are no Sundays, as its 2 § tells them, and the three eves. */
function byTheLaw(year: number): string[] {
  const date = (month: number, dayOfMonth: number) =>
    new Date(Date.UTC(year, month - 1, dayOfMonth)).toISOString().slice(0, 10);
  const saturdayFrom = (month: number, first: number) => {
    const weekday = new Date(Date.UTC(year, month - 1, first)).getUTCDay();
    return first + ((6 - weekday + 7) % 7);
  };
  const sunday = easter(year);
  const midsummer = saturdayFrom(6, 20);
  return [
    date(1, 1),
    date(1, 6),
    date(sunday.month, sunday.day - 2), // the Friday nearest before Easter
    date(sunday.month, sunday.day + 1), // the day after it
    date(5, 1),
    date(sunday.month, sunday.day + 4 + 5 * 7), // the sixth Thursday after it
    date(6, 6),
    date(6, midsummer - 1),
    date(6, midsummer), // the Saturday that falls on 20 to 26 June
    date(10, saturdayFrom(10, 31)), // the Saturday that falls on 31 October to 6 November
    date(12, 24),
    date(12, 25),
    date(12, 26),
    date(12, 31),
  ];
}

describe("Swedish working days", () => {
  test("the test's own Easter is the almanac's", () => {
    const known = ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2035-03-25", "2038-04-25"];
    for (const iso of known) {
      const [year = 0, month, dayOfMonth] = iso.split("-").map(Number);
      expect(easter(year)).toEqual({ month, day: dayOfMonth });
    }
  });

  test("the table holds what the law says, and nothing else, on each day of 2024 to 2045", () => {
    const law = new Set(Array.from({ length: 22 }, (_, i) => byTheLaw(2024 + i)).flat());
    let counted = 0;
    for (let d = day("2024-01-01"); d <= "2045-12-31"; d = plusDays(d, 1)) {
      const weekend = [0, 6].includes(new Date(`${d}T12:00Z`).getUTCDay());
      expect([d, isHoliday(d)]).toEqual([d, law.has(d)]);
      expect([d, isWorkingDay(d)]).toEqual([d, !weekend && !law.has(d)]);
      counted++;
    }
    expect([counted, law.size]).toEqual([8036, 308]);
  });

  test("after the table only the days that never move are known, and nothing stops", () => {
    expect(isWorkingDay(day("2046-03-23"))).toBe(true); // a Good Friday
    expect(isWorkingDay(day("2046-12-25"))).toBe(false);
    expect(isWorkingDay(day("2046-03-24"))).toBe(false);
  });

  test("the working day from a Christmas Eve on is the first weekday after Boxing Day", () => {
    expect(workingDayFrom(day("2026-12-24"))).toBe("2026-12-28");
    expect(workingDayFrom(day("2026-12-23"))).toBe("2026-12-23");
    expect(workingDaysBetween(day("2026-12-23"), day("2027-01-04"))).toBe(4);
  });

  test.prop([days])("from any day the next working day is found, and none is passed by", (d) => {
    const found = workingDayFrom(d);
    expect(isWorkingDay(found)).toBe(true);
    expect(found >= d).toBe(true);
    for (let passed = d; passed < found; passed = plusDays(passed, 1)) {
      expect(isWorkingDay(passed)).toBe(false);
    }
  });

  test.prop([days, fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 })])(
    "counts of working days add up, and no time back is none",
    (from, a, b) => {
      const [middle, to] = [plusDays(from, a), plusDays(from, a + b)];
      expect(workingDaysBetween(from, middle) + workingDaysBetween(middle, to)).toBe(
        workingDaysBetween(from, to),
      );
      expect(workingDaysBetween(to, from)).toBe(0);
      const each = Array.from({ length: a }, (_, i) => plusDays(from, i + 1));
      expect(workingDaysBetween(from, middle)).toBe(each.filter(isWorkingDay).length);
    },
  );

  test.prop([days, fc.integer({ min: -5000, max: 5000 })])("days are counted as on an almanac", (d, n) => {
    const date = new Date(`${d}T12:00Z`);
    date.setUTCDate(date.getUTCDate() + n);
    expect(plusDays(d, n)).toBe(date.toISOString().slice(0, 10));
    expect(plusDays(plusDays(d, n), -n)).toBe(d);
  });

  test("what is not a day is a bug and throws", () => {
    expect(() => plusDays(day("unknown"), 1)).toThrow(RangeError);
    expect(() => isWorkingDay(day("unknown"))).toThrow(RangeError);
    expect(() => atClock(day("unknown"), "07:30")).toThrow(RangeError);
  });
});

/** So far the holidays are compared with those of a library that others maintain: ten years on, and two back. */
const maintained = { from: 2024, to: 2036 };

/**
 * The Swedish days on which offices are closed, by the library: what it calls `public` are the holidays of the act
 * 1989:253, Easter Sunday and Whit Sunday with them; `bank` are the eves (midsommarafton, julafton, nyårsafton). The
 * rest of its calendar (`optional` half days such as trettondagsafton, `observance` such as Lucia) closes nothing.
 */
function closedByLibrary(): ReadonlyMap<string, string> {
  const sweden = new Holidays("SE");
  const years = Array.from({ length: maintained.to - maintained.from + 1 }, (_, n) => maintained.from + n);
  const all = years.flatMap((year) => sweden.getHolidays(year));
  return new Map(
    all.flatMap(({ date, type, name }) =>
      type === "public" || type === "bank" ? [[date.slice(0, 10), `${type} ${name}`] as const] : [],
    ),
  );
}

describe("against a holiday library that others maintain (date-holidays)", () => {
  const closed = closedByLibrary();
  const all: LocalDate[] = [];
  for (let d = day(`${maintained.from}-01-01`); d <= `${maintained.to}-12-31`; d = plusDays(d, 1))
    all.push(d);
  const weekday = (d: string) => new Date(`${d}T12:00Z`).getUTCDay();
  const open = all.filter((d) => ![0, 6].includes(weekday(d)) && !closed.has(d));

  test("the eves that close offices are the library's three, and its holidays on other days than Sundays ours", () => {
    const eves = [...closed.values()].filter((name) => name.startsWith("bank"));
    expect(new Set(eves)).toEqual(new Set(["bank midsommarafton", "bank julafton", "bank nyårsafton"]));
    expect(eves).toHaveLength(3 * 13);
    const sundays = new Set<string>();
    for (const d of all) {
      const name = closed.get(d);
      // Sundays are told by their weekday, and may be a fixed holiday too.
      if (weekday(d) === 0) sundays.add(name ?? "");
      else expect([d, isHoliday(d)]).toEqual([d, name !== undefined]);
    }
    expect([...sundays]).toEqual(expect.arrayContaining(["public påskdagen", "public pingstdagen"]));
  });

  test("every day of thirteen years is a working day or none, and working days are counted from it, alike", () => {
    let next = 0;
    for (const d of all) {
      // The first working day after this one, in the library's row of them.
      while ((open[next] ?? "9999") <= d) next++;
      expect([d, isWorkingDay(d)]).toEqual([d, open[next - 1] === d]);
      for (const n of [2, 10]) {
        const found = open[next + n - 1];
        if (found === undefined) continue;
        expect([d, n, plusWorkingDays(d, n)]).toEqual([d, n, found]);
        expect([d, n, workingDaysBetween(d, found)]).toEqual([d, n, n]);
      }
    }
    const [first, last] = [all[0] as LocalDate, all.at(-1) as LocalDate];
    expect(workingDaysBetween(first, last)).toBe(open.filter((d) => d > first).length);
  });
});

describe("a time of day on a day", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test("is the wall's, summer and winter and on the days between", () => {
    expect(atClock(day("2026-01-05"), "07:30")).toBe("2026-01-05T06:30:00.000Z");
    expect(atClock(day("2026-07-06"), "07:30")).toBe("2026-07-06T05:30:00.000Z");
    expect(atClock(day("2026-03-29"), "07:30")).toBe("2026-03-29T05:30:00.000Z");
    expect(atClock(day("2026-10-25"), "07:30")).toBe("2026-10-25T06:30:00.000Z");
  });

  test.each(["2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z"])(
    "a time that comes twice is the first, one that is jumped over an hour later, asked on %s",
    (now) => {
      vi.useFakeTimers({ now: new Date(now) });
      expect(atClock(day("2026-10-25"), "02:30")).toBe("2026-10-25T00:30:00.000Z");
      expect(atClock(day("2026-03-29"), "02:30")).toBe("2026-03-29T01:30:00.000Z");
    },
  );

  test.prop([fc.oneof(days, fc.constantFrom(day("2026-03-29"), day("2026-10-25"))), clocks])(
    "shows that day and time on a wall that a formatter draws",
    (d, clock) => {
      const moment = atClock(d, clock);
      expect(localDate(moment)).toBe(d);
      // Between 02 and 03 a clock may be jumped over.
      if (!clock.startsWith("02")) expect(wall.format(Date.parse(moment))).toBe(clock);
    },
  );
});

/** Both changes of clock of every year from 1990 to 2060, at 01 UTC on a Sunday that moved to October in 1996. */
const changes = Array.from({ length: 71 }, (_, n) => 1990 + n).flatMap((year) =>
  [2, year < 1996 ? 8 : 9].map((month) => {
    const last = new Date(Date.UTC(year, month + 1, 0, 1));
    return last.setUTCDate(last.getUTCDate() - last.getUTCDay());
  }),
);
const moments = fc.oneof(
  fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2061, 0) - 1 }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -4 * 3_600_000, max: 4 * 3_600_000 }))
    .map(([change, millis]) => change + millis),
);
/** Where a time may come twice, or not at all. */
const smallHours = fc
  .integer({ min: 60, max: 240 })
  .map((n) => `0${Math.floor(n / 60)}:${String(n % 60).padStart(2, "0")}`);
const zone = "Europe/Stockholm";

describe("against a calendar of another make (luxon), from 1990 to 2060", () => {
  test("the clock is changed when it says, and a second before it is not", () => {
    for (const change of changes)
      for (const millis of [change - 1000, change]) {
        const theirs = DateTime.fromMillis(millis, { zone });
        expect(inStockholm(at(new Date(millis).toISOString())).clock).toBe(theirs.toFormat("HH:mm"));
      }
    const moved = changes.filter(
      (millis) =>
        DateTime.fromMillis(millis, { zone }).offset !== DateTime.fromMillis(millis - 1, { zone }).offset,
    );
    expect(moved).toHaveLength(2 * 71);
  });

  test.prop([moments], { numRuns: 2000 })("a moment shows the same on the wall", (millis) => {
    const theirs = DateTime.fromMillis(millis, { zone });
    for (const written of [new Date(millis).toISOString(), theirs.toISO() ?? ""]) {
      const ours = inStockholm(at(written));
      expect({ ...ours, weekday: weekdayOf(ours.day) }).toEqual({
        day: theirs.toISODate(),
        clock: theirs.toFormat("HH:mm"),
        hour: theirs.hour,
        minute: theirs.minute,
        weekday: theirs.weekday,
      });
      expect(localDate(at(written))).toBe(theirs.toISODate());
    }
  });

  test.prop([moments, fc.integer({ min: -10_000, max: 10_000 })], { numRuns: 2000 })(
    "minutes later is the same moment",
    (millis, n) => {
      const instant = at(new Date(millis).toISOString());
      const theirs = DateTime.fromMillis(millis, { zone }).plus({ minutes: n });
      expect(plusMinutes(instant, n)).toBe(theirs.toUTC().toISO());
    },
  );

  test.prop([moments, fc.oneof(clocks, smallHours)], {
    numRuns: 2000,
  })("a time of day on a day is the same moment", (millis, clock) => {
    const midnight = DateTime.fromMillis(millis, { zone }).startOf("day");
    const [hour, minute] = clock.split(":").map(Number);
    const moment = atClock(day(midnight.toISODate() ?? ""), clock);
    expect(moment).toBe(midnight.set({ hour, minute }).toUTC().toISO());
  });

  test.prop([fc.integer({ min: 1800, max: 2100 }), fc.nat({ max: 13 }), fc.nat({ max: 32 })], {
    numRuns: 2000,
  })("a day is in both or in neither", (year, month, dayOfMonth) => {
    const two = (n: number) => String(n).padStart(2, "0");
    const text = `${year}-${two(month)}-${two(dayOfMonth)}`;
    expect([text, isDay(text)]).toEqual([text, DateTime.fromISO(text, { zone: "utc" }).isValid]);
    if (!isDay(text)) expect(() => atClock(day(text), "07:30")).toThrow(RangeError);
  });

  test("what has no zone is no instant: it would be read in the machine's", () => {
    for (const text of ["2026-11-22", "2026-11-22T10:15", "2026-11-22T10:15:00.000"])
      expect(() => localDate(at(text))).toThrow(RangeError);
    expect(localDate(at("2026-11-22T00:15:00+02:00"))).toBe("2026-11-21");
  });
});
