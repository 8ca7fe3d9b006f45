import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { houseOf } from "#bot/config";
import { readChecklists } from "#domain/checklist-file";
import { checklistSchema } from "#domain/checklist-schema";
import { checklists } from "#domain/checklists/index";
import type { Entry, RecordId, UnitId } from "#domain/record";
import { loadMunicipality } from "#functions/load";
import { readEntry } from "#functions/storage/records";
import { actionsIn } from "./casework.ts";
import { sweepAt } from "./compilation.ts";
import { arrive, craft, give } from "./lex-sarah.ts";
import { type Device, long, type Osby, openOsby, osby, osbyFile, platformsOr } from "./osby.ts";

/** Self-inspection: planned once, answered a section at a time, and every shortcoming leads somewhere. */

const list = checklists.find(({ id }) => id === "children-casework") ?? checklists[0];
if (!list) throw new Error("no checklists");

/** The runs there are, as they are stored, the oldest first. */
async function runsIn(town: Osby): Promise<Entry[]> {
  const found: Entry[] = [];
  for (const half of ["2026H1", "2026H2", "2027H1"]) {
    const { items } = await town.tables.store.query({ index: "shelf", pk: `T#osby#${half}` });
    for (const item of items) {
      const entry = await readEntry(town.tables.store, osby, item.PK.split("#").at(-1) as RecordId);
      if (entry?.kind === "selfInspection") found.push(entry);
    }
  }
  return found;
}

/** How a plan differs from the usual one. */
interface Planned {
  readonly checklist?: string;
  readonly theme?: string;
  readonly unit?: string;
  readonly below?: string;
  readonly dates?: string;
  readonly window?: string;
  readonly first?: string;
  readonly aggregated?: string;
}

/** Plans a self-inspection from the chat. */
async function plan(town: Osby, device: Device, how: Planned = {}): Promise<void> {
  await device.say("planera egenkontroll");
  await device.press("Nästa", {
    checklist: how.checklist ?? list?.id ?? "",
    ...(how.theme && { theme: how.theme }),
  });
  await device.press("Nästa", { unit: how.unit ?? "barn-familj", below: how.below ?? "own" });
  await device.press(how.dates ? "På egna dagar" : "Varje kvartal");
  if (how.dates) await device.press("Nästa", { dates: how.dates });
  await device.press("Skicka", {
    answers: "unitManager",
    window: how.window ?? "14",
    first: how.first ?? "2026-03-10",
    aggregated: how.aggregated ?? "no",
  });
  await town.settled();
}

/** How the items of a section are answered, as they should be but for those that are `short`. */
function good(
  section: (typeof checklists)[number]["sections"][number],
  short: readonly string[],
  day: string,
) {
  return Object.fromEntries(
    section.items.flatMap(({ id, answer }): [string, string][] => {
      const is = !short.includes(id);
      switch (answer.type) {
        case "share":
          return [
            [`q.${id}.of`, "10"],
            [`q.${id}.met`, answer.good === "low" ? (is ? "0" : "4") : is ? "10" : "6"],
          ];
        case "day":
          return [[`q.${id}`, day]];
        case "text":
          return [[`q.${id}`, "Vi ser över bemanningen."]];
        case "scale":
          return [[`q.${id}`, is ? "5" : "1"]];
        default:
          return [[`q.${id}`, is ? "yes" : "no"]];
      }
    }),
  );
}

describe.each(platformsOr("teams"))("on %s", (platform) => {
  test("a manager gets the checklist when it is due, answers it a section at a time, and a no leads to an action that the next run asks about (OSB-78, OSB-82, OSB-107, MAL-06, MAL-29, MAL-33, MAL-36, EKE-37, EKE-115)", async () => {
    const town = await openOsby();
    const { maja, sara } = await arrive(town, platform, "maja", "sara");
    await plan(town, maja);
    expect(maja.cards().join()).toContain("Egenkontrollen är planerad");
    await sweepAt(town, "2026-03-11T06:00:00.000Z");
    const [run] = await runsIn(town);
    expect(run?.answers).toMatchObject({ occurrence: "2026Q1", unit: "barn-familj", begunOn: "2026-03-10" });
    expect(run?.checklist?.id).toBe("children-casework");
    expect(maja.card()).toContain(`Egenkontroll: ${list.title}`);
    expect(maja.card()).toMatch(/Besvarat: 0 av \d+/);

    const wrong = list.sections[0]?.items.find(({ answer }) => answer.type === "share")?.id ?? "";
    await maja.press("Svara");
    for (const section of list.sections) await maja.press("Spara", good(section, [wrong], "2026-03-09"));
    await town.settled();
    expect(maja.dialog()).toContain("Brister: 1");
    await maja.press("Åtgärda bristen");
    await maja.press("Nästa");
    await maja.press("Nästa", {
      plan: "Gå igenom alla beslut varje vecka.",
      owner: "maja",
      due: "2026-03-20",
      followOn: "2026-04-15",
    });
    await maja.press("Spara", { actionType: "routine", strength: "medium", level: "unit" });
    await town.settled();
    expect((await actionsIn(town))[0]?.answers).toMatchObject({ source: "selfInspection" });
    expect(maja.dialog()).toContain("Det ska åtgärdas.");
    await maja.press("Lämna in");
    maja.closeDialog();
    await town.settled();
    expect((await runsIn(town))[0]).toMatchObject({ state: "submitted", facts: { withShort: "yes" } });
    expect(sara.cards().join()).toContain("Egenkontrollen är klar");

    await sweepAt(town, "2026-06-01T06:00:00.000Z");
    await maja.press("Svara");
    expect(maja.dialog()).toContain("Förra gången: 6 av 10. Ni bestämde en åtgärd.");
    expect(maja.dialog()).toContain("Hjälpte det ni gjorde?");
  });
});

/** A checklist of the municipality's own, in which something of each sort is asked. */
const own = checklistSchema.parse({
  id: "own-list",
  version: 1,
  title: "Vår egen granskning",
  type: "documentReview",
  law: ["managementSystem"],
  sample: { least: 5, most: 20 },
  sections: [
    {
      id: "first",
      title: "Akterna",
      items: [
        { id: "signed", text: "Akten är signerad.", answer: { type: "share" } },
        { id: "keys", text: "Är nycklarna inlåsta?", answer: { type: "yesNo" } },
        { id: "greatest", text: "Vad är störst?", answer: { type: "text" } },
      ],
    },
    {
      id: "second",
      title: "Mötena",
      items: [
        { id: "told", text: "När berättade ni?", answer: { type: "day", within: 30 } },
        { id: "well", text: "Fungerar mötena?", answer: { type: "yesPartly" } },
      ],
    },
  ],
});
const ownFile = osbyFile((m) => ({ ...m, checklists: [own] }));
/** The whole of it as it should be. */
const ownGood = [
  { population: "30", "q.signed.of": "5", "q.signed.met": "5", "q.keys": "yes", "q.greatest": "Inget." },
  { "q.told": "2026-03-09", "q.well": "yes" },
] as const;

/** How many cards somebody has of a run: the morning's list is none of them. */
const cardsOf = (device: Device, run: Entry) =>
  device.cards().filter((card) => card.includes(`Ärende: ${run.id}`)).length;
const occurrencesIn = async (town: Osby) =>
  (await runsIn(town)).map(({ answers, state }) => `${answers.occurrence} ${answers.begunOn ?? ""} ${state}`);

describe.each(platformsOr("slack"))("on %s, when nobody swept", (platform) => {
  test("a run begins late and is reminded of on the clock of the wall, and what could no longer be answered is missed without a word (MAL-40)", async () => {
    const town = await openOsby({ file: ownFile });
    const { maja, doris } = await arrive(town, platform, "maja", "doris");
    await plan(town, maja, { checklist: own.id, dates: "03-27, 10-23" });
    await sweepAt(town, "2026-03-26T08:00:00.000Z");
    // Down for nine days, over its day and over the night in which the clock was changed.
    await sweepAt(town, "2026-04-04T08:00:00.000Z");
    const [spring] = await runsIn(town);
    if (!spring) throw new Error("nothing began");
    expect(await occurrencesIn(town)).toEqual(["2026-03-27 2026-04-04 open"]);
    expect(maja.card()).toContain("Egenkontroll att svara på");
    expect(maja.card()).toContain("Ska vara inlämnad: 10 april 2026");
    // Half-way is Good Friday: the first working day after, at half past seven, as on the last day.
    const heard = async (at: string) => {
      await sweepAt(town, at);
      return cardsOf(maja, spring);
    };
    expect(await heard("2026-04-07T05:29:00.000Z")).toBe(1);
    expect(await heard("2026-04-07T05:30:00.000Z")).toBe(2);
    expect(maja.card()).toContain("Egenkontrollen är inte klar. Det du har svarat är sparat.");
    expect(await heard("2026-04-10T05:29:00.000Z")).toBe(2);
    expect(await heard("2026-04-10T05:30:00.000Z")).toBe(3);

    // Begun on the last day and sent when it was over, whether or not the sweep has come to say so.
    await maja.press("Svara");
    town.clock.turn(24 * 60);
    await maja.press("Spara", ownGood[0]);
    expect(maja.dialog() ?? maja.notice()).toContain("Tiden att svara har gått ut.");
    maja.closeDialog();
    const old = { do: "act", act: "answer", record: spring.id, version: 1 } as const;
    expect(await craft(town, platform, "maja", old)).toContain("Tiden att svara har gått ut.");
    await sweepAt(town, "2026-04-12T08:00:00.000Z");
    expect(await craft(town, platform, "maja", old)).toContain("Tiden att svara har gått ut.");
    expect(maja.card()).toContain("Tiden för egenkontrollen har gått ut");
    expect(doris.card()).toContain("Läge: Missad");
    expect(maja.cards().join()).not.toContain("[Svara]");

    // Down again, over the day, half-way and the night of the clock in autumn: only the last day is left to remind of.
    await sweepAt(town, "2026-11-02T09:00:00.000Z");
    expect((await occurrencesIn(town)).at(-1)).toBe("2026-10-23 2026-11-02 open");
    const autumn = (await runsIn(town)).at(-1) as Entry;
    expect(cardsOf(maja, autumn)).toBe(1);
    await sweepAt(town, "2026-11-06T06:29:00.000Z");
    expect(cardsOf(maja, autumn)).toBe(1);
    // And then until long after: the reminder is not sent when it is too late to heed it.
    await sweepAt(town, "2026-11-20T09:00:00.000Z");
    expect(cardsOf(maja, autumn)).toBe(2);
    expect(maja.card()).toContain("Läge: Missad");
    const before = [maja, doris].map((device) => device.cards().length);
    await sweepAt(town, "2027-04-19T19:00:00.000Z");
    expect(await occurrencesIn(town)).toEqual([
      "2026-03-27 2026-04-04 missed",
      "2026-10-23 2026-11-02 missed",
      "2027-03-27 2027-04-19 missed",
    ]);
    expect([maja, doris].map((device) => device.cards().length)).toEqual(before);
  });
});

describe.each(platformsOr("teams"))("on %s, of all units in common", (platform) => {
  test("forty get theirs at once, a desk where nobody sits falls to the next who answers for it, and answers stay on their level (MAL-25, MAL-37, MAL-41, MAL-42)", async () => {
    const many = (count: number, parent: string) =>
      Array.from({ length: count }, (_, n) => ({
        ...{ id: `${parent}-${n}` as UnitId, name: `Grupp ${n} ${parent}`, reports: true },
        parent: parent as UnitId,
      }));
    const file = osbyFile((m) => ({
      ...m,
      checklists: [own],
      units: [...m.units, ...many(30, "vuxen"), ...many(5, "arbete-valfard")],
    }));
    const town = await openOsby({ file, at: "2026-03-02T11:00:00.000Z" });
    const { maja, viktor, frida, sara, doris } = await arrive(
      town,
      platform,
      ...(["maja", "viktor", "frida", "sara", "doris"] as const),
    );
    // Whoever leads a unit plans there and nowhere else; the SAS of the whole for all of it.
    await maja.say("planera egenkontroll");
    await maja.press("Nästa", { checklist: own.id });
    expect(maja.card()).toContain("Barn och familjeenheten");
    expect(maja.card()).not.toContain("Vuxenenheten");
    await plan(town, sara, {
      ...{ checklist: own.id, theme: "Trygghet", first: "2026-03-02" },
      ...{ unit: "arbete-valfard", below: "below" },
    });
    await sweepAt(town, "2026-03-02T12:00:00.000Z");
    const runs = await runsIn(town);
    expect(new Set(runs.map(({ unit }) => unit)).size).toBe(40);
    expect(runs).toHaveLength(40);
    const heard = (device: Device) => runs.filter((run) => cardsOf(device, run) === 1).length;
    expect([maja, viktor, frida, doris, sara].map(heard)).toEqual([1, 33, 1, 5, 0]);
    expect(maja.card()).toContain("Egenkontroll: Vår egen granskning");
    // What somebody has written is on no card in the chat.
    expect(maja.card()).not.toContain("Trygghet");

    // Each morning whoever stands in hears that the desk is empty.
    await sweepAt(town, "2026-03-03T06:30:00.000Z");
    expect(doris.cards().join()).toContain(
      "Just nu saknas enhetschefen för Grupp 0 arbete-valfard. Ett ärende väntar",
    );

    await maja.press("Svara");
    await maja.press("Spara", { ...ownGood[0], "q.keys": "no" });
    maja.closeDialog();
    await town.settled();
    const mine = runs.find(({ unit }) => unit === "barn-familj") as Entry;
    await doris.say(mine.id);
    expect(doris.card()).toContain("Läge: Ska besvaras");
    await doris.press("Öppna");
    expect(doris.dialog() ?? "").not.toMatch(/nycklarna|Brister/);
    doris.closeDialog();
    await sara.say(mine.id);
    await sara.press("Öppna");
    expect(sara.dialog()).toContain("Brister: 1");
    expect(sara.dialog()).toContain("Tema: Trygghet");
  });
});

describe("answered by several, on both platforms", () => {
  test("what differs is shown by name, what does not goes in side by side, and what was begun on one is gone on with on the other, by a deputy too (HJO-68, EKE-56)", async () => {
    const town = await openOsby({ file: ownFile });
    const { maja } = await arrive(town, "teams", "maja", "anna");
    const { sara } = await arrive(town, "slack", "sara");
    await maja.say("planera egenkontroll");
    await maja.press("Nästa", { checklist: own.id });
    await maja.press("Nästa", { unit: "barn-familj", below: "own" });
    await maja.press("På egna dagar");
    await maja.press("Nästa", { dates: "32-13, i vår" });
    expect(maja.notice()).toContain("Skriv månad och dag, till exempel 03-15, 09-15.");
    await maja.press("Nästa", { dates: "03-10, 09-15" });
    await maja.press("Skicka", {
      ...{ answers: "unitManager", window: "14", first: "2026-03-10", aggregated: "no" },
    });
    await town.settled();
    const [run] = await runsIn(town);
    if (!run) throw new Error("nothing began");
    const answers = async () => (await runsIn(town))[0]?.answers;

    // Numbers that cannot be.
    await maja.press("Svara");
    expect(maja.dialog()).toContain("0 av 5 ");
    const wrong = async (fill: Readonly<Record<string, string>>, why: string) => {
      await maja.press("Spara", { population: "30", "q.signed.of": "5", "q.signed.met": "5", ...fill });
      expect(maja.dialog()).toContain(why);
    };
    await wrong({ "q.signed.of": "tre" }, "Skriv ett tal med siffror, till exempel 12.");
    await wrong({ "q.signed.of": "6", "q.signed.met": "1" }, "Det är fler än de som ska granskas.");
    await wrong({ "q.signed.met": "6" }, "Det är fler än de ni har granskat.");
    await wrong({ population: "-3" }, "Skriv ett tal med siffror, till exempel 12.");
    expect(await answers()).not.toHaveProperty("q.signed.of");
    // How many there are comes first: then it is said which to look into, the same to whoever answers.
    await maja.press("Spara", { population: "30" });
    const drawn = /Granska nummer (\d+, \d+, \d+, \d+ och \d+) i er lista\./.exec(maja.dialog() ?? "")?.[1];
    expect(drawn).toBeDefined();
    maja.closeDialog();
    await maja.press("Svara");
    expect(maja.dialog()).toContain(`Granska nummer ${drawn} i er lista.`);

    // Both have the same part open: Maja is first.
    await sara.say(run.id);
    await sara.press("Svara");
    await maja.press("Spara", {
      ...{ population: "30", "q.signed.of": "5", "q.signed.met": "5" },
      ...{ "q.keys": "yes", "q.greatest": "Arkivet." },
    });
    await town.settled();
    expect(maja.dialog()).toContain("3 av 5 ");
    await sara.press("Spara", { "q.keys": "no", "q.greatest": "Nycklarna.", "q.signed.of": "5" });
    expect(sara.dialog()).toContain("Maja Påhittad har svarat Ja medan du skrev.");
    expect(sara.dialog()).toContain("Maja Påhittad har svarat Arkivet. medan du skrev.");
    expect(await answers()).toMatchObject({ "q.keys": "yes", "q.signed.of": "5", "q.signed.met": "5" });
    // What she then chooses holds; the other's words are kept.
    await sara.press("Spara", { "q.keys": "yes", "q.greatest": "Nycklarna." });
    await town.settled();
    const [both] = await runsIn(town);
    expect(both?.answers).toMatchObject({ "q.keys": "yes", "q.signed.met": "5" });
    expect(Object.keys(both?.sealed ?? {}).sort()).toEqual([
      "q.greatest",
      expect.stringMatching(/^q.greatest@\d+$/),
    ]);
    sara.closeDialog();
    maja.closeDialog();

    // The same part is changed by both at the same time: what each left as it was is no answer of theirs.
    for (const device of [maja, sara]) {
      await device.say(run.id);
      await device.press("Öppna");
      await device.press("Ändra svar");
      await device.press("Nästa", { section: "first" });
      expect(device.dialog()).toContain("Nycklarna.");
    }
    await maja.press("Spara", { "q.signed.met": "4" });
    await sara.press("Spara", { "q.keys": "no" });
    await town.settled();
    expect(await answers()).toMatchObject({ "q.keys": "no", "q.signed.of": "5", "q.signed.met": "4" });
    expect(await answers()).not.toHaveProperty("section");
    expect(Object.keys((await runsIn(town))[0]?.sealed ?? {})).toHaveLength(2);
    sara.closeDialog();
    maja.closeDialog();

    // The other part: begun on one platform, and gone on with on the other, in what is left.
    const { maja: onSlack } = await arrive(town, "slack", "maja");
    await onSlack.say(run.id);
    await onSlack.press("Svara");
    expect(onSlack.dialog()).toContain("När berättade ni?");
    await onSlack.press("Spara", { "q.well": "partly" });
    onSlack.closeDialog();
    await town.settled();
    await give(town, "anna", "unitManager", { unit: "barn-familj", deputyFor: "maja" });
    const anna = town.on.teams("anna");
    await anna.say(run.id);
    await anna.press("Svara");
    expect(anna.dialog()).toContain("När berättade ni?");
    await anna.press("Spara", { "q.told.never": "yes" });
    await town.settled();
    expect(anna.dialog()).toContain("Brister: 4");
    expect(await answers()).toMatchObject({ "q.told": "no", "q.well": "partly" });
  });
});

/** So many quarters; a year in the long form. */
const quarters = ["2026Q1", "2026Q2", "2026Q3", "2026Q4"].slice(0, long ? 4 : 2);

describe.each(platformsOr("teams"))("on %s, quarter after quarter", (platform) => {
  test("each result stands beside those before it, what was short is asked about until it is answered, and a new version holds for the next (MAL-36, MAL-95, EKE-62)", async () => {
    const town = await openOsby({ file: ownFile });
    const { sara, ...managers } = await arrive(
      town,
      platform,
      ...(["sara", "maja", "viktor", "frida"] as const),
    );
    const { maja } = managers;
    const where = long ? { unit: "arbete-valfard", below: "below" } : { unit: "barn-familj" };
    await plan(town, sara, { checklist: own.id, ...where });
    /** Answers a run with so many shortcomings, accepts them, and hands it in. */
    const answer = async (device: Device, short: number) => {
      await device.press("Svara");
      await device.press("Spara", { ...ownGood[0], ...(short > 0 && { "q.keys": "no" }) });
      await device.press("Spara", { "q.told.never": "yes", "q.well": short > 1 ? "no" : "yes" });
      await town.settled();
      for (let n = 0; n <= short; n++) {
        await device.press("Godta bristen");
        await device.press("Spara", { acceptReason: `Det är på väg, säger ${n}.` });
      }
      // Each reason says which shortcoming it is of.
      const accepted = [...(short > 0 ? [2] : []), 4, ...(short > 1 ? [5] : [])];
      expect(device.dialog()).toMatch(/När berättade ni\?:? Aldrig\./);
      for (const [n, item] of accepted.entries())
        expect(device.dialog()).toContain(`Skäl att godta brist ${item}: Det är på väg, säger ${n}.`);
      await device.press("Lämna in");
      device.closeDialog();
      await town.settled();
    };
    for (const [n, quarter] of quarters.entries()) {
      await sweepAt(town, `2026-${["03-11", "06-02", "09-02", "12-02"][n]}T07:00:00.000Z`);
      const open = (await runsIn(town)).filter(({ state }) => state === "open");
      expect(open.map(({ answers }) => answers.occurrence)).toEqual(Array(long ? 5 : 1).fill(quarter));
      await answer(maja, 2 - (n % 3));
      if (long) for (const device of [managers.frida, managers.viktor]) await answer(device, n % 3);
    }
    // Two to choose from have come and gone: one was short of three, then of two.
    expect(maja.card()).toContain("Brister, gång för gång");
    for (const n of quarters.keys())
      expect(maja.card()).toMatch(new RegExp(`kvartal ${n + 1} 2026\\D+${3 - (n % 3)}\\b`));

    // What was asked of those under way stays; what begins is asked in the new words.
    const [first] = own.sections;
    if (!first) throw new Error("no sections");
    const items = first.items.map((item) => (item.id === "keys" ? { ...item, text: "Sitter låset?" } : item));
    const next = { ...own, version: 2, sections: [{ ...first, items }, ...own.sections.slice(1)] };
    const house = houseOf(town.env, { now: town.clock.now });
    await loadMunicipality(house, { ...ownFile, checklists: [next] });
    const before = await runsIn(town);
    await sweepAt(town, "2027-03-02T07:00:00.000Z");
    const after = await runsIn(town);
    const known = before.map(({ id }) => id);
    const versions = after.map(({ id, checklist }) => [known.includes(id), checklist?.version]);
    expect(versions).toEqual(after.map(({ id }) => (known.includes(id) ? [true, 1] : [false, 2])));
    const latest = after.filter(({ answers }) => answers.occurrence === "2027Q1");
    expect(latest.map(({ answers }) => answers.checklist)).toContain("own-list@2");
    // Those between were missed: what was short before them is still asked about.
    await maja.press("Svara");
    expect(maja.dialog()).toContain("Sitter låset?");
    expect(maja.dialog()).toContain("Förra gången: Nej. Ni godtog bristen.");
  });
});

/** The first of a municipality's own checklists, as its file has them. */
function ownOf(name: string) {
  const file = readChecklists(readFileSync(`municipalities/${name}.checklists.yaml`, "utf8"));
  const [first] = file.ok ? file.checklists : [];
  if (!first) throw new Error(`no checklist in the file of ${name}`);
  return first;
}

describe.each(platformsOr("slack"))("on %s, by a municipality's own list", (platform) => {
  test.each([
    ["hjo", "goals, guarantees and documentation are looked into (HJO-17)"],
    ["ekero", "internal control goes process by process (EKE-117)"],
  ])("in %s %s, and the plan says when", async (name) => {
    const list = ownOf(name);
    const town = await openOsby({ file: osbyFile((m) => ({ ...m, checklists: [list] })) });
    const [maja] = [(await arrive(town, platform, "maja")).maja];
    // Two of its days are over when it begins, and both could still be answered: only the last is.
    const how = { dates: "03-02, 03-09", window: "30", first: "2026-03-16" };
    await plan(town, maja, { checklist: list.id, ...how });
    const next = "16 mars 2026, lämnas in senast 8 april 2026";
    expect(maja.cards().join()).toContain(`Nästa gång: ${next}`);
    await sweepAt(town, "2026-03-16T06:00:00.000Z");
    const [run, ...others] = await runsIn(town);
    expect(others).toEqual([]);
    expect(run?.answers).toMatchObject({ closes: "2026-04-08", checklist: `${list.id}@${list.version}` });
    expect(maja.card()).toContain(list.title);
    for (const { title, items } of list.sections) {
      await maja.press(maja.dialog() ? "Spara" : "Svara");
      expect(maja.dialog()).toContain(`${title}.`);
      for (const { text, routine } of items) {
        expect(maja.dialog()).toContain(text);
        if (routine) expect(maja.dialog()).toContain(`Rutin: ${routine}.`);
      }
    }
  });
});
