import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { type LawSubject, lagrumCodes, lawOn, lawRows, subjectsOf } from "#domain/law";
import type { LocalDate } from "#domain/record";

const day = (iso: string) => iso as LocalDate;
const sections = (date: string, ...subjects: LawSubject[]) =>
  lawOn(day(date), subjects).map((ref) => ref.section);
const subjects = [...new Set(lawRows.map((row) => row.subject))];
const days = fc
  .date({ min: new Date("2012-01-01"), max: new Date("2035-01-01"), noInvalidDate: true })
  .map((date) => day(date.toISOString().slice(0, 10)));

describe("the law is that of the day of the event", () => {
  test("OSB-37: an event of 30 June 2025 cites 14 kap., one of 1 July 2025 cites 27 kap.", () => {
    expect(sections("2025-06-30", "solReport", "solInvestigate", "solNotify")).toEqual([
      "14 kap. 3 §",
      "14 kap. 6 §",
      "14 kap. 7 §",
    ]);
    expect(sections("2025-07-01", "solReport", "solInvestigate", "solNotify")).toEqual([
      "27 kap. 2 §",
      "27 kap. 5 §",
      "27 kap. 6 §",
    ]);
    expect(lawOn(day("2025-07-01"), ["solReport"])).toEqual([
      { id: "sol2025-27-2", title: "Socialtjänstlagen (2025:400)", section: "27 kap. 2 §" },
    ]);
  });

  test("OSB-38: the quality sections moved from 3 kap. to 5 kap.", () => {
    expect(sections("2025-06-30", "solGoodQuality", "solSystematicQuality")).toEqual([
      "3 kap. 3 §",
      "3 kap. 3 § fjärde stycket",
    ]);
    expect(sections("2025-07-01", "solGoodQuality", "solSystematicQuality")).toEqual([
      "5 kap. 1 §",
      "5 kap. 2 §",
    ]);
  });

  test("LSS kept its sections", () => {
    for (const date of ["2025-06-30", "2025-07-01"])
      expect(sections(date, "lssReport", "lssInvestigate", "lssNotify")).toEqual([
        "24 b §",
        "24 e §",
        "24 f §",
      ]);
  });

  test("before a law was in force nothing is cited", () => {
    expect(lawOn(day("1980-01-01"), subjects)).toEqual([]);
  });

  test.prop([days, fc.constantFrom(...subjects)])(
    "since 2018 exactly one wording of a subject is in force",
    (date, s) => {
      fc.pre(date >= "2018-01-01");
      expect(lawOn(date, [s])).toHaveLength(1);
    },
  );

  test("OSB-45: every lagrum a person can choose cites something, LVU and LVM their own act", () => {
    for (const code of lagrumCodes)
      expect(lawOn(day("2026-11-22"), subjectsOf[code]).length).toBeGreaterThan(2);
    expect(lawOn(day("2026-11-22"), subjectsOf.lvu).map((ref) => ref.id)).toContain("lvu");
    expect(lawOn(day("2026-11-22"), subjectsOf.lvm).map((ref) => ref.id)).toContain("lvm");
    expect(lawOn(day("2026-11-22"), subjectsOf.hsl)[0]?.section).toBe("6 kap. 4 §");
  });
});

describe("OSB-26: the rows hold together", () => {
  test("each has an id of its own", () => {
    expect(new Set(lawRows.map((row) => row.id)).size).toBe(lawRows.length);
  });

  test("a row begins the day after the one it supersedes ends", () => {
    for (const row of lawRows.filter((r) => r.supersedes)) {
      const before = lawRows.find((r) => r.id === row.supersedes);
      expect(before?.subject).toBe(row.subject);
      const next = new Date(`${before?.validTo}T00:00:00Z`);
      next.setUTCDate(next.getUTCDate() + 1);
      expect(next.toISOString().slice(0, 10)).toBe(row.validFrom);
    }
  });

  test("an ended row has a successor", () => {
    for (const row of lawRows.filter((r) => r.validTo))
      expect(lawRows.some((r) => r.supersedes === row.id)).toBe(true);
  });

  test("what was not read as statute text says what is uncertain", () => {
    for (const row of lawRows) {
      if (row.certainty !== "textRead") expect(row.uncertain, row.id).toBeTruthy();
      else expect(row.checkedOn, row.id).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(row.source.length).toBeGreaterThan(3);
    }
  });
});
