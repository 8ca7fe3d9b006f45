import { describe, expect, test } from "vitest";
import { houseOf } from "#bot/config";
import type { LocalDate, PersonId, UnitId } from "#domain/record";
import { changePerson } from "#functions/people";
import { type Device, type Osby, openOsby, osby, osbyFile, platformsOr } from "./osby.ts";

/** What must hold when nobody answers, when people cannot be reached, and when things happen at once. */

async function alarm(anna: Device, manager = "Nej, ingen av dem"): Promise<void> {
  await anna.say("avvikelse");
  await anna.press("Ja, någon är i fara");
  await anna.press(manager, { line: "Rök i köket." });
}

/** A risk that is nobody's emergency, up to the review. */
async function calmly(anna: Device): Promise<void> {
  await anna.say("avvikelse");
  await anna.press("Nej, ingen är i fara");
  await anna.press("Risk");
  await anna.press("Personal, lokaler eller annat");
  await anna.press("Nästa", { happened: "i dag" });
  await anna.press("Bemanning och arbetssätt");
  await anna.press("Ingen känd", { what: "Dörren går inte i lås." });
  await anna.press("Nej, ingen av dem", { measures: ["notYet"] });
}

async function minutes(town: Osby, count: number): Promise<void> {
  for (let passed = 0; passed < count; passed++) {
    town.clock.turn(1);
    await town.home.wake();
  }
}

const about = (device: Device, id: string | undefined) =>
  device.cards().filter((card) => card.includes(String(id)));
const idOf = async (town: Osby) => (await town.records())[0]?.id;

describe.each(platformsOr("slack"))("on %s", (platform) => {
  test("an unanswered alarm gives the reporter a new message, once, and one more when it is answered", async () => {
    const town = await openOsby();
    const [maja, sara, anna] = ["maja", "sara", "anna"].map(town.on[platform]) as [Device, Device, Device];
    await maja.arrive();
    await sara.arrive();
    await alarm(anna);
    await town.settled();
    const id = await idOf(town);
    expect(about(anna, id)).toHaveLength(1);
    await minutes(town, 25);
    expect(about(anna, id)).toHaveLength(2);
    expect(anna.card()).toContain("# Ingen har svarat. Ring nu");
    await sara.press("Jag tar det");
    await town.settled();
    expect(about(anna, id)).toHaveLength(3);
    for (const card of about(anna, id)) expect(card).toContain("# Sara Sagolik har tagit larmet");
    expect(anna.card()).toContain("Fortfarande fara för liv? Ring 112.");
  });

  test("with a single rung the reporter is told to ring after ten minutes all the same, and it is called again", async () => {
    const file = osbyFile((m) => ({
      ...m,
      units: m.units.map((unit) => (unit.chain ? { ...unit, chain: ["unitManager" as const] } : unit)),
    }));
    const town = await openOsby({ file });
    const [maja, anna] = ["maja", "anna"].map(town.on[platform]) as [Device, Device];
    await maja.arrive();
    await alarm(anna);
    await town.settled();
    const id = await idOf(town);
    await minutes(town, 9);
    expect(anna.card()).toContain("# Larmet är skickat");
    await minutes(town, 2);
    expect(anna.card()).toContain("# Ingen har svarat. Ring nu");
    expect(about(maja, id)).toHaveLength(1);
    await minutes(town, 31);
    expect(about(maja, id).length).toBeGreaterThanOrEqual(2);
  });

  test("when nobody at all can be reached the reporter is told at once, and the first to arrive is called", async () => {
    const town = await openOsby();
    const [maja, anna] = ["maja", "anna"].map(town.on[platform]) as [Device, Device];
    await alarm(anna);
    await town.settled();
    await minutes(town, 2);
    expect(anna.card()).toContain("# Larmet har inte nått någon. Ring nu");
    await maja.arrive();
    await minutes(town, 2);
    expect(maja.card()).toContain("Någon är i fara nu");
  });

  test("a case waits as long as it takes for a manager who has never met the bot", async () => {
    const town = await openOsby();
    const [maja, anna] = ["maja", "anna"].map(town.on[platform]) as [Device, Device];
    await calmly(anna);
    await anna.press("Skicka");
    await town.settled();
    for (let day = 0; day < 9; day++) {
      town.clock.turn(24 * 60);
      await town.home.wake();
    }
    await maja.arrive();
    town.clock.turn(61);
    await town.home.wake();
    expect(maja.card()).toContain(await idOf(town));
  });

  test("the platform down, then up: everything arrives, once", async () => {
    const town = await openOsby();
    const [maja, sara, anna] = ["maja", "sara", "anna"].map(town.on[platform]) as [Device, Device, Device];
    await maja.arrive();
    await sara.arrive();
    await calmly(anna);
    town.slack.weather = "down";
    town.teams.trouble = { status: 500 };
    await anna.press("Skicka").catch(() => undefined);
    await town.settled();
    await minutes(town, 3);
    const id = await idOf(town);
    expect(about(maja, id)).toHaveLength(0);
    town.slack.weather = "fine";
    town.teams.trouble = undefined;
    await minutes(town, 10);
    expect(about(maja, id)).toHaveLength(1);
    expect(about(sara, id)).toHaveLength(1);
  });

  test("what the reporter fills in after the danger outlives that somebody takes the alarm meanwhile", async () => {
    const town = await openOsby();
    const [maja, anna] = ["maja", "anna"].map(town.on[platform]) as [Device, Device];
    await maja.arrive();
    await alarm(anna);
    await town.settled();
    await anna.press("Lägg till resten");
    await anna.press("Nästa", {
      nature: "deviation",
      concerns: "group",
      happened: "nyss",
      law: "sol",
      category: "care",
    });
    await maja.press("Jag tar det");
    await town.settled();
    await anna.press("Nästa", { what: "Spisen stod på.", consequence: "none", measures: ["secured"] });
    await anna.press("Skicka");
    await town.settled();
    const [record] = await town.records();
    expect(record?.history.map(({ act }) => act)).toEqual(["receive", "take", "complete"]);
    expect(record?.facts.nature).toBe("deviation");
  });

  test("a press on a card not yet redrawn says that the reporter acted, never who that is", async () => {
    const town = await openOsby({ fastPath: false });
    const [maja, anna] = ["maja", "anna"].map(town.on[platform]) as [Device, Device];
    await maja.arrive();
    await alarm(anna);
    await town.home.wake();
    await anna.press("Fel enhet");
    await anna.press("Flytta", { unit: "vuxen" });
    await maja.press("Jag tar det");
    expect(maja.notice()).not.toContain("Anna");
  });

  test("a case with the manager involved stays hidden from whoever gets that role later, deputies too", async () => {
    const town = await openOsby();
    const [nils, sara, anna] = ["nils", "sara", "anna"].map(town.on[platform]) as [Device, Device, Device];
    await nils.arrive();
    await sara.arrive();
    await alarm(anna, "Ja, chefen är inblandad");
    await town.settled();
    const id = await idOf(town);
    const house = houseOf(town.env, { now: town.clock.now });
    await changePerson(house, osby, "nils" as PersonId, (person) => ({
      ...person,
      roles: [
        ...person.roles,
        {
          role: "unitManager",
          unit: "barn-familj" as UnitId,
          from: "2026-01-01" as LocalDate,
          deputyFor: "maja" as PersonId,
        },
      ],
    }));
    const before = nils.cards().length;
    await minutes(town, 45);
    expect(nils.cards()).toHaveLength(before);
    await nils.say(String(id));
    expect(nils.card()).toContain("Det finns inget sådant ärende");
  });

  test("moved away and back again, the first manager gets a new card", async () => {
    const town = await openOsby();
    const [maja, anna] = ["maja", "anna"].map(town.on[platform]) as [Device, Device];
    await maja.arrive();
    await alarm(anna);
    await town.settled();
    const id = await idOf(town);
    for (const unit of ["vuxen", "barn-familj"]) {
      await anna.press("Fel enhet");
      await anna.press("Flytta", { unit });
      anna.closeDialog();
      await town.settled();
    }
    expect(about(maja, id)).toHaveLength(1);
    expect(maja.card()).toContain("Någon är i fara nu");
    await minutes(town, 60);
    // One ladder, not two: a call to each rung, then the whole chain again after half an hour.
    expect((await town.records())[0]?.errands.filter(({ what }) => what.do === "climb")).toHaveLength(1);
  });

  test("an old first card still helps somebody in danger", async () => {
    const town = await openOsby();
    const [maja, anna] = ["maja", "anna"].map(town.on[platform]) as [Device, Device];
    await maja.arrive();
    await anna.say("avvikelse");
    town.clock.turn(80 * 60);
    await anna.press("Ja, någon är i fara");
    expect(anna.card()).toContain("ring 112");
    await anna.press("Nej, ingen av dem", { line: "Rök i köket." });
    await town.settled();
    expect(maja.card()).toContain("Någon är i fara nu");
  });

  test("an outage just when the next rung falls due is waited out, and that rung is called", async () => {
    const town = await openOsby();
    const [maja, sara, doris, anna] = ["maja", "sara", "doris", "anna"].map(town.on[platform]) as Device[];
    if (!maja || !sara || !doris || !anna) throw new Error("nobody");
    for (const device of [maja, sara, doris]) await device.arrive();
    await alarm(anna);
    await town.settled();
    const id = await idOf(town);
    await minutes(town, 19);
    town.slack.weather = "down";
    town.teams.trouble = { status: 500 };
    await minutes(town, 3);
    expect(about(doris, id)).toHaveLength(0);
    town.slack.weather = "fine";
    town.teams.trouble = undefined;
    await minutes(town, 3);
    expect(about(doris, id)).toHaveLength(1);
  });

  test("a second copy of the first card raises a new alarm after the first report was sent", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await anna.say("avvikelse");
    await anna.say("avvikelse");
    await anna.press("Ja, någon är i fara");
    await anna.press("Nej, ingen av dem", { line: "Rök i köket." });
    await town.settled();
    town.clock.turn(24 * 60);
    await anna.press("Ja, någon är i fara");
    await anna.press("Nej, ingen av dem", { line: "Rök igen." });
    await town.settled();
    expect(await town.records()).toHaveLength(2);
  });

  test("a case that becomes lex Sarah is announced to the SAS anew, and the reporter's own word is let in", async () => {
    const town = await openOsby();
    const [maja, sara, anna] = ["maja", "sara", "anna"].map(town.on[platform]) as [Device, Device, Device];
    await maja.arrive();
    await sara.arrive();
    await alarm(anna);
    await town.settled();
    const id = await idOf(town);
    const rest = { concerns: "recipient", happened: "nyss", law: "sol", category: "abuse" };
    const what = (text: string) => ({ what: text, consequence: "serious", measures: ["secured"] });
    await maja.press("Lägg till resten");
    await maja.press("Nästa", { nature: "deviation", ...rest });
    await maja.press("Nästa", what("Inget särskilt."));
    await maja.press("Skicka");
    maja.closeDialog();
    await town.settled();
    const before = about(sara, id).length;
    await anna.press("Lägg till resten");
    await anna.press("Nästa", { nature: "mistreatment", ...rest });
    await anna.press("Nästa", what("Den enskilde blev slagen."));
    await anna.press("Skicka");
    anna.closeDialog();
    await town.settled();
    expect(about(sara, id)).toHaveLength(before + 1);
    expect(sara.card()).toContain("Typ: Lex Sarah");
    const [record] = await town.records();
    expect(record?.desk.role).toBe("sas");
    // What the manager wrote first is not lost.
    const replaced = Object.entries(record?.answers ?? {}).find(([name]) => name.startsWith("nature@"));
    expect(replaced?.[1]).toBe("deviation");
    expect(Object.keys(record?.sealed ?? {}).some((name) => name.startsWith("what@"))).toBe(true);
    await sara.press("Öppna ärendet");
    expect(sara.dialog()).toContain("Den enskilde blev slagen.");
  });

  test("an unfinished wrong unit can be finished after something else was done", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await alarm(anna);
    await town.settled();
    await anna.press("Fel enhet");
    anna.closeDialog();
    await anna.press("Lägg till resten");
    await anna.press("Nästa", {
      nature: "risk",
      concerns: "group",
      happened: "nyss",
      law: "sol",
      category: "care",
    });
    await anna.press("Nästa", { what: "Spisen stod på.", consequence: "none", measures: ["secured"] });
    await anna.press("Skicka");
    anna.closeDialog();
    await town.settled();
    await anna.press("Fel enhet");
    await anna.press("Flytta", { unit: "vuxen" });
    expect((await town.records())[0]?.unit).toBe("vuxen");
  });

  test("the word danger in the middle of a report asks about danger, and loses nothing", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await anna.say("avvikelse");
    await anna.press("Nej, ingen är i fara");
    await anna.press("Risk");
    await anna.say("nu är det fara");
    expect(anna.card()).toContain("Är någon i fara nu?");
    await anna.press("Nej, ingen är i fara");
    expect(anna.card()).toContain("Vem berör det?");
  });

  test("a report begun calmly and then said to be danger can still be completed", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await anna.say("avvikelse");
    await anna.press("Nej, ingen är i fara");
    await anna.press("Missförhållande (lex Sarah)");
    await anna.press("Tillbaka");
    await anna.press("Tillbaka");
    await anna.press("Ja, någon är i fara");
    await anna.press("Nej, ingen av dem", { line: "Rök i köket." });
    await town.settled();
    const [record] = await town.records();
    expect(record?.facts.nature).toBe("unsure");
    expect(record?.answers.nature).toBeUndefined();
    expect(anna.card()).toContain("[Lägg till resten]");
  });

  test("the number known of the reporter goes along only when it was shown", async () => {
    const town = await openOsby();
    const [maja, anna] = ["maja", "anna"].map(town.on[platform]) as [Device, Device];
    await maja.arrive();
    await alarm(anna);
    await town.settled();
    await maja.press("Öppna ärendet");
    expect(maja.dialog()).toContain("070-174 06 11");
    expect((await town.records())[0]?.sealed.callback).toBeDefined();
  });

  test("the reporter can read what they sent", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await alarm(anna);
    await town.settled();
    await anna.press("Läs din rapport");
    expect(anna.dialog()).toContain("Rök i köket.");
  });

  test.each([
    ["tack!", "Bra."],
    ["någon är i fara", "Är någon i fara nu?"],
    ["jag behöver hjälp", "Är någon i fara nu?"],
    ["Avbryt matningen, han satte i halsen", "Det du skrev är inte sparat"],
    ["Han stack", "Det du skrev är inte sparat"],
    ["jag vill rapportera att en boende slog en annan boende i går", "Det du skrev är inte sparat"],
    ["K7QF 3M2X?", "Det finns inget sådant ärende"],
    ["Ny avvikelse", "Är någon i fara nu?"],
  ])("%s is answered as it is meant", async (said, answer) => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await anna.say(said);
    expect(anna.card()).toContain(answer);
  });
});

// Teams would hold the way back shut over an empty field that must be answered, so there nothing goes along.
test("what is typed on a page of a Slack modal is kept on the way back", async () => {
  const town = await openOsby();
  const anna = town.on.slack("anna");
  await anna.say("avvikelse");
  await anna.press("Fyll i allt på en gång");
  await anna.press("Nästa", { danger: "no" });
  await anna.press("Nästa", {
    nature: "risk",
    concerns: "group",
    happened: "i dag",
    law: "sol",
    category: "care",
  });
  await anna.press("Tillbaka", { what: "En lång berättelse." });
  await anna.press("Nästa", {});
  expect(anna.dialog()).toContain("En lång berättelse.");
});
