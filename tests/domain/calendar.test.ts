import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { halfYearOf, inStockholm, localDate, outsideQuiet, plusMinutes } from "#domain/calendar";
import type { Instant, LocalDate } from "#domain/record";

const at = (iso: string) => iso as Instant;
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

/** Written apart from the code: as text, minute by minute, in a formatter of another make than luxon. */
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
    expect(inStockholm(end).toFormat("yyyy-MM-dd HH:mm")).toBe("2026-03-29 03:00");
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
