import { fc, test } from "@fast-check/vitest";
import { DateTime } from "luxon";
import { describe, expect } from "vitest";
import type { Instant } from "#domain/record";
import { dayOf, saidTime } from "#domain/said-time";

/** Sunday 22 November 2026, 10:15 in Stockholm. */
const now = "2026-11-22T09:15:00.000Z" as Instant;
const heard = (text: string, when = now) => {
  const said = saidTime(text, when);
  return said.ok ? said.value : said.key;
};

const zone = "Europe/Stockholm";
const instants = fc
  .date({ min: new Date("2021-01-01T00:00:00Z"), max: new Date("2035-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString() as Instant);
const monthNames =
  "januari februari mars april maj juni juli augusti september oktober november december".split(" ");

/** Ways of speaking, whole and in pieces, to be strung together at random. */
const pieces = fc.constantFrom(
  ..."i går|igår|i dag|i förrgår|i måndags|lördag|söndagen|på kvällen|i natt|i morse|i kväll|natten till|natt|kl|kl 9|14.30|23:59|14|vid|ca|2 mars|29 feb|31/12|22/11|24/11|2026-11-22|2026-12-24|för två timmar sedan|för 3 dagar sedan|nu|2026|T".split(
    "|",
  ),
);
const speech = fc.array(pieces, { minLength: 1, maxLength: 4 }).map((said) => said.join(" "));

describe("what people say is understood", () => {
  test.each([
    ["igår", "2026-11-21"],
    ["I går.", "2026-11-21"],
    ["i går kväll", "2026-11-21 evening"],
    ["igår på kvällen", "2026-11-21 evening"],
    ["sent i går kväll", "2026-11-21 evening"],
    ["i dag kl 9", "2026-11-22T09:00"],
    ["idag 9.05", "2026-11-22T09:05"],
    ["förrgår kväll", "2026-11-20 evening"],
    ["i förrgår", "2026-11-20"],
    ["i måndags 14", "2026-11-16T14:00"],
    ["i måndags kl. 14.30", "2026-11-16T14:30"],
    ["kl 14.30 i måndags", "2026-11-16T14:30"],
    ["måndagskväll", "2026-11-16 evening"],
    ["i lördags eftermiddag", "2026-11-21 afternoon"],
    ["2026-03-02 14:30", "2026-03-02T14:30"],
    ["2026-03-02", "2026-03-02"],
    ["20260302", "2026-03-02"],
    ["2 mars", "2026-03-02"],
    ["den 2:a mars kl 8", "2026-03-02T08:00"],
    ["2 mars 2025", "2025-03-02"],
    ["24 dec", "2025-12-24"],
    ["22/11 08.00", "2026-11-22T08:00"],
    ["2/3-26", "2026-03-02"],
    ["2.3.2026", "2026-03-02"],
    ["i morse", "2026-11-22 morning"],
    ["i natt", "2026-11-22 night"],
    ["för två dagar sedan", "2026-11-20"],
    ["för en timme sedan", "2026-11-22T09:15"],
    ["för 20 min sedan", "2026-11-22T09:55"],
    ["för en kvart sedan", "2026-11-22T10:00"],
    ["nyss", "2026-11-22T10:15"],
    ["Nu", "2026-11-22T10:15"],
    ["kl 9", "2026-11-22T09:00"],
    ["igår vid 14-tiden", "2026-11-21T14:00"],
    ["igår 1430", "2026-11-21T14:30"],
    ["lördagen den 21 november", "2026-11-21"],
    ["i går, lördag 21 november, kl 9", "2026-11-21T09:00"],
    ["okänt", "unknown"],
    ["Vet inte", "unknown"],
  ])("%s", (text, value) => {
    expect(heard(text)).toBe(value);
  });

  test("what a card shows of a value is understood as the same value", () => {
    expect(heard("2 mars 2026 08.00")).toBe("2026-03-02T08:00");
    expect(heard("21 november 2026 på kvällen")).toBe("2026-11-21 evening");
  });

  test("nine in the evening is 21, and two in the afternoon is 14", () => {
    expect(heard("i går kväll kl 9")).toBe("2026-11-21T21:00");
    expect(heard("i går eftermiddag 2")).toBe("2026-11-21T14:00");
    expect(heard("i går kväll kl 2")).toBe("notATime");
  });

  test("a night is called after the day it ends on, and what is late in it fell on the day before", () => {
    expect(heard("i natt kl 3")).toBe("2026-11-22T03:00");
    expect(heard("i natt 23.30")).toBe("2026-11-21T23:30");
    expect(heard("natten till lördag")).toBe("2026-11-21 night");
    expect(heard("natten till lördag kl 23")).toBe("2026-11-20T23:00");
    expect(heard("natten mot i går kl 1")).toBe("2026-11-21T01:00");
  });

  test("i söndags on a Sunday is a week ago, söndag is today", () => {
    expect(heard("i söndags")).toBe("2026-11-15");
    expect(heard("söndag")).toBe("2026-11-22");
  });

  test("today is Stockholm's, also when it is still yesterday in UTC", () => {
    expect(heard("i dag", "2026-06-30T22:30:00.000Z" as Instant)).toBe("2026-07-01");
  });

  test("29 February without a year is the latest there was", () => {
    expect(heard("29/2")).toBe("2024-02-29");
  });
});

describe("what cannot be kept is refused, with why", () => {
  test.each([
    ["i dag kl 14", "future"],
    ["22/11 14.00", "future"],
    ["i kväll", "future"],
    ["i morgon", "future"],
    ["på måndag", "future"],
    ["om två timmar", "future"],
    ["2026-12-24", "future"],
    ["förra veckan", "tooVague"],
    ["för tre veckor sedan", "tooVague"],
    ["häromdagen", "tooVague"],
    ["i somras", "tooVague"],
    ["i mars", "tooVague"],
    ["2026", "tooVague"],
    ["på kvällen", "tooVague"],
    ["förra måndagen", "tooVague"],
    ["i fredags natt", "tooVague"],
    ["31/2", "notATime"],
    ["2026-02-30", "notATime"],
    ["31 april", "notATime"],
    ["igår kl 25", "notATime"],
    ["igår 14.75", "notATime"],
    ["14", "notATime"],
    ["fredagen den 21 november", "notATime"],
    ["i måndags eller tisdags", "notATime"],
    ["i går i dag", "notATime"],
    ["i köket", "notATime"],
    ["", "notATime"],
    ["9".repeat(5000), "notATime"],
  ])("%s", (text, key) => {
    expect(saidTime(text, now)).toEqual({ ok: false, key });
  });

  test("an hour that the clock jumped over is no time", () => {
    expect(heard("2026-03-29 02:30")).toBe("notATime");
    expect(heard("2026-03-29 03:30")).toBe("2026-03-29T03:30");
  });

  test("a clock that goes five minutes ahead is forgiven, six are not", () => {
    expect(heard("10.20")).toBe("2026-11-22T10:20");
    expect(heard("10.21")).toBe("future");
  });
});

describe("whatever is said", () => {
  test.prop([instants, fc.integer({ min: 0, max: 3_000_000 })])(
    "a past minute comes back as it was written",
    (i, ago) => {
      const past = DateTime.fromISO(i, { zone }).minus({ minutes: ago });
      const minute = past.toFormat("yyyy-MM-dd'T'HH:mm");
      expect(heard(minute, i)).toBe(minute);
      expect(heard(past.toFormat("yyyy-MM-dd HH:mm"), i)).toBe(minute);
      expect(heard(past.toFormat("yyyy-MM-dd 'kl.' H.mm"), i)).toBe(minute);
      expect(heard(past.toFormat("yyyy-MM-dd"), i)).toBe(past.toISODate());
      expect(dayOf(minute)).toBe(past.toISODate());
    },
  );

  test.prop([instants, speech], { numRuns: 2000 })(
    "it is never in the future, and is read again as itself",
    (i, text) => {
      const said = saidTime(text, i);
      if (!said.ok) return;
      const day = dayOf(said.value);
      const limit = DateTime.fromISO(i, { zone }).plus({ minutes: 5 });
      expect(day).toBeDefined();
      expect(
        said.value.slice(0, 16) <= limit.toFormat("yyyy-MM-dd'T'HH:mm") || day === limit.toISODate(),
      ).toBe(true);
      expect(heard(said.value, i)).toBe(said.value);
    },
  );

  test.prop([fc.string({ unit: "grapheme", maxLength: 100 }), instants])(
    "any text gets an answer",
    (text, i) => {
      const said = saidTime(text, i);
      expect(said.ok ? said.value : said.key).not.toBe("");
    },
  );

  test.prop([instants, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })])(
    "a date without a year has been, within a year back",
    (i, m, d) => {
      const today = DateTime.fromISO(i, { zone }).startOf("day");
      for (const text of [
        `${d}/${m}`,
        `${d} ${monthNames[m - 1]}`,
        `den ${d} ${monthNames[m - 1]?.slice(0, 3)}`,
      ]) {
        const day = DateTime.fromISO(heard(text, i), { zone });
        expect([day.month, day.day]).toEqual([m, d]);
        expect(day <= today && day > today.minus({ years: 1 })).toBe(true);
      }
    },
  );

  test.prop([instants, fc.constantFrom("mån", "tis", "ons", "tors", "fre", "lör", "sön")])(
    "i måndags is one of the seven days before today, and a Monday",
    (i, name) => {
      const today = DateTime.fromISO(i, { zone }).startOf("day");
      const day = DateTime.fromISO(heard(`i ${name}dags`, i), { zone });
      const back = Math.round(today.diff(day, "days").days);
      expect(back >= 1 && back <= 7).toBe(true);
      expect(day.setLocale("sv").toFormat("EEEE")).toBe(`${name}dag`);
    },
  );

  test("an unknown time has no day", () => {
    expect(dayOf("unknown")).toBeUndefined();
    expect(dayOf("2026-11-21 evening")).toBe("2026-11-21");
  });
});
