import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { viewOf } from "#domain/access";
import { decide, receive } from "#domain/decide";
import { historyHolds } from "#domain/history";
import { kinds } from "#domain/kinds/index";
import type { Person, Role } from "#domain/person";
import { aroundOf, type Scene } from "#domain/place";
import type {
  Answers,
  Entry,
  Instant,
  LocalDate,
  PersonId,
  RecordId,
  TenantId,
  UnitId,
} from "#domain/record";

const kind = kinds.deviation;
const units = { top: undefined, a: "top", b: "top", b1: "b" } as const;
const pathOf = (unit: UnitId): UnitId[] => {
  const above = units[unit as unknown as keyof typeof units];
  return above ? [unit, ...pathOf(above as UnitId)] : [unit];
};
const from = "2020-01-01" as LocalDate;
const role = (name: Role["role"], unit: string): Role => ({ role: name, unit: unit as UnitId, from });
const person = (id: string, ...roles: Role[]): Person => ({
  tenant: "t" as TenantId,
  id: id as PersonId,
  rev: 1,
  name: id,
  roles,
  contacts: {},
});
const people = [
  person("staff"),
  person("chiefA", role("unitManager", "a")),
  person("chiefB", role("unitManager", "b")),
  person("chiefB1", role("unitManager", "b1")),
  person("chiefTop", role("unitManager", "top")),
  person("sas", role("sas", "top")),
  person("director", role("director", "top")),
  person("former", { ...role("unitManager", "a"), to: "2026-03-09" as LocalDate }),
];
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 10, 11, minutes)).toISOString() as Instant;
const scene = (minutes = 0): Scene => ({
  tenant: "t" as TenantId,
  kind,
  people,
  pathOf,
  chainOf: () => ["unitManager", "sas", "director"],
  now: at(minutes),
});
const somebody = fc.constantFrom(...people);
const place = fc.constantFrom("a", "b", "b1");
const reported = fc.record({
  danger: fc.constantFrom("no", "yes"),
  unit: place,
  managerInvolved: fc.constantFrom("no", "yes"),
  nature: fc.constantFrom("deviation", "risk", "mistreatment", "unsure"),
  happened: fc.constantFrom("2026-03-09", "unknown", "2025-06-30", "2025-07-01"),
});

function received(answers: Answers, by: Person, now = scene()): Entry {
  const origin = { id: "K7QF-3M2X" as RecordId, nonce: "n", by: by.id };
  return receive(now, origin, { answers, sealed: {}, body: "digest" });
}

describe("a report, whoever makes it and whatever it says", () => {
  test.prop([reported, somebody])(
    "always has a desk that somebody sits at, and tells them",
    (answers, by) => {
      const entry = received(answers, by);
      const told = entry.errands.some(
        ({ what }) => what.do === "tell" && "desk" in what.to && what.to.desk.role === entry.desk.role,
      );
      expect(told).toBe(true);
      const holder = people.some(
        (each) =>
          !entry.hiddenFrom.includes(each.id) && each.roles.some((held) => held.role === entry.desk.role),
      );
      expect(holder).toBe(true);
    },
  );

  test.prop([reported, somebody, somebody])(
    "with the manager involved does not exist for any manager of the unit",
    (answers, by, reader) => {
      const entry = received({ ...answers, managerInvolved: "yes" }, by);
      const around = aroundOf(scene(), entry);
      const manages = reader.roles.some(
        (held) => held.role === "unitManager" && !held.to && around.path.includes(held.unit),
      );
      if (manages && reader.id !== by.id) expect(viewOf(reader, entry, around)).toBeUndefined();
      if (reader.id === "sas" && by.id !== "sas") expect(viewOf(reader, entry, around)).toBe("full");
    },
  );

  test.prop([reported, somebody, somebody])(
    "is seen by nobody without a part in it",
    (answers, by, reader) => {
      const entry = received(answers, by);
      const view = viewOf(reader, entry, aroundOf(scene(), entry));
      if (reader.id === by.id) expect(view).toBe("own");
      else if (reader.id === "staff" || reader.id === "former") expect(view).toBeUndefined();
      else if (reader.id === "chiefA" && entry.unit !== "a") expect(view).toBeUndefined();
      const elsewhere = { ...reader, tenant: "other" as TenantId };
      expect(viewOf(elsewhere, entry, aroundOf(scene(), entry))).toBeUndefined();
    },
  );

  test.prop([reported, somebody])("counts nothing but codes and days", (answers, by) => {
    const { facts } = received({ ...answers, callback: "070" }, by);
    expect(Object.keys(facts)).not.toContain("callback");
    expect(JSON.stringify(facts)).not.toContain(by.id === "sas" ? '"by"' : by.id);
  });

  test.each([
    ["2025-06-30", "14 kap. 3 §"],
    ["2025-07-01", "27 kap. 2 §"],
  ])("rests on the law of the day it happened (%s: %s)", (happened, section) => {
    const [by] = people;
    if (!by) throw new Error("nobody");
    const entry = received(
      { danger: "no", unit: "a", managerInvolved: "no", nature: "mistreatment", law: "sol", happened },
      by,
    );
    expect(entry.law.map((row) => row.section)).toContain(section);
  });
});

describe("acts", () => {
  const act = fc.record({
    act: fc.constantFrom("take", "open", "wrongUnit", "complete", "nonsense"),
    by: somebody,
    lag: fc.integer({ min: 0, max: 3 }),
    unit: place,
    nature: fc.constantFrom("deviation", "mistreatment"),
  });

  test.prop([reported, somebody, fc.array(act, { maxLength: 12 })], { numRuns: 300 })(
    "in any order by anybody leave a whole history, legal states, one taker, and no view for the hidden",
    (answers, reporter, acts) => {
      let entry = received(answers, reporter);
      const hidden = entry.hiddenFrom;
      for (const [minute, { act: name, by, lag, unit, nature }] of acts.entries()) {
        const said = {
          answers: { ...(name === "wrongUnit" && { unit }), ...(name === "complete" && { nature }) },
          sealed: {},
          body: `digest ${minute}`,
        };
        const outcome = decide(scene(minute), entry, name, by, Math.max(0, entry.version - lag), said);
        if ("key" in outcome) {
          if (entry.hiddenFrom.includes(by.id)) expect(outcome.key).toBe("noSuchCase");
          continue;
        }
        expect(outcome.entry.version).toBe(entry.version + 1);
        expect(outcome.entry.history.slice(0, -1)).toEqual(entry.history);
        entry = outcome.entry;
      }
      expect(historyHolds(entry.history)).toBe(true);
      expect(kind.states).toContain(entry.state);
      expect(entry.history.filter((event) => event.act === "take").length).toBeLessThanOrEqual(1);
      expect(hidden.every((id) => entry.hiddenFrom.includes(id))).toBe(true);
      for (const reader of people)
        if (entry.hiddenFrom.includes(reader.id))
          expect(viewOf(reader, entry, aroundOf(scene(), entry))).toBeUndefined();
    },
  );

  test.prop([fc.nat(), fc.constantFrom("at", "by", "act", "from", "to", "body", "prev", "hash")])(
    "a history with an edit, a gap or a swap does not hold",
    (pick, field) => {
      const [by] = people;
      if (!by) throw new Error("nobody");
      let entry = received({ danger: "no", unit: "a", managerInvolved: "no", nature: "deviation" }, by);
      for (const name of ["open", "take", "open"]) {
        const chief = people[1];
        const outcome =
          chief && decide(scene(), entry, name, chief, entry.version, { answers: {}, sealed: {}, body: "b" });
        if (outcome && "entry" in outcome) entry = outcome.entry;
      }
      const { history } = entry;
      expect(history).toHaveLength(4);
      const place = pick % history.length;
      const edited = history.map((event, at) =>
        at === place ? { ...event, [field]: `${event[field]}x` } : event,
      );
      expect(historyHolds(edited)).toBe(false);
      const cut = history.filter((_, at) => at !== place);
      // Cutting the newest leaves a shorter history that holds: that is what a seal over the whole is for.
      expect(historyHolds(cut)).toBe(place === history.length - 1);
      expect(historyHolds([...history].reverse())).toBe(false);
    },
  );
});
