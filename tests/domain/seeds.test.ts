import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Municipality, reportingUnits, unitPath, warningsOf } from "#domain/municipality";
import { readMunicipality } from "#domain/municipality-file";
import type { UnitId } from "#domain/record";

/** The five municipalities whose own documents the house is made from. */
const names = ["ekero", "hjo", "malmo", "osby", "stockholm"] as const;
type Name = (typeof names)[number];

function read(name: string): Municipality {
  const outcome = readMunicipality(readFileSync(`municipalities/${name}.yaml`, "utf8"));
  if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.problems, null, 1)}`);
  return outcome.municipality;
}
const files = Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, Municipality>;

const routinesOf = (m: Municipality) => m.processes.flatMap((p) => p.routines.map((r) => ({ ...r, ...p })));
const namesOf = (m: Municipality) => m.processes.flatMap((p) => p.routines.map((r) => r.name));
const routine = (m: Municipality, name: string) =>
  m.processes.flatMap((p) => p.routines).find((r) => r.name === name);
const process = (m: Municipality, name: string) => m.processes.find((p) => p.process === name);
const unitNames = (m: Municipality) => m.units.map((unit) => unit.name);
const phonesOf = (m: Municipality) =>
  [...m.units.flatMap((u) => u.jour ?? []), ...m.intake].map((j) => j.phone);
/** Of which document: over which period, on which days, by whom, to whom. */
const plansOf = (m: Municipality, document: string) =>
  m.compilations
    .filter((plan) => plan.document === document)
    .map(({ period, on, writes, approves, receives }) => ({ period, on, who: [writes, approves, receives] }));

/** What a document names, by the number it has among the requirements, and where that stands in the file. */
const named: Readonly<Record<Name, readonly [string, (m: Municipality) => unknown, unknown][]>> = {
  osby: [
    ["OSB-28: the SAS decides whether IVO is notified", (m) => m.deciders.ivo, "sas"],
    [
      "OSB-29, OSB-102: the SAS compiles twice a year",
      (m) => plansOf(m, "halfYear"),
      [
        {
          period: "halfYear",
          on: ["01-15", "07-15"],
          who: ["sas", "director", "committeeSecretary"],
        },
      ],
    ],
    ["OSB-32, OSB-111: a quality report each year", (m) => plansOf(m, "qualityReport")[0]?.period, "year"],
    [
      "OSB-52: a routine says whom it is for and where it is",
      (m) => routine(m, "Placerad barns skolgång"),
      {
        name: "Placerad barns skolgång",
        appliesTo: ["Socialsekreterare", "Förskola och skola"],
        location: "Gemensam mapp",
        ...{ level: "routine", read: "no" },
      },
    ],
    ["OSB-71: information on lex Sarah every year", (m) => routine(m, "Lex Sarah")?.read, "yearly"],
    ["no document of Osby's speaks of providers", (m) => m.kinds.includes("providerNotice"), false],
  ],
  hjo: [
    ["HJO-04: the responsible board is kommunstyrelsen", (m) => m.board, "Kommunstyrelsen"],
    [
      "HJO-15: kommunstyrelsen adopts policies and guidelines, the operation routines",
      ({ adopters: { policy, guideline, routine, local } }) => [policy, guideline, routine, local],
      ["committeeSecretary", "committeeSecretary", "departmentManager", "unitManager"],
    ],
    ["HJO-74: the director decides minor changes", (m) => m.adopters.minor, "director"],
    [
      "HJO-01, HJO-16: its two guidelines are adopted as guidelines",
      (m) =>
        routinesOf(m)
          .filter((r) => r.level === "guideline")
          .map((r) => r.name),
      ["Riktlinje för kvalitetsledningssystem", "Riktlinjer för lex Sarah"],
    ],
    [
      "HJO-13: the four phases, in their order",
      (m) => m.processes.slice(0, 4).map((p) => p.process),
      ["Kvalitetssäkring", "Kvalitetsstyrning", "Kvalitetskontroll", "Kvalitetsutveckling"],
    ],
    [
      "HJO-07, HJO-14: goals and guarantees",
      (m) => process(m, "Kvalitetssäkring")?.routines.map((r) => r.name),
      ["Kommunens kvalitetsmål", "Värdighetsgarantier", "Tjänstegarantier"],
    ],
    [
      "HJO-18: internal control of social documentation",
      (m) => process(m, "Kvalitetskontroll")?.routines.map((r) => r.name),
      ["Internkontroll av social dokumentation"],
    ],
    [
      "HJO-24: the five parts of the work, in their order",
      (m) => process(m, "Lag- och formkrav")?.activities,
      ["Riskbedömning", "Egenkontroll", "Avvikelsehantering", "Analys", "Åtgärdsarbete"],
    ],
    [
      "HJO-37, HJO-48: a quality report by each department, and one of the whole to kommunstyrelsen",
      (m) => m.compilations.filter((p) => p.document === "qualityReport").map((p) => [p.units, p.receives]),
      [
        [["individ-familj", "funktionshinder", "vard-omsorg"], "director"],
        [undefined, "committeeSecretary"],
      ],
    ],
    [
      "HJO-53: staff confirm having read the system",
      (m) => namesRead(m, "once"),
      ["Riktlinje för kvalitetsledningssystem"],
    ],
    [
      "HJO-59: staff report deviations and complaints",
      (m) => m.required[0]?.routines,
      ["Rapportering av avvikelser", "Riktlinjer för lex Sarah", "Klagomål"],
    ],
    [
      "HJO-61, HJO-63: the MAS keeps instructions for health care",
      (m) => owned(m, "mas"),
      ["Direktiv och instruktioner för hälso- och sjukvården", "Lex Maria"],
    ],
    [
      "HJO-70: the SAS keeps the guideline on lex Sarah",
      (m) => owned(m, "sas"),
      ["Riktlinjer för lex Sarah"],
    ],
    ["Hjo's document names no providers", (m) => m.kinds.includes("providerNotice"), false],
  ],
  malmo: [
    ["MAL-62: the working committee decides on the notice to IVO", (m) => m.deciders.ivo, "workingCommittee"],
    [
      "MAL-67, MAL-68: the manager of each level adopts what is its own",
      (m) => [m.adopters.routine, m.adopters.local],
      ["departmentManager", "unitManager"],
    ],
    ["MAL-26: the risks are gone through every year", (m) => m.days.riskReviewed, 365],
    [
      "MAL-21, MAL-23, MAL-25: what is done in a risk dialogue, in order",
      (m) => process(m, "Riskdialog")?.activities,
      [
        "Risker pekas ut",
        "Sannolikhet och konsekvens bedöms",
        "Styrprocess väljs",
        "Gemensamma egenkontroller och åtgärder beslutas för nästa år",
      ],
    ],
    ["MAL-54: the quality dialogue", (m) => namesOf(m).includes("Kvalitetsdialog"), true],
    [
      "MAL-20: every department has a risk dialogue each year",
      (m) => m.meetings.filter(({ name }) => name === "Riskdialog").map(({ unit, on }) => [unit, on.length]),
      [
        ["myndighet", 1],
        ["boende", 1],
        ["dagligt-stod", 1],
      ],
    ],
    [
      "MAL-73: a routine of cooperation must be there",
      (m) => asked(m, "level", "unit"),
      [
        "Rapportering av avvikelser",
        "Lex Sarah",
        "Synpunkter och klagomål",
        "Dokumentation av handläggning och genomförande",
        "Hantering av allmänna handlingar",
        "Samverkan inom och utom förvaltningen",
      ],
    ],
    [
      "MAL-76: those of health care are adopted by whoever leads it",
      (m) => [
        routine(m, "Systematiskt kvalitetsarbete i hälso- och sjukvården")?.level,
        asked(m, "law", "hsl"),
      ],
      ["local", ["Systematiskt kvalitetsarbete i hälso- och sjukvården", "Lex Maria"]],
    ],
    [
      "MAL-81: the MAS writes the patient safety report each year",
      (m) => plansOf(m, "patientSafetyReport")[0]?.who[0],
      "mas",
    ],
    [
      "MAL-88, MAL-89: what all staff have routines for",
      (m) => process(m, "Rapportering och dokumentation")?.routines.map((r) => r.name),
      [
        "Rapportering av avvikelser",
        "Lex Sarah",
        "Synpunkter och klagomål",
        "Dokumentation av handläggning och genomförande",
        "Hantering av allmänna handlingar",
      ],
    ],
  ],
  stockholm: [
    [
      "STH-50, STH-61: the councils of the department and of its units meet four times a year",
      (m) => m.meetings.map(({ on }) => on.length),
      [4, 4, 4, 4],
    ],
    [
      "STH-16 to STH-23: the eight areas, in their order",
      (m) => m.processes.slice(0, 8).map((p) => p.process),
      [
        "Kvalitetssäkring av sociala tjänster",
        "Tillgänglighet",
        "Handläggning och dokumentation",
        "Fel och brister i verksamheten",
        "Synpunkter och klagomål på verksamheten",
        "Personal- och kompetensförsörjning",
        "Försörjning av varor och tjänster",
        "Uppföljning och utvärdering av verksamheten",
      ],
    ],
    [
      "STH-19: staff are helped to report deviations by the routine of the fourth area",
      (m) => [m.processes[3]?.process, m.processes[3]?.routines[0]?.name, m.helpRoutines[0]],
      Array(3).fill("Fel och brister i verksamheten"),
    ],
    [
      "STH-26: a private provider is a unit, called by its own manager first",
      (m) => m.units.filter((u) => u.level === "provider").map((u) => u.chain?.[0]),
      ["provider"],
    ],
    [
      "STH-27, STH-28: tender, supervision and contract",
      (m) => process(m, "Försörjning av varor och tjänster")?.activities.length,
      3,
    ],
    [
      "STH-31, STH-33: the department's council adopts for all, the unit's group for itself",
      (m) => [m.adopters.guideline, m.adopters.routine, m.adopters.local],
      ["departmentManager", "departmentManager", "unitManager"],
    ],
    [
      "STH-33 to STH-36: from the unit's group to all units, and where it is made known",
      (m) => process(m, "Ny rutin eller förslag till förbättring")?.activities,
      [
        "Enhetens kvalitetsgrupp beslutar om en lokal rutin",
        "Rutinen förankras i den lokala samverkansgruppen",
        "Rutinen förankras på APT",
        "Det som passar alla enheter lyfts till avdelningens kvalitetsråd",
        "Avdelningens kvalitetsråd beslutar om det ska gälla alla",
        "Beslutet förankras i avdelningens samverkansgrupp",
      ],
    ],
    [
      "STH-37, STH-38, STH-80: who sits in the department's council",
      (m) => routine(m, "Arbetsordning för avdelningens kvalitetsråd")?.appliesTo,
      ["Avdelningschef", "Samtliga enhetschefer", "Utredare/kvalitetsutvecklare", "MAS"],
    ],
    [
      "STH-45 to STH-49: the five lists",
      (m) => process(m, "Uppföljning och utvärdering av verksamheten")?.activities,
      [
        "Klagomål, synpunkter och beröm",
        "Risk- och väsentlighetsanalyser",
        "Internkontroller",
        "Anmälda allvarliga missförhållanden",
        "Ej verkställda beslut",
      ],
    ],
    [
      "STH-13, STH-44, STH-68: T1, T2 and the year, from each unit and then from the department",
      (m) => m.compilations.slice(0, 4).map((p) => [p.document, p.period, p.units?.length]),
      [
        ["councilPack", "tertial", 3],
        ["councilPack", "year", 3],
        ["councilPack", "tertial", undefined],
        ["councilPack", "year", undefined],
      ],
    ],
    [
      "STH-50 to STH-54: four meetings, in January, April, August and November",
      (m) =>
        plansOf(m, "councilPack")
          .at(-1)
          ?.on.map((day) => day.slice(0, 2)),
      ["01", "04", "08", "11"],
    ],
    [
      "STH-58, STH-60: the unit that orders, and those that provide",
      (m) => unitNames(m).filter((name) => /^(Beställar|Utförar)enheten/.test(name)).length,
      3,
    ],
    [
      "STH-73, STH-74, STH-77, STH-78: what quality representatives propose local routines for",
      (m) => process(m, "Kvalitetsombudens uppdrag")?.routines.map((r) => [r.name, r.level]),
      [
        ["Genomförandeplaner", "local"],
        ["Övrig dokumentation", "local"],
        ["Fritidsaktiviteter", "local"],
        ["Brukar- och anhörigstöd (husmöten)", "local"],
      ],
    ],
    [
      "STH-75: each unit has a list of routines that must be there",
      (m) => asked(m, "level", "unit")?.length,
      7,
    ],
  ],
  ekero: [
    ["EKE-02, EKE-15: the responsible board is socialnämnden", (m) => m.board, "Socialnämnden"],
    [
      "EKE-09 to EKE-14: the six services, in their order",
      (m) => m.processes.slice(0, 6).map((p) => p.process),
      [
        "Förebyggande insatser",
        "Stöd i det ordinära boendet",
        "Särskilt boende",
        "Daglig verksamhet",
        "Stöd och behandling",
        "Ekonomiskt bistånd",
      ],
    ],
    [
      "EKE-20: a staff and five units",
      (m) => m.units.filter((u) => u.level === "staff" || u.level === "unit").map((u) => u.name),
      [
        "Staben",
        "Enheten för äldre och personer med funktionsnedsättning",
        "Enheten för familj, barn och ungdom",
        "Enheten för vuxna",
        "Integrationsenheten",
        "Administrativa enheten",
      ],
    ],
    [
      "EKE-26, EKE-35, EKE-61: its guidelines, and the plan of internal control",
      (m) => [
        ...new Set(
          routinesOf(m)
            .filter((r) => r.level === "guideline")
            .map((r) => r.name),
        ),
      ],
      [
        "Riktlinjer för genomförandeplaner",
        "Riktlinjer för myndighetsutövning",
        "Internkontrollplan",
        "Riktlinjer för hälso- och sjukvård",
      ],
    ],
    [
      "EKE-17, EKE-107, EKE-108: documents that steer",
      (m) => process(m, "Styrdokument")?.routines.map((r) => r.name),
      ["Verksamhetsplan", "Delegationsordning", "Principbeslut"],
    ],
    [
      "EKE-31: providers of the municipality's own and by contract",
      (m) => ["kommunal-produktion", "avtalade-utforare"].map((id) => unitPath(m, id as UnitId).length),
      [2, 2],
    ],
    [
      "EKE-36 to EKE-40: the five ways",
      (m) => process(m, "Systematiskt kvalitetsarbete")?.activities,
      [
        "Riskanalyser",
        "Egenkontroller",
        "Synpunkter och klagomål samlas in",
        "Samverkan",
        "Allt dokumenteras",
      ],
    ],
    [
      "EKE-49: figures as of March and of August",
      (m) => plansOf(m, "halfYear").map((plan) => plan.period),
      [
        { from: "01-01", to: "03-31" },
        { from: "01-01", to: "08-31" },
      ],
    ],
    [
      "EKE-58: decisions not carried out, by a routine of their own",
      (m) => namesOf(m).includes("Rapportering av ej verkställda beslut"),
      true,
    ],
    [
      "EKE-65, EKE-90: each provider accounts for its year to whoever follows the contract up",
      (m) => m.compilations.filter((p) => p.receives === "contractManager").map((p) => [p.period, p.writes]),
      [
        ["year", "unitManager"],
        ["year", "provider"],
      ],
    ],
    [
      "EKE-78: the committee decides on the system and its guidelines",
      (m) => [m.adopters.policy, m.adopters.guideline],
      ["committeeSecretary", "committeeSecretary"],
    ],
    [
      "EKE-85: quality accounts to the committee each year",
      (m) => plansOf(m, "qualityAccounts")[0]?.who.at(-1),
      "committeeSecretary",
    ],
    [
      "EKE-88, EKE-89, EKE-91: routines that each provider must have",
      (m) => m.required.filter((each) => each.level === "provider").flatMap((each) => each.routines),
      expect.arrayContaining([
        "Fel och brister i verksamheten",
        "Synpunkter och klagomål",
        "Utförarens interna kontroll",
        "Uppföljning och rapportering av resultat",
        "Information till nämnden om allvarliga händelser",
      ]),
    ],
    [
      "EKE-98: everybody employed knows the system",
      (m) => namesRead(m, "once"),
      ["Ledningssystem för systematiskt kvalitetsarbete"],
    ],
    [
      "EKE-103, EKE-105: ESSAM and PRISMA",
      (m) => namesOf(m).filter((name) => /ESSAM|PRISMA/.test(name)).length,
      2,
    ],
  ],
};

function namesRead(m: Municipality, read: string) {
  return routinesOf(m)
    .filter((r) => r.read === read)
    .map((r) => r.name);
}
function owned(m: Municipality, owner: string) {
  return routinesOf(m)
    .filter((r) => r.owner === owner)
    .map((r) => r.name);
}
const asked = (m: Municipality, of: "level" | "law", is: string) =>
  m.required.find((each) => each[of] === is)?.routines;

test("there is a file for each of the five", () => {
  const lying = readdirSync("municipalities").filter((file) => !file.endsWith(".checklists.yaml"));
  expect(lying.sort()).toEqual(names.map((name) => `${name}.yaml`));
  for (const name of names) expect(files[name].tenant).toBe(name);
});

describe.each(names)("%s", (name) => {
  const m = files[name];

  test.each(named[name])("%s", (_, of, is) => {
    expect(of(m)).toEqual(is);
  });

  test("its numbers are invented, each of them is warned of, and nothing else is", () => {
    expect(m.intake.length).toBeGreaterThan(0);
    for (const phone of phonesOf(m)) expect(phone).toMatch(/^(070-174 06 (0[5-9]|[1-9]\d)|08-465 004 \d\d)$/);
    expect(warningsOf(m).map(({ key, with: { phone } }) => [key, phone])).toEqual(
      phonesOf(m).map((phone) => ["inventedPhone", phone]),
    );
  });

  test("whoever works anywhere below the top reads what lex Sarah asks of them every year, and it is one text", () => {
    const yearly = m.processes.filter((p) => p.routines.some((r) => r.read === "yearly"));
    const texts = yearly.flatMap((p) => p.routines.filter((r) => r.read === "yearly"));
    expect(new Set(texts.map((text) => JSON.stringify(text))).size).toBe(1);
    expect(texts[0]?.name).toMatch(/lex sarah/i);
    for (const { id } of reportingUnits(m)) {
      const path = unitPath(m, id).map((unit) => unit.id);
      expect([id, yearly.some(({ unit }) => path.includes(unit))]).toEqual([id, true]);
    }
    if (name !== "osby") expect(yearly.map(({ unit }) => unit)).toEqual([m.units[0]?.id]);
  });

  test("the lists of what must be there ask only of units that there are, and for lex Sarah of each that has a level of it", () => {
    for (const { units, level, law } of m.required)
      expect(m.units.some((u) => units?.includes(u.id) || u.level === level || u.law === law)).toBe(true);
    expect(m.required.some(({ routines }) => routines.some((each) => /lex sarah/i.test(each)))).toBe(true);
  });

  test("providers' notices are kept where somebody follows their contracts up, and nowhere else", () => {
    expect(m.kinds.includes("providerNotice")).toBe(m.roles.includes("contractManager"));
    expect(m.roles.includes("provider")).toBe(m.roles.includes("contractManager"));
  });
});

test("no number is used twice", () => {
  const all = names.flatMap((name) => phonesOf(files[name]));
  expect(new Set(all).size).toBe(all.length);
});

test("what the documents do not say is marked as a proposal in every file", () => {
  for (const name of names)
    expect(readFileSync(`municipalities/${name}.yaml`, "utf8").match(/förslag/gi)?.length).toBeGreaterThan(5);
});
