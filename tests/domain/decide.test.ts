import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { actsFor, isHidden, relations, viewOf } from "#domain/access";
import { decide } from "#domain/decide";
import { historyHolds } from "#domain/history";
import type { Act, Kind } from "#domain/kind";
import { kinds } from "#domain/kinds/index";
import type { Person } from "#domain/person";
import { aroundOf } from "#domain/place";
import type { Entry, TenantId } from "#domain/record";
import {
  freeText,
  type Outcome,
  people,
  press,
  pressOn,
  received,
  rules,
  sceneOf,
  somebody,
  type Town,
  type World,
} from "./walk.ts";

const kind: Kind = kinds.deviation;
const anybody = fc.constantFrom(...people);
const reported = fc.record({
  danger: fc.constantFrom("no", "yes"),
  unit: fc.constantFrom("a", "b", "b1"),
  involved: fc.constantFrom("no", "no", "manager", "sas", "both"),
  nature: fc.constantFrom("deviation", "risk", "mistreatment", "unsure"),
  happened: fc.constantFrom("2026-03-09", "unknown", "2025-06-30", "2025-07-01"),
  law: fc.constantFrom("sol", "hsl", "unknown"),
});

const viewIn = (person: Person, entry: Entry, scene = sceneOf()) =>
  viewOf(kind, person, entry, aroundOf(scene, entry));
const manages = (person: Person, entry: Entry) =>
  person.roles.some(
    (held) => held.role === "unitManager" && !held.to && aroundOf(sceneOf(), entry).path.includes(held.unit),
  );
const holdsSas = (person: Person) => person.roles.some((held) => held.role === "sas" && !held.deputyFor);

describe("a report, whoever makes it and whatever it says", () => {
  test.prop([reported, anybody])("always has a desk that somebody sits at, and tells them", (answers, by) => {
    const entry = received(answers, by);
    const told = entry.errands.some(
      ({ what }) => what.do === "tell" && "desk" in what.to && what.to.desk.role === entry.desk.role,
    );
    expect(told).toBe(true);
    const around = aroundOf(sceneOf(), entry);
    const holder = people.some(
      (each) => !isHidden(each, entry, around) && each.roles.some((held) => held.role === entry.desk.role),
    );
    expect(holder).toBe(true);
  });

  test.prop([reported, anybody, anybody])(
    "does not exist for whoever is involved: the managers of the unit, the SAS, or both",
    (answers, by, reader) => {
      const entry = received(answers, by);
      const hidden =
        (["manager", "both"].includes(answers.involved) && manages(reader, entry)) ||
        (["sas", "both"].includes(answers.involved) && holdsSas(reader));
      const own = reader.id === by.id;
      if (hidden) expect(viewIn(reader, entry)).toBe(own ? "own" : undefined);
      else if (reader.id === "p.sas" || reader.id === "p.deputy") expect(viewIn(reader, entry)).toBe("full");
      expect(entry.restricted || answers.involved === "no").toBe(true);
    },
  );

  test.prop([reported, anybody, anybody])("is seen by nobody without a part in it", (answers, by, reader) => {
    const entry = received(answers, by);
    const view = viewIn(reader, entry);
    const strangers = ["p.staff", "p.colleague", "p.former", "p.secretary", "p.privacy"];
    if (reader.id === by.id && strangers.includes(reader.id)) expect(view).toBe("own");
    else if (strangers.includes(reader.id)) expect(view).toBeUndefined();
    else if (reader.id === "p.chiefA" && entry.unit !== "a" && by.id !== reader.id)
      expect(view).toBeUndefined();
    const elsewhere = { ...reader, tenant: "other" as TenantId };
    expect(viewIn(elsewhere, entry)).toBeUndefined();
  });

  test.prop([reported, anybody])("counts nothing but codes and days", (answers, by) => {
    const { facts } = received({ ...answers, callback: "070" }, by);
    expect(Object.keys(facts)).not.toContain("callback");
    expect(JSON.stringify(facts)).not.toContain(by.id);
  });

  test.each([
    ["2025-06-30", "14 kap. 3 §"],
    ["2025-07-01", "27 kap. 2 §"],
  ])("rests on the law of the day it happened (%s: %s)", (happened, section) => {
    const entry = received(
      { danger: "no", unit: "a", involved: "no", nature: "mistreatment", law: "sol", happened },
      somebody("staff"),
    );
    expect(entry.law.map((row) => row.section)).toContain(section);
  });
});

/** What may be counted beside the answers that the kind names. */
const otherFacts = [
  ...["kind", "unit", "state", "desk", "nature", "reportedOn", "occurredOn", "due", "guarded", "lexSarah"],
  ...[...Object.keys(kind.acts), "followed"].map((act) => `${act}On`),
];
const counted = kind.facts.filter((name) => {
  const type = kind.form.fields[name]?.type;
  return type === "choice" || type === "day";
});

/** What holds of every case, whatever has been done to it. */
function holds(entry: Entry, scene: Town): void {
  expect(historyHolds(entry.history)).toBe(true);
  expect(entry.version).toBe(entry.history.length);
  expect(kind.states).toContain(entry.state);
  expect([...counted, ...otherFacts]).toEqual(expect.arrayContaining(Object.keys(entry.facts)));
  expect(JSON.stringify(entry.facts)).not.toContain("p.");
  expect(JSON.stringify(entry.facts)).not.toContain(freeText);
  const errands = entry.errands.map(({ id }) => id);
  expect(errands).toEqual([...new Set(errands)]);
  const around = aroundOf(scene, entry);
  for (const each of scene.people) {
    const roles = entry.hides.flatMap(({ role, savingDeputies }) =>
      each.roles.filter(
        (held) =>
          held.role === role &&
          !held.to &&
          around.path.includes(held.unit) &&
          !(savingDeputies && held.deputyFor),
      ),
    );
    if (!entry.hiddenFrom.includes(each.id) && roles.length === 0) continue;
    expect(viewIn(each, entry, scene)).toBe(each.id === entry.by ? "own" : undefined);
    for (const act of actsFor(kind, each, entry, around, scene.rules))
      expect((kind.acts as Record<string, Act>)[act]?.who).toContain("reporter");
  }
  // Whoever has it is somebody who may.
  expect([...entry.hiddenFrom, ...entry.barred]).not.toContain(entry.taker);
  // A pause is always from somewhere.
  if (entry.state === "waiting") expect(kind.states).toContain(entry.before);
  // What grew out of it is ended before it.
  if (kind.ended.includes(entry.state))
    expect(entry.links.filter(({ state }) => state !== "settled")).toEqual([]);
  if (entry.state === "closed") closedRightly(entry);
}

function closedRightly({ answers, history }: Entry): void {
  const said = (name: string) =>
    Object.entries(answers).flatMap(([key, answer]) => (key.split("@")[0] === name ? [answer] : []));
  const lexSarah = said("nature").includes("mistreatment") || said("track").includes("lexSarah");
  const decided = history.some(({ act }) => act === "decide");
  const refused = history.some(({ act }) => act === "lexAssess") && said("track").includes("ordinary");
  expect(!lexSarah || decided || refused).toBe(true);
}

/** What a single press may change, and what it never does. */
function follows(before: Entry, { world: { entry }, by, act, problem }: Outcome, scene: Town): void {
  if (problem) {
    expect(entry).toBe(before);
    if (by && !act.startsWith("action.") && relations(kind, by, before, aroundOf(scene, before)).length === 0)
      expect(problem.key).toBe("noSuchCase");
    return;
  }
  if (entry === before) return;
  expect(entry.history.slice(0, -1)).toEqual(before.history);
  expect(entry.history).toHaveLength(before.history.length + 1);
  expect(entry.parts.slice(0, before.parts.length)).toEqual(before.parts);
  expect(entry.links.length).toBeGreaterThanOrEqual(before.links.length);
  for (const link of before.links) {
    const now = entry.links.find(({ id }) => id === link.id);
    expect(now).toMatchObject({ kind: link.kind, id: link.id });
    if (link.state === "settled") expect(now).toEqual(link);
  }
  if (act !== "endHiding" && act !== "endNamed") {
    expect(entry.hiddenFrom).toEqual(expect.arrayContaining([...before.hiddenFrom]));
    expect(entry.hides).toEqual(expect.arrayContaining([...before.hides]));
  }
  // Nobody takes it out of another's hands by the button of an untaken case.
  if (act === "take") expect([before.taker, entry.taker]).toEqual([undefined, by?.id]);
  if (by && before.barred.includes(by.id) && !mayThoughBarred(act, by, before))
    throw new Error(`${by.id} has a conflict of interest, and yet did ${act}`);
  // What somebody said before is never lost.
  for (const [name, answer] of Object.entries(before.answers))
    expect([entry.answers[name], entry.answers[`${name}@${before.version}`]]).toContainEqual(answer);
}

/** Looking, one's own word as the reporter, and what cannot wait when somebody must be safe. */
const mayThoughBarred = (act: string, by: Person, { by: reporter }: Entry) =>
  act === "open" ||
  act === "secureNow" ||
  (by.id === reporter && (kind.acts as Record<string, Act>)[act]?.who.includes("reporter") === true);

describe("acts", () => {
  const deciders = fc.record({
    degree: fc.constantFrom("sas", "director", "workingCommittee"),
    ivo: fc.constantFrom("sas", "director", "committeeSecretary"),
  });

  // Any of them may be missing: a desk where nobody sits is somebody else's.
  const present = fc.shuffledSubarray(people, { minLength: 3 });

  test.prop([reported, present, deciders, fc.array(press, { minLength: 10, maxLength: 60 })], {
    numRuns: 100,
  })(
    "in any order by anybody leave a whole history, legal states, and no view for the hidden",
    (answers, there, decided, presses) => {
      const [reporter = somebody("staff")] = there;
      const at = (minute: number) =>
        sceneOf(minute, { people: there, rules: { ...rules, deciders: decided } });
      let world: World = { entry: received(answers, reporter, at(0)), actions: [], unheard: [] };
      holds(world.entry, at(0));
      for (const [minute, each] of presses.entries())
        for (const outcome of pressOn(world, at(minute), each)) {
          follows(world.entry, outcome, at(minute));
          holds(outcome.world.entry, at(minute));
          world = outcome.world;
        }
    },
  );

  test("reach every act and every state, so that the above says something of each", () => {
    const acts = new Set<string>();
    const states = new Set<string>();
    const presses = fc.array(press, { minLength: 60, maxLength: 60 });
    const walks = fc.sample(fc.tuple(reported, anybody, deciders, presses), { numRuns: 250, seed: 1 });
    const all = () =>
      Object.keys(kind.acts).every((act) => acts.has(act)) && kind.states.every((each) => states.has(each));
    for (const [answers, reporter, decided, pressed] of walks) {
      if (all()) break;
      let world: World = { entry: received(answers, reporter), actions: [], unheard: [] };
      for (const [minute, each] of pressed.entries())
        for (const outcome of pressOn(
          world,
          sceneOf(minute, { rules: { ...rules, deciders: decided } }),
          each,
        )) {
          world = outcome.world;
          if (!outcome.problem) acts.add(outcome.act);
          states.add(world.entry.state);
        }
    }
    expect(Object.keys(kind.acts).filter((act) => !acts.has(act))).toEqual([]);
    expect(kind.states.filter((state) => !states.has(state))).toEqual([]);
  });

  test.prop([fc.nat(), fc.constantFrom("at", "by", "act", "from", "to", "body", "law", "prev", "hash")])(
    "a history with an edit, a gap or a swap does not hold",
    (pick, field) => {
      let entry = received(
        { danger: "no", unit: "a", involved: "no", nature: "deviation" },
        somebody("staff"),
      );
      for (const name of ["open", "take", "open"]) {
        const said = { answers: {}, sealed: {}, body: "b" };
        const outcome = decide(sceneOf(), entry, name, somebody("chiefA"), entry.version, said);
        if ("entry" in outcome) entry = outcome.entry;
      }
      const { history } = entry;
      expect(history).toHaveLength(4);
      const place = pick % history.length;
      const edited = history.map((event, at) =>
        at === place ? { ...event, [field]: field === "law" ? ["x"] : `${event[field as "at"]}x` } : event,
      );
      expect(historyHolds(edited)).toBe(false);
      const cut = history.filter((_, at) => at !== place);
      // Cutting the newest leaves a shorter history that holds: that is what a seal over the whole is for.
      expect(historyHolds(cut)).toBe(place === history.length - 1);
      expect(historyHolds([...history].reverse())).toBe(false);
    },
  );
});
