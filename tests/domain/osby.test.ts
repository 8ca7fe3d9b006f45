import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  chainOf,
  jourOf,
  lagrumOf,
  type Municipality,
  reportingUnits,
  unitPath,
  warningsOf,
} from "#domain/municipality";
import { readMunicipality } from "#domain/municipality-file";

const osby = read(readFileSync(new URL("../../municipalities/osby.yaml", import.meta.url), "utf8"));

function read(text: string): Municipality {
  const outcome = readMunicipality(text);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems, null, 1));
  return outcome.municipality;
}

const deviations = "Avvikande händelser och risker kopplat till verksamhetens kvalitet";
const all = "All personal inom socialtjänst";
const worker = "Socialsekreterare";
const reporting = "Rapportering av avvikande händelser";
const openCare = "Verkställan av interna öppenvårdsinsatser";
const start = "Uppstart och uppföljning av interna öppenvårdsinsatser";
const openCareStaff = "Socialsekreterare, 1:e socialsekreterare, Behandlare";
const homeLet = "Rutin vid bistånd i form av socialt boende andrahand";
const homeUrgent = "Rutin vid bistånd i form av socialt boende i akuta situationer";
const homeMisuse = "Rutin misskötsel i socialt boende";

/** The tables 5.1.1 to 5.1.3 of Osby's own document, row by row: unit, process, routine, whom it is for. */
const rows = [
  [
    "Barn och familjeenheten",
    "Handläggning – placerade barn",
    "Placerad barns skolgång",
    `${worker}, Förskola och skola`,
  ],
  [
    "Barn och familjeenheten",
    "Handläggning – våld i nära relationer",
    "Rutin våld i nära relationer",
    worker,
  ],
  [
    "Barn och familjeenheten",
    "Mottagning av anmälningar",
    "Aktualisering och förhandsbedömning",
    "Socialsekreterare, 1:e socialsekreterare, Enhetschef, Administratörer",
  ],
  ["Barn och familjeenheten", openCare, start, openCareStaff],
  ["Barn och familjeenheten", reporting, deviations, all],
  ["Barn och familjeenheten", reporting, "Lex Sarah", all],
  ["Barn och familjeenheten", reporting, "Synpunkter och klagomål", all],
  [
    "Missbruk/våld i nära relationer",
    "Handläggning missbruk/beroende",
    "Rutin vid omedelbart omhändertagande",
    worker,
  ],
  ["Missbruk/våld i nära relationer", "Handläggning – socialt boende", homeLet, worker],
  ["Missbruk/våld i nära relationer", "Handläggning – socialt boende", homeUrgent, worker],
  ["Missbruk/våld i nära relationer", "Handläggning – socialt boende", homeMisuse, worker],
  [
    "Missbruk/våld i nära relationer",
    "Handläggning – våld i nära relationer",
    "Rutin våld i nära relationer",
    worker,
  ],
  ["Missbruk/våld i nära relationer", reporting, deviations, all],
  ["Missbruk/våld i nära relationer", reporting, "Lex Sarah", all],
  ["Missbruk/våld i nära relationer", reporting, "Synpunkter och klagomål", all],
  [
    "Ekonomiskt bistånd",
    "Handläggning ekonomiskt bistånd",
    "Anvisning till Osby kommun Kompetensa",
    `${worker}, Arbetsmarknadshandläggare`,
  ],
  [
    "Ekonomiskt bistånd",
    "Handläggning ekonomiskt bistånd",
    "Rutin sjukprocessen",
    `${worker}, Arbetsmarknadshandläggare`,
  ],
  ["Ekonomiskt bistånd", "Handläggning ekonomiskt bistånd – återkrav", "Rutin återkrav", worker],
  ["Ekonomiskt bistånd", "Handläggning ekonomiskt bistånd – utsluss", homeLet, worker],
  ["Ekonomiskt bistånd", "Handläggning ekonomiskt bistånd – utsluss", homeUrgent, worker],
  ["Ekonomiskt bistånd", "Handläggning ekonomiskt bistånd – utsluss", homeMisuse, worker],
  ["Ekonomiskt bistånd", reporting, deviations, all],
  ["Ekonomiskt bistånd", reporting, "Lex Sarah", all],
  ["Ekonomiskt bistånd", reporting, "Synpunkter och klagomål", all],
  ["Familjehuset", openCare, start, openCareStaff],
  ["Familjehuset", reporting, deviations, all],
  ["Familjehuset", reporting, "Lex Sarah", all],
  ["Familjehuset", reporting, "Synpunkter och klagomål", all],
] as const;

const told = osby.processes.flatMap(({ unit, process, routines }) =>
  routines.map((r) => [unitPath(osby, unit)[0]?.name, process, r.name, r.appliesTo.join(", ")]),
);

describe("Osby's file says what Osby's document says", () => {
  test("OSB-05, OSB-67: the units lie under Arbete och välfärd, which lies under kommunstyrelsen", () => {
    expect(osby.board).toBe("Kommunstyrelsen");
    expect(osby.units.map((unit) => unitPath(osby, unit.id).map((u) => u.name))).toEqual([
      ["Arbete och välfärd"],
      ["Barn och familjeenheten", "Arbete och välfärd"],
      ["Vuxenenheten", "Arbete och välfärd"],
      ["Missbruk/våld i nära relationer", "Vuxenenheten", "Arbete och välfärd"],
      ["Ekonomiskt bistånd", "Vuxenenheten", "Arbete och välfärd"],
      ["Familjehuset", "Arbete och välfärd"],
    ]);
  });

  test("OSB-52 to OSB-66: every row of the routine tables is there, with whom it is for and where it lies", () => {
    expect(told.slice(0, rows.length)).toEqual(rows);
    expect(rows).toHaveLength(28);
    expect(new Set(osby.processes.flatMap((p) => p.routines.map((r) => r.location)))).toEqual(
      new Set(["Gemensam mapp"]),
    );
  });

  test("OSB-19, OSB-74: after them come those of Vuxenenheten itself, and the introduction, which every unit has", () => {
    expect(told.slice(rows.length)).toEqual([
      ["Vuxenenheten", reporting, deviations, all],
      ["Vuxenenheten", reporting, "Lex Sarah", all],
      ["Vuxenenheten", reporting, "Synpunkter och klagomål", all],
      [
        "Arbete och välfärd",
        "Introduktion av nyanställda",
        "Introduktion och mentorskap för nyanställda",
        "Nyanställda medarbetare, Enhetschef",
      ],
    ]);
  });

  test("OSB-71: what lex Sarah asks of everybody is read by everybody every year, and nothing else need be", () => {
    const read = osby.processes.flatMap(({ unit, routines }) =>
      routines.filter((r) => r.read !== "no").map((r) => [unit, r.name, r.read]),
    );
    const units = ["barn-familj", "vuxen-missbruk-vald", "vuxen-ekonomi", "familjehuset", "vuxen"];
    expect(read).toEqual(units.map((unit) => [unit, "Lex Sarah", "yearly"]));
  });

  test("OSB-28: the SAS decides whether IVO is notified", () => {
    expect(osby.deciders.ivo).toBe("sas");
  });

  test("OSB-102: the compilation is made twice a year", () => {
    const [half] = osby.compilations;
    expect(half).toMatchObject({ document: "halfYear", period: "halfYear", writes: "sas" });
    expect(half?.on).toHaveLength(2);
  });

  test("OSB-87: the help shows the three routines for reporting", () => {
    expect(osby.helpRoutines).toEqual([deviations, "Lex Sarah", "Synpunkter och klagomål"]);
  });

  test("OSB-97, OSB-57 to OSB-59: each of the four workplaces has those three routines", () => {
    const missing = [...new Set(rows.map((row) => row[0]))].filter((unit) =>
      osby.helpRoutines.some((name) => !rows.some((row) => row[0] === unit && row[2] === name)),
    );
    expect(missing).toEqual([]);
    expect(osby.required).toEqual([
      { level: "unit", routines: osby.helpRoutines },
      { level: "section", routines: osby.helpRoutines },
    ]);
  });
});

describe("Osby's file is ready to run", () => {
  test("whoever reports can be called back by somebody: every unit has a chain, a jour and a law", () => {
    for (const { id } of reportingUnits(osby)) {
      expect(chainOf(osby, id)).toEqual(["unitManager", "sas", "director"]);
      expect(jourOf(osby, id).length).toBeGreaterThan(0);
      expect(lagrumOf(osby, id)).toBe("sol");
    }
    expect(reportingUnits(osby)).toHaveLength(5);
  });

  test("its phone numbers are invented, and that is the only thing warned of", () => {
    expect(warningsOf(osby).map(({ key, with: { unit, phone } }) => [key, unit, phone])).toEqual([
      ["inventedPhone", "Arbete och välfärd", "070-174 06 05"],
      ["inventedPhone", "Arbete och välfärd", "08-465 004 00"],
      ["inventedPhone", "Osby kommun", "08-465 004 01"],
      ["inventedPhone", "Osby kommun", "08-465 004 02"],
    ]);
  });

  test("the document says nothing of quiet hours, so there are none", () => {
    expect(osby.quietHours).toBeUndefined();
  });
});
