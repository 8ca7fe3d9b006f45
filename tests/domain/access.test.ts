import { describe, expect, test } from "vitest";
import { actsFor, viewOf } from "#domain/access";
import { refused } from "#domain/decide";
import { kinds } from "#domain/kinds/index";
import { roleCodes } from "#domain/municipality-codes";
import { aroundOf } from "#domain/place";
import type { Answers, Entry, PersonId, Sealed, TenantId } from "#domain/record";
import {
  blank,
  cast,
  compareActs,
  differences,
  draws,
  event,
  held,
  here,
  holding,
  journal,
  nobody,
  type Place,
  p,
  person,
  placed,
  sceneOf,
  secrecies,
  ties,
  townOf,
  yesNo,
} from "./matrix.ts";
import { askerOf, matterOf } from "./matter.ts";
import { allows, allowsWhole, sightOf, speaksOf } from "./oracle.ts";

/**
 * The access matrix, whole: every cell of the products below is asked of the house and of the policies in
 * `access.cedar`, which were written from the rules and not from the house.
 */

const { deviation, action } = kinds;
const format = (cells: number) => cells.toLocaleString("sv-SE").replaceAll(/\s/g, " ");

describe("STH-05: who sees how much of a deviation", () => {
  const people = [
    ...[nobody, ...holding(Object.keys(placed) as Place[])].map((each) => ({ ...each, shared: false })),
    ...[nobody, ...holding(["own"])].map((each) => ({ ...each, shared: true })),
  ];
  /** Whole, the report, one's own, that it exists. */
  const views = 4;
  const brought = [
    { ivo: "sas", alerted: [] },
    { ivo: "sas", alerted: ["mar", "sas"] },
    { ivo: "workingCommittee", alerted: ["mas", "dataProtectionOfficer"] },
    { ivo: "workingCommittee", alerted: ["mar", "workingCommittee"] },
  ] as const;
  const unbarred = ties.filter(({ barred }) => !barred);
  const cells = people.length * unbarred.length * secrecies.length * 3 * brought.length * 2 * views;

  test(`is the same by the house and by the policies, in all ${format(cells)} cells`, () => {
    const wrong = differences();
    let asked = 0;
    for (const { ivo, alerted } of brought) {
      const [town, scene] = [townOf(ivo), sceneOf(deviation, ivo)];
      const who = people.map(({ who, roles, shared }) => {
        const reader = person(p, roles, shared ? { shared } : {});
        return { name: `${who}${shared ? " shared" : ""}`, reader, asker: askerOf(reader, town) };
      });
      for (const { name: secrecy, desks, entry: secret, answers } of secrecies)
        for (const role of desks)
          for (const urgent of yesNo) {
            const base = { ...blank, ...secret, answers, desk: { role, unit: here }, alerted, urgent };
            const around = aroundOf(scene, base);
            for (const tie of unbarred) {
              const entry = tie.entry(base);
              const matter = matterOf(entry, town);
              for (const { name, reader, asker } of who) {
                asked += views;
                const [ours, theirs] = [viewOf(deviation, reader, entry, around), sightOf(asker, matter)];
                if (ours !== theirs)
                  wrong.add(
                    `sees ${ours}, should see ${theirs}`,
                    `${name}, ${tie.name}; ${secrecy}, desk ${role}, ${alerted}, ${urgent}, ${ivo}`,
                  );
              }
            }
          }
    }
    expect(wrong.all()).toEqual([]);
    expect(asked).toBe(cells);
  });
});

describe("MAL-10, OSB-91: who may do what with a deviation", () => {
  const some: readonly Place[] = ["above", "ended", "deputy"];
  const desks = ["unitManager", "sas", "director", "mas", "workingCommittee"];
  const people = [
    nobody,
    ...holding(["own", "beside"]),
    ...holding(some).filter(({ who }) => desks.includes(who.split(" ")[0] ?? "")),
  ];
  const danger: readonly { urgent: boolean; alerted: readonly string[]; answers: Answers }[] = [
    { urgent: false, alerted: [], answers: { nature: "risk" } },
    { urgent: true, alerted: ["mas", "mar", "dataProtectionOfficer", "workingCommittee"], answers: {} },
  ];
  const { states, acts } = deviation;
  const cells =
    people.length * ties.length * secrecies.length * danger.length * states.length * Object.keys(acts).length;

  test(`is the same by the house and by the policies, in all ${format(cells)} cells`, () => {
    const wrong = differences();
    const [town, scene] = [townOf("workingCommittee"), sceneOf(deviation, "workingCommittee")];
    const who = people.map(({ who, roles }) => {
      const reader = person(p, roles);
      return { name: who, reader, asker: askerOf(reader, town) };
    });
    let asked = 0;
    for (const { name: secrecy, desks, entry: secret, answers } of secrecies)
      for (const { answers: more, ...alarm } of danger)
        for (const state of states) {
          const desk = { role: desks[0] ?? "", unit: here };
          const base: Entry = {
            ...blank,
            ...secret,
            ...alarm,
            answers: { ...answers, ...more },
            state,
            desk,
            lifted: [desk],
            parts: journal,
            history: [...blank.history, event("decide", "somebody")],
          };
          const around = aroundOf(scene, base);
          for (const tie of ties) {
            const entry = tie.entry(base);
            const matter = matterOf(entry, town);
            for (const { name, reader, asker } of who) {
              const where = () => `${name}, ${tie.name}; ${secrecy}, ${state}, ${alarm.urgent}`;
              asked += compareActs(deviation, reader, entry, around, scene, asker, matter, wrong, where);
            }
          }
        }
    expect(wrong.all()).toEqual([]);
    expect(asked).toBe(cells);
  });

  /** Somebody who is everything to the case, so that only the case itself can refuse. */
  const all = person(
    p,
    roleCodes.map((role) => held(role, "a")),
  );
  const everything: Partial<Entry> = {
    by: p,
    urgent: true,
    alerted: ["mas", "mar", "dataProtectionOfficer", "workingCommittee"],
    team: [
      { person: p, part: "investigator" },
      { person: p, part: "helper" },
    ],
  };
  const link = (state: "open" | "settled", outcome: string, kind = "action") =>
    ({ kind, id: `${kind}${outcome}` as Entry["id"], state, outcome }) as const;
  const natures: readonly Answers[] = [
    {},
    { nature: "mistreatment" },
    { nature: "mistreatment", track: "ordinary" },
    { nature: "deviation", track: "lexSarah" },
  ];
  const notices: readonly Answers[] = [
    {},
    { notice: "no" },
    { notice: "yes" },
    { notice: "yes", noticeSentOn: "2026-03-09" },
    { notice: "yes", noticeSentOn: "2026-03-09", ivoNumber: "1" },
    { mariaNotice: "yes" },
    { mariaNotice: "yes", mariaSentOn: "2026-03-09" },
    { mariaNotice: "yes", mariaSentOn: "2026-03-09", mariaNumber: "1" },
  ];

  const text: Sealed = { iv: "", ct: "", tag: "" };
  /** Numbers are texts, and so sealed. */
  const sealedOf = (answers: Answers) =>
    Object.fromEntries(["ivoNumber", "mariaNumber"].flatMap((name) => (answers[name] ? [[name, text]] : [])));

  /** Every way to choose one of each. */
  const product = <T extends Record<string, readonly unknown[]>>(dimensions: T) =>
    Object.entries(dimensions).reduce<Record<string, unknown>[]>(
      (rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
      [{}],
    ) as { [N in keyof T]: T[N][number] }[];

  const seeing = (ivo: "sas" | "workingCommittee") => {
    const [town, scene] = [townOf(ivo), sceneOf(deviation, ivo)];
    // Others sit at every desk, so that what is hidden or barred here moves none of them.
    return { town, scene, around: aroundOf(scene, blank), asker: askerOf(all, town) };
  };
  const seen = { sas: seeing("sas"), workingCommittee: seeing("workingCommittee") };

  const handling = product({
    state: states,
    nature: natures,
    notice: notices,
    law: ["sol", "hsl"] as const,
    ivo: ["sas", "workingCommittee"] as const,
    barred: yesNo,
    hides: yesNo,
    // Tied together: each is a question of one act only.
    told: ["nothing", "opened", "completed"] as const,
  }).map(({ state, nature, notice, law, ivo, barred, hides, told }) => ({
    ivo,
    entry: {
      ...blank,
      ...everything,
      state,
      answers: { ...nature, ...notice, law, ...(hides && { hidden: "another" }) },
      sealed: sealedOf(notice),
      barred: barred ? [p] : [],
      hiddenFrom: hides ? ["another" as PersonId] : [],
      restricted: hides,
      lifted: told === "opened" ? [blank.desk] : [],
      parts: told === "opened" ? journal : journal.slice(1),
      ...(told !== "nothing" && { taker: (told === "opened" ? p : "another") as PersonId }),
      links: told === "completed" ? [link("open", "")] : [],
      history: [
        ...blank.history,
        ...(told === "opened" ? [event("open", "another")] : []),
        ...(told === "completed" ? [event("open", p), event("complete", p)] : []),
      ],
    } satisfies Entry,
  }));
  const handled = handling.length * Object.keys(acts).length;

  test(`OSB-105: only the case can refuse whoever is everything to it, and does alike in all ${format(handled)} cells`, () => {
    const wrong = differences();
    let asked = 0;
    for (const { entry, ivo } of handling) {
      const { town, scene, around, asker } = seen[ivo];
      const where = () =>
        JSON.stringify({ ...entry, parts: entry.parts.length, history: entry.history.length });
      const matter = matterOf(entry, town);
      asked += compareActs(deviation, all, entry, around, scene, asker, matter, wrong, where);
    }
    expect(wrong.all()).toEqual([]);
    expect(asked).toBe(handled);
  });

  const ending = product({
    state: ["assessment", "action", "followUp", "lexSarah", "decision", "closed"],
    nature: natures,
    notice: [
      ...notices,
      { notice: "yes", mariaNotice: "yes", noticeSentOn: "2026-03-09" },
      { mariaNotice: "no", notice: "no" },
    ],
    degree: [undefined, "none", "mistreatment", "seriousRisk", "serious"] as const,
    decided: yesNo,
    next: ["action", "nothing"] as const,
    links: [
      [],
      [link("open", "")],
      [link("settled", "yes")],
      [link("settled", "no"), link("settled", "yes")],
      [link("settled", "void")],
      [link("settled", "yes"), link("settled", "no")],
      [link("settled", "yes"), link("open", "", "deviation")],
      [link("settled", "accepted", "risk")],
      [link("settled", "void", "risk")],
    ],
  }).map(
    ({ state, nature, notice, degree, decided, next, links }): Entry => ({
      ...blank,
      ...everything,
      state,
      answers: { ...nature, ...notice, ...(degree && { degree }), next },
      links,
      history: decided ? [...blank.history, event("decide", "somebody")] : blank.history,
    }),
  );

  test(`OSB-91: no case ends before what it must have come to, in all ${format(ending.length)} cells`, () => {
    const wrong = differences();
    const { town, scene, around, asker } = seen.sas;
    for (const entry of ending) {
      const closes = actsFor(deviation, all, entry, around, scene.rules).includes("close");
      if (closes !== allows(asker, "close", matterOf(entry, town)))
        wrong.add(
          closes ? "closes" : "does not close",
          JSON.stringify([entry.state, entry.answers, entry.links]),
        );
    }
    expect(wrong.all()).toEqual([]);
  });

  const desksLeft = ["unitManager", "sas", "mas", "workingCommittee", "departmentManager"] as const;
  const lefts = secrecies.flatMap((secret) =>
    desksLeft.flatMap((role) => [[role], [role, "sas", "director"]].map((left) => ({ secret, role, left }))),
  );
  const successors = [...desksLeft, "director", "mar"];
  const alone = [
    nobody,
    ...holding(["own", "deputy"]).filter(({ who }) => successors.includes(who.split(" ")[0] ?? "")),
  ];
  const someStates = ["received", "decision", "waiting"];
  const ownTies = ties.filter(({ name }) => ["", "barred", "hidden"].includes(name));
  const empty =
    alone.length * ownTies.length * lefts.length * someStates.length * (Object.keys(acts).length + 1);

  test(`OSB-14: a desk that nobody sits at falls to the same person by both, in all ${format(empty)} cells`, () => {
    const wrong = differences();
    let asked = 0;
    for (const { secret, role, left } of lefts) {
      const rest = cast.filter(({ roles }) => roles.every((each) => !left.includes(each.role)));
      for (const { who, roles } of alone) {
        const reader = person(p, roles);
        const people = [...rest, reader];
        const [town, scene] = [
          townOf("workingCommittee", people),
          sceneOf(deviation, "workingCommittee", people),
        ];
        const asker = askerOf(reader, town);
        for (const tie of ownTies)
          for (const state of someStates) {
            const { answers } = secret;
            const placed = { ...blank, ...secret.entry, answers, state, desk: { role, unit: here } };
            const entry = tie.entry({ ...placed, history: [...placed.history, event("decide", "somebody")] });
            const [around, matter] = [aroundOf(scene, entry), matterOf(entry, town)];
            const where = () => `${who}, ${tie.name}; ${secret.name}, ${state}, without ${left}, at ${role}`;
            asked += 1 + compareActs(deviation, reader, entry, around, scene, asker, matter, wrong, where);
            const [ours, theirs] = [viewOf(deviation, reader, entry, around), sightOf(asker, matter)];
            if (ours !== theirs) wrong.add(`sees ${ours}, should see ${theirs}`, where());
          }
      }
    }
    expect(wrong.all()).toEqual([]);
    expect(asked).toBe(empty);
  });
});

describe("who sees and does what with an action", () => {
  const people = [nobody, ...holding(Object.keys(placed) as Place[])];
  const own = ties.filter(({ name }) => !/investigator|helper|barred/.test(name));
  const secrets = secrecies.map(({ name, entry }) => ({ name, entry }));
  const { states, acts } = action;
  const each = Object.keys(acts).length + 1;
  const cells = people.length * own.length * 2 * secrets.length * 2 * states.length * each;

  test(`is the same by the house and by the policies, in all ${format(cells)} cells`, () => {
    const wrong = differences();
    const [town, scene] = [townOf("sas"), sceneOf(action, "sas")];
    const who = people.map(({ who, roles }) => {
      const reader = person(p, roles);
      return { name: who, reader, asker: askerOf(reader, town) };
    });
    let asked = 0;
    for (const { name: secrecy, entry: secret } of secrets)
      for (const role of ["director", "departmentManager"])
        for (const owner of [p, "another"])
          for (const state of states) {
            const desk = { role, unit: here };
            const base: Entry = { ...blank, ...secret, kind: "action", answers: { owner }, state, desk };
            const around = aroundOf(scene, base);
            for (const tie of own) {
              const entry = tie.entry(base);
              const matter = matterOf(entry, town);
              for (const { name, reader, asker } of who) {
                const where = () => `${name}, ${tie.name}, for ${owner}; ${secrecy}, ${state}, at ${role}`;
                asked += 1 + compareActs(action, reader, entry, around, scene, asker, matter, wrong, where);
                const [ours, theirs] = [viewOf(action, reader, entry, around), sightOf(asker, matter)];
                if (ours !== theirs) wrong.add(`sees ${ours}, should see ${theirs}`, where());
              }
            }
          }
    expect(wrong.all()).toEqual([]);
    expect(asked).toBe(cells);
  });
});

describe("the table", () => {
  const strangers = holding(["own"]).flatMap(({ roles }) => ties.map((tie) => ({ roles, tie })));

  test("MAL-10: whoever is of another municipality is answered as if there were no case, whatever they are", () => {
    const scene = sceneOf(deviation, "workingCommittee");
    for (const { roles, tie } of strangers) {
      const stranger = person(p, roles, { tenant: "another" as TenantId });
      const entry = tie.entry({ ...blank, urgent: true, alerted: roleCodes });
      const [around, asker] = [aroundOf(scene, entry), askerOf(stranger, townOf("workingCommittee"))];
      const matter = matterOf(entry, townOf("workingCommittee"));
      expect(viewOf(deviation, stranger, entry, around)).toBeUndefined();
      expect(actsFor(deviation, stranger, entry, around, scene.rules)).toEqual([]);
      expect(refused(scene, entry, "secureNow", stranger, 1)).toEqual({ key: "noSuchCase" });
      expect(
        ["seeWhole", "seeOwn", "open", "secureNow"].filter((each) => allows(asker, each, matter)),
      ).toEqual([]);
    }
  });

  test("whoever sees nothing is refused as if there were no case, and whoever may act is not refused", () => {
    const [town, scene] = [townOf("workingCommittee"), sceneOf(deviation, "workingCommittee")];
    for (const { roles, tie } of strangers)
      for (const { entry: secret, answers, desks } of secrecies) {
        const reader = person(p, roles);
        const entry = tie.entry({ ...blank, ...secret, answers, desk: { role: desks[0] ?? "", unit: here } });
        const may = actsFor(deviation, reader, entry, aroundOf(scene, entry), scene.rules);
        const nothing = sightOf(askerOf(reader, town), matterOf(entry, town)) === undefined;
        for (const act of ["take", "open", "complete", "close", "hide", "secureNow"]) {
          const refusal = refused(scene, entry, act, reader, entry.version);
          expect(refusal === undefined).toBe(may.includes(act));
          if (nothing) expect(refusal).toEqual({ key: "noSuchCase" });
        }
      }
  });

  test("the policies taken apart answer as Cedar does when it is asked of them whole, in 1 000 cells", () => {
    const random = draws(3);
    const people = holding(Object.keys(placed) as Place[]);
    const [actions, sights] = [
      { deviation: Object.keys(deviation.acts), action: Object.keys(action.acts) },
      ["seeWhole", "seeReport", "seeOwn", "seeExistence"],
    ];
    let allowed = 0;
    for (let asked = 0; asked < 1000; asked++) {
      const kind = random(["deviation", "deviation", "action"] as const);
      const { entry: secret, answers, desks } = random(secrecies);
      const reader = person(p, [...random(people).roles, ...random(people).roles], {
        ...(random(yesNo) && random(yesNo) && { shared: true }),
        ...(random(yesNo) && random(yesNo) && random(yesNo) && { tenant: "another" as TenantId }),
      });
      const entry = random(ties).entry({
        ...blank,
        ...secret,
        kind,
        answers: { ...answers, owner: random([p, "another"]) },
        state: random(kinds[kind].states as readonly string[]),
        desk: { role: random(desks), unit: here },
        urgent: random(yesNo),
        alerted: random([[], ["mas", "mar", "dataProtectionOfficer", "workingCommittee"]]),
      });
      const town = townOf(random(["sas", "workingCommittee"]));
      const [asker, matter] = [askerOf(reader, town), matterOf(entry, town)];
      const act = random([...sights, ...actions[kind]]);
      const whole = allowsWhole(asker, act, matter);
      allowed += whole ? 1 : 0;
      expect([act, allows(asker, act, matter)]).toEqual([act, whole]);
    }
    expect(allowed).toBeGreaterThan(30);
  });

  test("the policies speak of every act of a deviation and of an action", () => {
    const silent = [deviation, action].flatMap(({ name, acts }) =>
      Object.keys(acts).flatMap((act) => (speaksOf(act, name) ? [] : [`${name}.${act}`])),
    );
    expect(silent).toEqual([]);
  });
});
