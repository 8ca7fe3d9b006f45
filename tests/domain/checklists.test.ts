import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Checklist, draw, type Item, itemsFor, shortcomings } from "#domain/checklist";
import { readChecklists } from "#domain/checklist-file";
import { optionsOf } from "#domain/checklist-options";
import { checklistSchema } from "#domain/checklist-schema";
import { checklists } from "#domain/checklists/index";
import { lawOn } from "#domain/law";
import { readMunicipality } from "#domain/municipality-file";
import { personalNumbers } from "#domain/privacy";
import type { Answers, LocalDate } from "#domain/record";

const today = "2026-11-22" as LocalDate;

function own(name: string): readonly Checklist[] {
  const read = readChecklists(readFileSync(`municipalities/${name}.checklists.yaml`, "utf8"));
  if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 1));
  return read.checklists;
}
function processesOf(name: string) {
  const read = readMunicipality(readFileSync(`municipalities/${name}.yaml`, "utf8"));
  if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 1));
  return read.municipality.processes;
}
const routinesOf = (name: string): readonly string[] =>
  processesOf(name).flatMap(({ routines }) => routines.map((routine) => routine.name));
/** Those that have checklists of their own. */
const owners = ["osby", "malmo", "hjo", "ekero"] as const;
const registers = { osby: routinesOf("osby") };
const owns = { osby: own("osby"), malmo: own("malmo"), hjo: own("hjo"), ekero: own("ekero") };
const all = [...checklists, ...owners.flatMap((name) => owns[name])];

const itemsOf = ({ sections }: Checklist): readonly Item[] => sections.flatMap(({ items }) => items);
const namedIn = (lists: readonly Checklist[]) =>
  lists.flatMap((list) => itemsOf(list).flatMap(({ routine }) => (routine ? [routine] : [])));
function shipped(id: string): Checklist {
  const found = checklists.find((each) => each.id === id);
  if (!found) throw new Error(`no checklist ${id}`);
  return found;
}
const itemOf = (list: Checklist, id: string) => itemsOf(list).find((each) => each.id === id);

/** Everything answered as badly as it can be, or as well. */
const answered = (list: Checklist, well: boolean): Answers =>
  Object.fromEntries(
    itemsOf(list).flatMap(({ id, answer }) => {
      switch (answer.type) {
        case "share":
          return [
            [`${id}.met`, (answer.good === "low") === well ? "0" : "9"],
            [`${id}.of`, "9"],
          ];
        case "day":
          return [[id, well ? today : "no"]];
        case "text":
          return [];
        case "scale":
          return [[id, well ? "5" : "1"]];
        default:
          return [[id, well ? "yes" : "no"]];
      }
    }),
  );

test("no two checklists are called the same", () => {
  for (const name of ["id", "title"] as const)
    expect(new Set(all.map((list) => list[name])).size).toBe(all.length);
});

describe.each(all.map((list) => [list.id, list] as const))("%s", (_, list) => {
  test("is as a checklist must be, and what is shipped is written as it is read", () => {
    expect(checklistSchema.parse(list)).toEqual(list);
  });

  test("has sections of a few items each, none of them long, nor named or worded as another", () => {
    for (const { items } of list.sections) {
      expect(items.length).toBeGreaterThanOrEqual(3);
      expect(items.length).toBeLessThanOrEqual(6);
    }
    const plain = itemsOf(list).filter(({ when }) => !when);
    expect(new Set(plain.map(({ text }) => text)).size).toBe(plain.length);
    for (const { text } of itemsOf(list)) {
      expect(text).toMatch(/^[A-ZÅÄÖ].*[.?]$/);
      expect(text.split(" ").length).toBeLessThanOrEqual(20);
    }
  });

  test("counts by statements, and asks questions of all else but a scale", () => {
    for (const { text, answer } of itemsOf(list))
      expect([text, text.endsWith("?")]).toEqual([text, !["share", "scale"].includes(answer.type)]);
  });

  test("rests on law that is in force", () => {
    expect(lawOn(today, list.law).length).toBeGreaterThanOrEqual(list.law.length);
  });

  test("holds no number of anybody's", () => {
    expect(personalNumbers(JSON.stringify(list))).toEqual([]);
  });

  test("answered as well as can be has no shortcoming, and as badly as can be has one for all that is asked", () => {
    expect(shortcomings(list, answered(list, true), today)).toEqual([]);
    const badly = answered(list, false);
    const judged = itemsFor(list, badly).filter(({ answer, when }) => answer.type !== "text" && !when);
    expect(shortcomings(list, badly, today).map(({ item }) => item)).toEqual(
      expect.arrayContaining(judged.map(({ id }) => id)),
    );
  });
});

describe("what is shipped", () => {
  test("is five checklists, a review of the access log, and one for providers", () => {
    expect(
      checklists.map(({ type, sections }) => [type, sections.flatMap(({ items }) => items).length]),
    ).toEqual([
      ["checklist", 12],
      ["checklist", 12],
      ["checklist", 13],
      ["checklist", 13],
      ["checklist", 13],
      ["accessLogReview", 6],
      ["selfAssessment", 19],
    ]);
  });

  test("OSB-79: an item names the routine whose following it looks into, as it is called in the register", () => {
    const names = namedIn(checklists);
    expect(new Set(names).size).toBeGreaterThan(5);
    expect(names.filter((name) => !registers.osby.includes(name))).toEqual([]);
  });

  test.each(["children-casework", "financial-assistance"])(
    "EKE-52: whether law, processes and routines are followed in casework is asked in %s",
    (id) => {
      const list = shipped(id);
      expect(list.law).toEqual(expect.arrayContaining(["solSystematicQuality", "managementSystem"]));
      expect(namedIn([list]).length).toBeGreaterThanOrEqual(4);
    },
  );

  test("EKE-52: what the law sets a time for is counted, case by case", () => {
    const list = shipped("children-casework");
    for (const id of ["protection-same-day", "opened-14-days", "closed-4-months"])
      expect(itemOf(list, id)?.answer).toEqual({ type: "share" });
  });

  test("EKE-119: a provider says whether it has a system for quality, and where that can be read", () => {
    const list = shipped("provider");
    const asked = (is: string) => itemsFor(list, { "quality-system": is }).map(({ id }) => id);
    expect(optionsOf(itemOf(list, "quality-system")?.answer ?? { type: "text" })).toEqual([
      "yes",
      "partly",
      "no",
    ]);
    for (const is of ["yes", "partly"]) expect(asked(is)).toContain("quality-system-where");
    expect(asked("no")).not.toContain("quality-system-where");
    expect(shortcomings(list, { "quality-system": "no" }, today)).toEqual([
      { item: "quality-system", was: "no" },
    ]);
  });

  test("EKE-88: a provider is asked for its routines of internal control, complaints and deviations, with evidence", () => {
    const list = shipped("provider");
    for (const id of ["own-control", "complaints", "deviations"]) {
      expect(itemOf(list, id)?.answer.type).toBe("yesPartly");
      expect(itemOf(list, `${id}-where`)?.when).toEqual({ item: id, is: ["yes", "partly"] });
    }
  });

  test("who opened files is looked into for a few drawn by chance, as many as there are while those are few", () => {
    const list = shipped("access-log");
    expect([4, 200, 400, 5000].map((rows) => draw(list, rows, "K7QF-3M2X").length)).toEqual([4, 10, 20, 50]);
  });
});

describe("a municipality's own", () => {
  test("MAL-30: the items of Malmö's name routines that stand in Malmö's register, and so do those of the others'", () => {
    for (const name of owners) {
      const routines = namedIn(owns[name]);
      const register = routinesOf(name);
      expect(routines.length).toBeGreaterThanOrEqual(3);
      expect(routines.filter((each) => !register.includes(each))).toEqual([]);
    }
  });

  test("Hjo's looks into the goals and guarantees that are promised, and the documentation", () => {
    expect(new Set(namedIn(owns.hjo))).toEqual(
      new Set([
        "Internkontroll av social dokumentation",
        "Kommunens kvalitetsmål",
        "Riktlinjer för lex Sarah",
        "Värdighetsgarantier",
        "Tjänstegarantier",
      ]),
    );
  });

  test("Ekerö's goes by the processes that the office answers for, and asks about their routines", () => {
    const sections = owns.ekero.flatMap((list) => list.sections);
    const processes = processesOf("ekero");
    expect(sections.length).toBeGreaterThanOrEqual(3);
    for (const { title, items } of sections) {
      const process = processes.find((each) => each.process === title);
      expect([title, process?.unit]).toEqual([title, "socialkontoret"]);
      const routines = process?.routines.map(({ name }) => name);
      for (const { routine } of items) if (routine) expect(routines).toContain(routine);
    }
  });

  test("is marked as a proposal", () => {
    for (const name of owners)
      expect(
        readFileSync(`municipalities/${name}.checklists.yaml`, "utf8").match(/förslag/gi)?.length,
      ).toBeGreaterThan(2);
  });

  test("may be drawn for, and may be rated", () => {
    expect(owns.osby.map(({ type, sample }) => [type, sample])).toEqual([
      ["documentReview", { least: 5, share: 10, most: 20 }],
    ]);
    expect(owns.malmo.map(({ type }) => type)).toEqual(["selfAssessment"]);
    expect(itemsOf(owns.malmo[0] as Checklist).filter(({ answer }) => answer.type === "scale")).toHaveLength(
      5,
    );
  });
});
