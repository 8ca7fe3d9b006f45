import { describe, expect, test } from "vitest";
import {
  chainOf,
  jourOf,
  lagrumOf,
  reportingUnits,
  unitOf,
  unitPath,
  warningsOf,
} from "#domain/municipality";
import { readMunicipality } from "#domain/municipality-file";
import { municipalitySchema } from "#domain/municipality-schema";
import type { UnitId } from "#domain/record";

const id = (name: string) => name as UnitId;
const file = `tenant: test
name: Testby
board: Nämnden
levels:
  department: Förvaltning
  unit: Enhet
units:
  - id: office
    name: Förvaltningen
    level: department
    reports: false
    law: sol
    chain: [unitManager, sas]
    jour:
      - { name: Jour, phone: "0479-52 80 00" }
  - id: home
    name: Hemmet
    parent: office
    level: unit
  - id: ward
    name: Avdelningen
    parent: home
    law: lss
    chain: [sas]
roles: [staff, unitManager, sas]
deciders: { degree: sas, ivo: sas }
adopters: { policy: sas, guideline: sas, routine: sas, local: unitManager, minor: sas }
kinds: [deviation]
compilations: [{ document: halfYear, period: halfYear, on: ["01-15", "07-15"], approves: sas, receives: sas }]
quietHours: { from: 20:00, to: "06:30" }
thresholds: { medium: 4, high: 8, veryHigh: 12 }
whistleblower: https://example.org/tips
processes:
  - unit: home
    process: Rapportering
    routines:
      - { name: Lex Sarah, appliesTo: [Alla], location: Mappen }
      - { name: Tillsyn, appliesTo: [Alla], location: Mappen, adoptedOn: 2025-09-01, reviewOn: 2026-09-01 }
required:
  - { level: unit, law: sol, routines: [Lex Sarah] }
  - { units: [ward], routines: [Tillsyn] }
helpRoutines: [Lex Sarah]
`;

function read(text: string) {
  const outcome = readMunicipality(text);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems, null, 1));
  return outcome.municipality;
}

/** Line (from 1) of the first line of the file that holds a text. */
const lineOf = (text: string, part: string) => text.split("\n").findIndex((line) => line.includes(part)) + 1;

function problems(text: string) {
  const outcome = readMunicipality(text);
  return outcome.ok ? [] : outcome.problems;
}

describe("looking up in a municipality", () => {
  const m = read(file);

  test("a unit's path is itself and those above, nearest first", () => {
    expect(unitPath(m, id("ward")).map((u) => u.id)).toEqual(["ward", "home", "office"]);
    expect(unitPath(m, id("nowhere"))).toEqual([]);
    expect(unitOf(m, id("home"))?.name).toBe("Hemmet");
    expect(unitOf(m, id("nowhere"))).toBeUndefined();
  });

  test("chain, jour and law come from the nearest unit that has them", () => {
    expect(chainOf(m, id("ward"))).toEqual(["sas"]);
    expect(chainOf(m, id("home"))).toEqual(["unitManager", "sas"]);
    expect(jourOf(m, id("ward"))).toEqual([{ name: "Jour", phone: "0479-52 80 00" }]);
    expect(lagrumOf(m, id("home"))).toBe("sol");
    expect(lagrumOf(m, id("ward"))).toBe("lss");
    expect(chainOf(m, id("nowhere"))).toEqual([]);
  });

  test("a report may concern every unit that does not say otherwise, in the order of the file", () => {
    expect(reportingUnits(m).map((u) => u.id)).toEqual(["home", "ward"]);
  });

  test("a whole file gives no warnings", () => {
    expect(warningsOf(m)).toEqual([]);
  });

  test("a unit without chain or jour, and an invented number, are warned of", () => {
    const bare = read(file.replace("    chain: [unitManager, sas]\n", "").replace(/ {4}jour:\n.*\n/, ""));
    expect(warningsOf(bare)).toEqual([
      { key: "unitWithoutChain", with: { unit: "Hemmet" } },
      { key: "unitWithoutJour", with: { unit: "Hemmet" } },
      { key: "unitWithoutJour", with: { unit: "Avdelningen" } },
    ]);
    const keys = ["070-174 06 05", "+46 70 174 06 99", "08-465 004 00", "070-174 06 04"].map((phone) =>
      warningsOf(read(file.replace("0479-52 80 00", phone))).map((warning) => warning.key),
    );
    expect(keys).toEqual([["inventedPhone"], ["inventedPhone"], ["inventedPhone"], []]);
  });

  test("an invented number for reports of concern is warned of, as the whole municipality's", () => {
    const numbers = read(`${file}intake:
  - { name: Mottagningen, phone: "0479-52 80 01" }
  - { name: Mottagning vuxna, phone: "08-465 004 99" }
`);
    expect(warningsOf(numbers)).toEqual([
      { key: "inventedPhone", with: { unit: "Testby", name: "Mottagning vuxna", phone: "08-465 004 99" } },
    ]);
  });
});

describe("what the file does not say", () => {
  const { days, digest, thresholds, intake, faultReport, processes, meetings } = read(file);

  test("days, digest and the threshold of health care have the values that others have published", () => {
    expect(days).toEqual({
      ...{ assessed: 5, investigated: 10, idle: 30 },
      ...{ acknowledged: 2, answered: 10, riskReviewed: 365 },
    });
    expect(digest).toBe("07:30");
    expect(thresholds.hsl).toBe(4);
    expect([intake, faultReport, meetings]).toEqual([[], undefined, []]);
  });

  test("a routine is a routine that nobody need confirm, and a process has no activities", () => {
    const [reporting] = processes;
    expect(reporting?.activities).toEqual([]);
    expect(reporting?.routines[0]).toEqual({
      ...{ name: "Lex Sarah", appliesTo: ["Alla"], location: "Mappen" },
      ...{ level: "routine", read: "no" },
    });
  });

  test("who adopts what has its usual role, level by level", () => {
    const roles = "roles: [staff, unitManager, sas, director, committeeSecretary]";
    const more = file.replace("roles: [staff, unitManager, sas]", roles);
    const usual = { policy: "committeeSecretary", guideline: "director", routine: "director" };
    expect(read(more.replace(/adopters: .*\n/, "")).adopters).toEqual({
      ...usual,
      ...{ local: "unitManager", minor: "director" },
    });
    expect(read(more.replace(/adopters: .*\n/, "adopters: { minor: sas }\n")).adopters).toEqual({
      ...usual,
      ...{ local: "unitManager", minor: "sas" },
    });
  });

  test("a configuration stored before these settings were there is read, with their defaults", () => {
    const roles = ["staff", "unitManager", "sas", "director", "committeeSecretary"];
    const { adopters: _, intake: __, required: ___, ...old } = read(file);
    const stored = {
      ...old,
      roles,
      days: { assessed: 3, investigated: 10, idle: 30 },
      processes: old.processes.map(({ unit, process, routines }) => ({
        ...{ unit, process },
        routines: routines.map(({ name, appliesTo, location }) => ({ name, appliesTo, location })),
      })),
    };
    expect(municipalitySchema.parse(stored)).toMatchObject({
      days: { assessed: 3, acknowledged: 2, answered: 10, riskReviewed: 365 },
      adopters: { policy: "committeeSecretary", minor: "director" },
      intake: [],
      required: [],
      processes: [{ activities: [], routines: [{ level: "routine", read: "no" }, {}] }],
    });
  });

  test("what it does say is kept, one by one", () => {
    const own = read(
      `${file.replace("veryHigh: 12 }", "veryHigh: 12, hsl: 6 }")}digest: 06:45\ndays: { assessed: 3 }\n`,
    );
    expect(own).toMatchObject({
      days: { assessed: 3, investigated: 10, idle: 30, acknowledged: 2 },
      digest: "06:45",
      thresholds: { hsl: 6 },
    });
  });
});

describe("a mistake in the file is named with its line and how to mend it", () => {
  /** [what is replaced, by what, the text on the line it is found on, what is said] */
  const mistakes: readonly [string, string, string, RegExp][] = [
    ["board: Nämnden\n", "", "tenant: test", /^board is missing; add it$/],
    ["name: Testby", "name: 2026", "name: 2026", /^name must be text; put it in quotes$/],
    ["name: Testby", "name:", "name:", /^name is (empty|missing)/],
    [
      "name: Hemmet",
      "naem: Hemmet",
      "naem: Hemmet",
      /^units\[1\]\.naem is not known here; correct its spelling/,
    ],
    ["parent: home", "parent: hoem", "parent: hoem", /there is no unit hoem; write the id of a unit/],
    ["parent: home", "parent: ward", "parent: ward", /ward ends up above itself/],
    ["    level: department", "    parent: ward", "parent: ward", /office ends up above itself/],
    ["id: ward", "id: home", "    parent: home", /the id home is used twice/],
    ["id: ward", "id: Avdelning Ett", "id: Avdelning Ett", /use 2 to 40 of a-z/],
    ["level: unit", "level: team", "level: team", /there is no level team; write one of department, unit/],
    [
      "chain: [sas]",
      "chain: [boss]",
      "chain: [boss]",
      /units\[2\]\.chain\[0\] must be one of staff, unitManager/,
    ],
    ["chain: [sas]", "chain: [mas]", "chain: [mas]", /the role mas is not among "roles"/],
    ["ivo: sas", "ivo: director", "ivo: director", /the role director is not among "roles"/],
    ['"0479-52 80 00"', '"52 80 00"', "52 80 00", /write a Swedish phone number with its area code/],
    ['"0479-52 80 00"', "0479528000", "0479528000", /must be text; put it in quotes/],
    ["from: 20:00", "from: 8 pm", "from: 8 pm", /write a time of day with four digits/],
    ['to: "06:30"', "to: 20:00", "to: 20:00", /quiet hours must not end when they begin/],
    ["kinds:", "days: 5\nkinds:", "days: 5", /^days must be a group of named values/],
    ["kinds:", "days: { assessed: 0 }\nkinds:", "assessed: 0", /^days\.assessed must be at least 1 day$/],
    ["kinds:", "days: { begun: 10 }\nkinds:", "begun: 10", /^days\.begun is not known here/],
    [
      "kinds:",
      "days: { assessed: 11 }\nkinds:",
      "assessed: 11",
      /^days is wrong: investigated must not come before assessed$/,
    ],
    ["kinds:", "digest: 7\nkinds:", "digest: 7", /^digest must be text; put it in quotes$/],
    ["kinds:", "digest: 7.30\nkinds:", "digest: 7.30", /^digest must be text; put it in quotes$/],
    ["kinds:", 'digest: "7.30"\nkinds:', "7.30", /^digest write a time of day with four digits/],
    ["veryHigh: 12", "veryHigh: 12, hsl: 17", "hsl: 17", /^thresholds\.hsl must be at most 16$/],
    ['"07-15"', '"02-30"', "02-30", /write a day that every year has/],
    ["high: 8", "high: 13", "high: 13", /must rise in that order/],
    ["high: 8", "high: much", "high: much", /thresholds\.high must be a number|whole number/],
    ["law: lss", "law: unknown", "law: unknown", /must be one of sol, lss, hsl, lvu, lvm$/],
    ["https://example.org/tips", "example.org", "example.org", /begins with https/],
    ["- unit: home", "- unit: away", "- unit: away", /^processes\[0\]\.unit is wrong: there is no unit away/],
    [
      "kinds:",
      "days: { acknowledged: 11 }\nkinds:",
      "acknowledged: 11",
      /^days is wrong: answered must not come before acknowledged$/,
    ],
    ["kinds:", "days: { riskReviewed: 0 }\nkinds:", "riskReviewed: 0", /riskReviewed must be at least 1 day/],
    [
      "minor: sas",
      "minor: director",
      "minor: director",
      /^adopters\.minor is wrong: the role director is not/,
    ],
    ["policy: sas", "policy: mayor", "policy: mayor", /^adopters\.policy must be one of staff/],
    ["minor: sas", "major: sas", "major: sas", /^adopters\.major is not known here/],
    [
      "kinds:",
      'intake: [{ name: Mottagningen, phone: "52 80 00" }]\nkinds:',
      "Mottagningen",
      /write a Swedish phone number with its area code/,
    ],
    [
      "kinds:",
      "faultReport: 1177\nkinds:",
      "faultReport: 1177",
      /^faultReport must be text; put it in quotes$/,
    ],
    ["2025-09-01", "2025-02-30", "2025-02-30", /adoptedOn write a date as year-month-day/],
    ["2025-09-01", "2025", "adoptedOn: 2025", /adoptedOn must be text; put it in quotes/],
    [
      "reviewOn: 2026-09-01",
      "reviewOn: 2025-08-31",
      "2025-08-31",
      /^processes\[0\]\.routines\[1\]\.reviewOn is wrong: it is to be looked at before it is adopted; set a later/,
    ],
    [
      "adoptedOn: 2025-09-01",
      "level: minor",
      "level: minor",
      /level must be one of policy, guideline, routine, local$/,
    ],
    ["adoptedOn: 2025-09-01", "owner: mas", "owner: mas", /the role mas is not among "roles"/],
    ["adoptedOn: 2025-09-01", "read: always", "read: always", /read must be one of no, once, yearly$/],
    [
      "units: [ward]",
      "units: [wrad]",
      "units: [wrad]",
      /^required\[1\]\.units\[0\] is wrong: there is no unit wrad/,
    ],
    ["units: [ward]", "units: []", "units: []", /name at least one unit, or leave it out/],
    [
      "level: unit, law: sol",
      "level: team",
      "level: team",
      /^required\[0\]\.level is wrong: there is no level team; write one of department, unit$/,
    ],
    [
      "level: unit, law: sol",
      "law: fl",
      "law: fl",
      /^required\[0\]\.law must be one of sol, lss, hsl, lvu, lvm$/,
    ],
    [
      "units: [ward], routines: [Tillsyn]",
      "routines: [Tillsyn]",
      "- { routines: [Tillsyn] }",
      /^required\[1\] is wrong: say of which units it is asked: give units, level or law$/,
    ],
    [
      "routines: [Tillsyn]",
      "routines: []",
      "routines: []",
      /^required\[1\]\.routines name at least one routine$/,
    ],
    [
      "kinds:",
      'meetings: [{ name: Kvalitetsråd, unit: hoem, on: ["01-20"] }]\nkinds:',
      "hoem",
      /^meetings\[0\]\.unit is wrong: there is no unit hoem; write the id of a unit/,
    ],
    [
      "kinds:",
      "meetings: [{ name: Kvalitetsråd, unit: home, on: [] }]\nkinds:",
      "on: []",
      /^meetings\[0\]\.on give at least one day$/,
    ],
    [
      "kinds:",
      'meetings: [{ name: Kvalitetsråd, unit: home, on: ["02-29"] }]\nkinds:',
      "02-29",
      /write a day that every year has as month-day/,
    ],
    [
      "helpRoutines: [Lex Sarah]",
      "helpRoutines: [Lex Maria]",
      "Lex Maria",
      /no routine is called "Lex Maria"/,
    ],
    ["appliesTo: [Alla]", "appliesTo: Alla", "appliesTo: Alla", /must be a list/],
    ["reports: false", "reports: nej", "reports: nej", /must be true or false/],
    ["kinds: [deviation]", "kinds: []", "kinds: []", /at least one kind/],
  ];

  test.each(mistakes)("%j written as %j", (was, becomes, line, message) => {
    const text = file.replace(was, becomes);
    expect(text).not.toBe(file);
    const found = problems(text);
    expect(found.map((p) => p.message).join("\n")).toMatch(new RegExp(message.source, "m"));
    const hit = found.find((p) => message.test(p.message));
    if (was !== "id: ward" || becomes !== "id: home") expect(hit?.line).toBe(lineOf(text, line));
    expect(hit?.column).toBeGreaterThan(0);
  });

  test("a routine may be looked at again on the day it is adopted", () => {
    expect(problems(file.replace("reviewOn: 2026-09-01", "reviewOn: 2025-09-01"))).toEqual([]);
  });

  test("who adopts is asked for where the file has neither that nor the usual roles", () => {
    const found = problems(file.replace(/adopters: .*\n/, ""));
    expect(found.map(({ line, message }) => [line, message])).toEqual(
      ["policy", "guideline", "routine", "minor"].map((level) => [1, `adopters.${level} is missing; add it`]),
    );
  });

  test("the second of two equal ids is the one pointed at", () => {
    const text = file.replace("id: ward", "id: home");
    const lines = text.split("\n");
    expect(problems(text)[0]?.line).toBe(lines.lastIndexOf("  - id: home") + 1);
  });

  test("no units at all", () => {
    const text = file.replace(/units:[\s\S]*?roles:/, "units: []\nroles:");
    expect(problems(text)).toContainEqual({
      line: lineOf(text, "units: []"),
      column: 8,
      message: "units a municipality needs at least one unit",
    });
  });

  test.each([
    ["a tab", file.replace("    name: Hemmet", "\tname: Hemmet"), lineOf(file, "name: Hemmet"), /tab/i],
    ["a key twice", file.replace("board: Nämnden", "name: Igen"), 3, /unique.*Remove one of them/],
    ["an open quote", file.replace("name: Testby", 'name: "Testby'), undefined, /quote.*Add what is missing/],
    [
      "a colon in a text",
      file.replace("name: Testby", "name: Test: by"),
      2,
      /holds a colon, put it in quotes/,
    ],
    [
      "an alias to nothing",
      file.replace("kinds: [deviation]", "kinds: *none"),
      lineOf(file, "kinds:"),
      /nothing above is marked &none; mark it/,
    ],
    ["nothing", "", 1, /The file is empty/],
    ["a single text", "Osby", 1, /The file must be a group of named values/],
  ])("YAML itself: %s", (_, text, line, message) => {
    const found = problems(text);
    expect(found.map((p) => p.message).join("\n")).toMatch(message);
    if (line) expect(found.find((p) => message.test(p.message))?.line).toBe(line);
  });

  test("every mistake is told at once, in the order of the file", () => {
    const text = file
      .replace("name: Testby", "nmae: Testby")
      .replace("ivo: sas", "ivo: boss")
      .replace("high: 8", "high: 99");
    const lines = problems(text).map((p) => p.line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    expect(lines.length).toBeGreaterThanOrEqual(4);
  });
});
