import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { codeOf, offersTo, readAppointment, type Staff, tasks } from "#domain/appoint";
import type { Municipality } from "#domain/municipality";
import { type Role, type RoleHolder, rolesOn } from "#domain/person";
import type { Answers, LocalDate, PersonId, RecordId, UnitId } from "#domain/record";
import { roleBy, rolesAfter, rolesListed } from "#domain/seat";

const above: Readonly<Record<string, string | undefined>> = {
  top: undefined,
  a: "top",
  a1: "a",
  a2: "a",
  b: "top",
};
const units = Object.keys(above);
const roles = [
  "staff",
  "unitManager",
  "departmentManager",
  "director",
  "sas",
  "committeeSecretary",
  "admin",
] as const;
const municipality = {
  units: units.map((id) => ({ id, name: id, parent: above[id] })),
  roles,
} as unknown as Municipality;
const today = "2026-03-10" as LocalDate;
const names = ["anna", "bo", "cia", "dan"] as PersonId[];
const day = fc.constantFrom("2026-03-01", "2026-03-10", "2026-03-11") as fc.Arbitrary<LocalDate>;

const aRole = fc.record(
  {
    role: fc.constantFrom(...roles.slice(1)),
    unit: fc.constantFrom(...units) as fc.Arbitrary<UnitId>,
    from: day,
    to: day,
    deputyFor: fc.constantFrom(...names),
  },
  { requiredKeys: ["role", "unit", "from"] },
) as fc.Arbitrary<Role>;
const world = fc
  .tuple(...names.map(() => fc.array(aRole, { maxLength: 3 })))
  .map((held) => names.map((id, at): RoleHolder => ({ id, roles: held[at] ?? [] })));
const who = fc.constantFrom(...names);

/** Units at and above one, by another road than the domain's. */
const upFrom = (unit: string): string[] => [unit, ...(above[unit] ? upFrom(above[unit] ?? "") : [])];

/** The rights as the brief has them, one sentence each. */
function grounds(
  task: string,
  by: RoleHolder,
  seat: { role: string; unit: string; person?: string },
): string[] {
  const mine = rolesOn(by, today).filter(
    (held) =>
      upFrom(seat.unit).includes(held.unit) &&
      (held.deputyFor === undefined || held.deputyFor !== seat.person),
  );
  const aside = seat.role === "admin" || seat.role === "committeeSecretary";
  const boss = mine.some(({ role, unit }) => {
    if (aside) return false;
    if (role === "director") return unit !== seat.unit || seat.role !== "director";
    return (
      role === "departmentManager" && seat.role !== "director" && (unit !== seat.unit || seat.role !== role)
    );
  });
  const admin = mine.some(({ role }) => role === "admin");
  const sas = mine.some(({ role }) => role === "sas");
  if (task === "holder") return admin ? ["admin"] : [];
  if (task === "ending") return [...(admin ? ["admin"] : []), ...(boss ? ["boss"] : [])];
  return [
    ...(seat.person === by.id ? ["own"] : []),
    ...(boss ? ["boss"] : []),
    ...(sas && seat.role !== "admin" ? ["sas"] : []),
  ];
}

const staffOf = (people: readonly RoleHolder[]): Staff => ({ municipality, people, day: today });
const of = (people: readonly RoleHolder[], id: PersonId) =>
  people.find((person) => person.id === id) as RoleHolder;
const accepted = (answers: Answers, by: RoleHolder, people: readonly RoleHolder[]) =>
  "answers" in readAppointment(answers, by, staffOf(people));

/** Who holds a seat now or will, in their own name or, for an ending, in anybody's. */
const sits = (person: RoleHolder, role: string, unit: string, deputiesToo: boolean) =>
  person.roles.some(
    (held) =>
      held.role === role &&
      held.unit === unit &&
      (!held.to || held.to >= today) &&
      (deputiesToo || !held.deputyFor),
  );

describe("whoever appoints, whatever they answer", () => {
  const asked = fc.record({
    task: fc.constantFrom(...tasks),
    role: fc.constantFrom(...roles),
    unit: fc.constantFrom(...units),
    person: who,
    named: who,
  });

  test.prop([world, who, asked, fc.nat(9), fc.constantFrom("named", "self", "person")], { numRuns: 3000 })(
    "it is let through exactly when there is a ground for it",
    (people, id, { task, ...said }, at, whom) => {
      // Mostly a seat that somebody sits in: other seats are refused all alike.
      const seats = people.flatMap(({ id: person, roles: held }) =>
        held.map((each) => ({ ...each, person })),
      );
      const { role, unit, person } = seats[at] ?? said;
      const named = { named: said.named, self: id, person }[whom] as PersonId;
      const by = of(people, id);
      const seat = { role, unit, ...(task !== "holder" && { person }) };
      const found = grounds(task, by, seat);
      const expected = {
        holder: role !== "staff" && found.length > 0 && named !== id,
        ending: sits(of(people, person), role, unit, true) && found.length > 0,
        deputy:
          sits(of(people, person), role, unit, false) &&
          found.length > 0 &&
          named !== person &&
          // Nobody who leads steps in for one who must be free of them.
          (named !== id || (found.includes("boss") && !["sas", "mas", "mar"].includes(role))),
      }[task];
      const code = codeOf({ role, unit: unit as UnitId, person });
      const answers: Answers = task === "holder" ? { role, unit } : { seat: code };
      expect(accepted({ ...answers, what: task, who: named }, by, people)).toBe(expected);
    },
  );

  test.prop([world, who, fc.constantFrom(...tasks), fc.constantFrom(...units), who])(
    "what is offered is let through, and what is not offered is not",
    (people, id, what, unit, named) => {
      const by = of(people, id);
      const offers = (answers: Answers) => offersTo(by, staffOf(people), answers);
      const known = offers({});
      fc.pre(known.what?.includes(what) === true);
      const others = known.others?.[0] === "yes";
      const { unit: there = [], seat = [] } = offers({ what, unit });
      if (others && !there.includes(unit)) expect(seat).toEqual([]);
      if (what === "holder") {
        expect(there.includes(unit)).toBe(accepted({ what, unit, role: "sas", who: "eva" }, by, people));
        return;
      }
      const somebody = { what, who: named === id ? "eva" : named };
      const all = people.flatMap((person) =>
        person.roles.map((held) => codeOf({ ...held, person: person.id })),
      );
      for (const code of all) {
        const [, at] = code.split("@");
        if (others && at !== unit) continue;
        const other = code.endsWith(`@${somebody.who}`) ? "eva" : somebody.who;
        expect(accepted({ ...somebody, who: other, seat: code }, by, people)).toBe(seat.includes(code));
      }
    },
  );

  test.prop([world, who])(
    "an empty offer is given to those who have nothing to appoint, and to no others",
    (people, id) => {
      const by = of(people, id);
      const { what = [] } = offersTo(by, staffOf(people), {});
      const held = rolesOn(by, today);
      if (by.roles.length === 0) expect(what).toEqual([]);
      if (held.some(({ deputyFor }) => !deputyFor)) expect(what).toContain("deputy");
      if (what.includes("holder")) expect(held.some(({ role }) => role === "admin")).toBe(true);
    },
  );

  test.prop([world, who, who, asked])(
    "nobody who may appoint nobody comes to by appointing",
    (people, id, helper, { role, unit, named }) => {
      // Somebody without a role gains one only through another's right.
      const bare = people.map((person) => (person.id === id ? { ...person, roles: [] } : person));
      for (const what of tasks)
        for (const seat of bare.flatMap((person) =>
          person.roles.map((held) => codeOf({ ...held, person: person.id })),
        ))
          expect(accepted({ what, seat, role, unit, who: named }, of(bare, id), bare)).toBe(false);
      expect(accepted({ what: "holder", role, unit, who: helper }, of(bare, id), bare)).toBe(false);
    },
  );

  const held = (role: Role["role"], unit: string, deputyFor?: string) =>
    ({ role, unit, from: "2020-01-01", ...(deputyFor && { deputyFor }) }) as Role;
  const house = Object.entries({
    maja: held("unitManager", "a"),
    viktor: held("unitManager", "b"),
    dag: held("departmentManager", "a"),
    doris: held("director", "top"),
    dolly: held("director", "top", "doris"),
    sara: held("sas", "top"),
    siv: held("sas", "top", "sara"),
    nils: held("committeeSecretary", "top"),
    ada: held("admin", "top"),
    arne: held("admin", "a"),
  }).map(([id, role]): RoleHolder => ({ id: id as PersonId, roles: [role] }));

  test.each([
    ["maja", "deputy", "unitManager@a@maja", "bo", true],
    ["maja", "deputy", "unitManager@a@maja", "maja", false],
    ["maja", "deputy", "unitManager@b@viktor", "bo", false],
    ["maja", "ending", "unitManager@a@maja", "", false],
    ["dag", "deputy", "unitManager@a@maja", "bo", true],
    ["dag", "deputy", "unitManager@a@maja", "dag", true],
    ["dag", "deputy", "unitManager@b@viktor", "bo", false],
    ["dag", "ending", "unitManager@a@maja", "", true],
    ["doris", "deputy", "sas@top@sara", "bo", true],
    ["doris", "ending", "departmentManager@a@dag", "", true],
    ["doris", "deputy", "committeeSecretary@top@nils", "bo", false],
    ["doris", "ending", "admin@top@ada", "", false],
    ["dolly", "deputy", "unitManager@a@maja", "bo", true],
    ["dolly", "deputy", "director@top@doris", "dolly", false],
    ["sara", "deputy", "unitManager@a@maja", "bo", true],
    ["sara", "deputy", "director@top@doris", "bo", true],
    ["sara", "deputy", "director@top@doris", "sara", false],
    ["sara", "deputy", "sas@top@sara", "bo", true],
    ["sara", "deputy", "admin@top@ada", "bo", false],
    ["sara", "ending", "unitManager@a@maja", "", false],
    ["siv", "deputy", "unitManager@a@maja", "bo", true],
    ["siv", "deputy", "sas@top@sara", "bo", false],
    ["ada", "deputy", "unitManager@a@maja", "bo", false],
    ["ada", "deputy", "admin@top@ada", "bo", true],
    ["ada", "ending", "committeeSecretary@top@nils", "", true],
    ["ada", "ending", "sas@top@siv", "", true],
    ["arne", "ending", "unitManager@a@maja", "", true],
    ["arne", "ending", "unitManager@b@viktor", "", false],
  ])("%s, %s of %s by %s: %s", (id, what, seat, named, may) => {
    expect(accepted({ what, seat, who: named }, of(house, id as PersonId), house)).toBe(may);
  });

  test.each([
    ["ada", "sas", "b", "bo", true],
    ["ada", "sas", "b", "ada", false],
    ["ada", "king", "b", "bo", false],
    ["ada", "sas", "nowhere", "bo", false],
    ["arne", "unitManager", "a1", "bo", true],
    ["arne", "unitManager", "b", "bo", false],
    ["doris", "unitManager", "a", "bo", false],
    ["sara", "unitManager", "a", "bo", false],
  ])("%s gives %s at %s to %s: %s", (id, role, unit, named, may) => {
    expect(accepted({ what: "holder", role, unit, who: named }, of(house, id as PersonId), house)).toBe(may);
  });

  test.each([
    { what: "king", who: "bo" },
    { who: "bo" },
    { what: "deputy", seat: "@@", who: "bo" },
    { what: "holder" },
  ])("nonsense is refused: %o", (answers) => {
    const anna: RoleHolder = { id: names[0] as PersonId, roles: [] };
    expect(accepted(answers as Answers, anna, [anna])).toBe(false);
  });
});

describe("what an appointment does to somebody's roles", () => {
  const given = (id: string, answers: Answers) => roleBy({ id: id as RecordId, answers });
  const seat = { role: "unitManager", unit: "a", who: "bo" };
  const deputy = given("A", {
    what: "deputy",
    ...seat,
    holder: "anna",
    first: "2026-03-11",
    to: "2026-03-24",
  });
  const early = given("A", {
    what: "deputy",
    ...seat,
    holder: "anna",
    first: "2026-03-11",
    to: "2026-03-24",
    last: "2026-03-15",
  });
  const holder = given("B", { what: "holder", ...seat, first: "2026-01-01" });
  const ending = given("C", { what: "ending", ...seat, last: "2026-03-31" });
  const loaded: Role = { role: "unitManager", unit: "a" as UnitId, from: "2020-01-01" as LocalDate };

  test("a deputy holds the role for somebody, between two days, by a record", () => {
    expect(rolesAfter([], deputy)).toEqual([
      {
        role: "unitManager",
        unit: "a",
        from: "2026-03-11",
        to: "2026-03-24",
        deputyFor: "anna",
        appointment: "A",
      },
    ]);
  });

  test("an ending ends all that is held at the seat, however it was given, and nothing else", () => {
    const elsewhere = { ...loaded, unit: "b" as UnitId };
    const after = rolesAfter([loaded, elsewhere, ...rolesAfter([], holder)], ending);
    expect(after.map(({ to, endedBy }) => [to, endedBy])).toEqual([
      ["2026-03-31", "C"],
      [undefined, undefined],
      ["2026-03-31", "C"],
    ]);
    // What is given anew afterwards is another role, also if the ending is done again.
    const again = rolesAfter(after, given("D", { what: "holder", ...seat, first: "2026-03-20" }));
    expect(rolesAfter(again, ending)).toEqual(again);
  });

  test.prop([fc.array(fc.constantFrom(deputy, early, holder), { minLength: 1 })])(
    "done again and in any order it comes to the same",
    (done) => {
      const once = done.reduce((held, each) => rolesAfter(held, each), [loaded] as readonly Role[]);
      const twice = done.reduce((held, each) => rolesAfter(held, each), once);
      expect(twice).toEqual(once);
      const ended = done.includes(early);
      const byA = once.find(({ appointment }) => appointment === "A");
      if (byA) expect(byA.to).toBe(ended ? "2026-03-15" : "2026-03-24");
      expect(once.filter(({ appointment }) => appointment === "A").length).toBeLessThanOrEqual(1);
      expect(once[0]).toEqual(loaded);
    },
  );

  test("a file loaded again takes back nothing that was said in the chat", () => {
    const known = rolesAfter(rolesAfter([loaded], ending), deputy);
    expect(rolesListed([loaded], known)).toEqual(known);
    expect(rolesListed([], [loaded])).toEqual([]);
    expect(rolesListed([loaded], [])).toEqual([loaded]);
  });
});
