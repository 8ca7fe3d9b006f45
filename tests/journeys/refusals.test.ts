import { describe, expect, test } from "vitest";
import { type Device, openOsby, platformsOr } from "./osby.ts";

/** What a person meets when something is wrong: a clear answer, and nothing already given is lost. */

async function toPlace(anna: Device): Promise<void> {
  await anna.say("avvikelse");
  await anna.press("Nej, ingen är i fara");
  await anna.press("Avvikelse");
  await anna.press("En person hos oss");
}

async function toWhat(anna: Device): Promise<void> {
  await toPlace(anna);
  await anna.press("Nästa", { happened: "i går kväll" });
  await anna.press("Samarbete med andra");
}

describe.each(platformsOr("teams"))("on %s", (platform) => {
  test.each([
    ["i morgon", "Den tiden har inte kommit än"],
    ["2027-01-01", "Den tiden har inte kommit än"],
    ["31/2", "Vi förstod inte tiden"],
    ["förra veckan", "Skriv vilken dag"],
    ["när solen sken", "Vi förstod inte tiden"],
  ])("a time that cannot be used (%s) is explained, and the step stands", async (happened, text) => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await toPlace(anna);
    const card = anna.card();
    await anna.press("Nästa", { happened });
    expect(anna.notice()).toContain(text);
    expect(anna.notice()).toContain("När hände det");
    expect(anna.card()).toBe(card);
    await anna.press("Nästa", { happened: "i går" });
    expect(anna.card()).toContain("Vad handlar det om?");
  });

  test("found out before it happened is explained", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await toPlace(anna);
    await anna.press("Nästa", { happened: "i går", discovered: "i förrgår" });
    expect(anna.notice()).toContain("det upptäcktes innan det hände");
  });

  test.each(["811228-9874", "19811228 9874", "８１１２２８９８７４", "811288–9871"])(
    "a personnummer (%s) stops the step and says where, before anything is saved",
    async (number) => {
      const town = await openOsby();
      const anna = town.on[platform]("anna");
      await toWhat(anna);
      await anna.press("Oro eller obehag", { what: `Första raden.\nDet gällde ${number}, tror jag.` });
      expect(anna.notice()).toContain("personnummer på rad 2, tecken 12");
      expect(anna.card()).toContain("Vad hände");
      await anna.press("Oro eller obehag", { what: "Det gällde den enskilde." });
      expect(anna.card()).toContain("Vad gjorde ni direkt");
    },
  );

  test("in the dialog a personnummer is marked at its field, and what was typed stands there", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await anna.say("avvikelse");
    await anna.press("Fyll i allt på en gång");
    await anna.press("Nästa", { danger: "no" });
    await anna.press("Nästa", {
      nature: "deviation",
      concerns: "group",
      happened: "i går",
      law: "sol",
      category: "care",
    });
    const full = { consequence: "none", measures: ["informed"], involved: "no" };
    await anna.press("Nästa", { ...full, what: "Det gällde 811228-9874." });
    expect(anna.dialog()).toContain("personnummer på rad 1, tecken 12");
    await anna.press("Nästa", { ...full, what: "Det gällde den enskilde." });
    expect(anna.dialog()).toContain("[Ändra]");
  });

  test("an empty text is asked for, and the answer beside it is not lost from view", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await toWhat(anna);
    await anna.press("Oro eller obehag", { what: "   " }).catch(() => undefined);
    expect(anna.card()).toContain("Vad hände");
  });

  test("a press on an old card shows where one is, and changes nothing", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await anna.say("avvikelse");
    const started = anna.cards().length;
    await anna.press("Nej, ingen är i fara");
    await anna.say("avvikelse");
    await anna.press("Börja om");
    await anna.press("Nej, ingen är i fara");
    await anna.press("Risk");
    // The first card of the first draft, thrown away since.
    expect(anna.cards()[started - 1]).toContain("Vad vill du rapportera?");
    expect(anna.card()).toContain("Vem berör det?");
  });

  test("a cancelled report is gone, and says so", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await toWhat(anna);
    await anna.press("Ta bort utkastet");
    expect(anna.card()).toContain("Inget är skickat");
    await anna.say("fortsätt");
    expect(anna.card()).toContain("Det finns ingen påbörjad rapport");
    await anna.say("avbryt");
    expect(anna.card()).toContain("Det finns ingen påbörjad rapport");
    expect(await town.records()).toEqual([]);
  });

  test("a draft is forgotten after three days", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await toWhat(anna);
    town.clock.turn(71 * 60);
    await anna.say("fortsätt");
    expect(anna.card()).toContain("Vad hände");
    town.clock.turn(73 * 60);
    await anna.say("avvikelse");
    expect(anna.card()).toContain("Är någon i fara nu?");
  });

  test("what was given can be changed before it is sent", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await toWhat(anna);
    await anna.press("Oro eller obehag", { what: "Ett möte ställdes in." });
    await anna.press("Nej, ingen av dem", { measures: ["informed"] });
    await anna.press("Ändra");
    expect(anna.card()).toContain("Är någon i fara nu?");
    await anna.press("Nej, ingen är i fara");
    expect(anna.card()).toContain("Stämmer det?");
    await anna.press("Tillbaka");
    await anna.press("Tillbaka");
    expect(anna.card()).toContain("Redan ifyllt");
    await anna.press("Allvarlig");
    expect(anna.card()).toContain("Allvarlig");
    await anna.press("Skicka");
    await town.settled();
    expect((await town.records())[0]?.facts.consequence).toBe("serious");
  });
});

test("somebody else's press on a forwarded card does nothing to the case", async () => {
  const town = await openOsby();
  const anna = town.on.slack("anna");
  const maja = town.on.slack("maja");
  const nils = town.slackPerson("U0NILS");
  await maja.arrive();
  await toWhat(anna);
  await anna.press("Oro eller obehag", { what: "Ett möte ställdes in." });
  await anna.press("Nej, ingen av dem", { measures: ["informed"] });
  await anna.press("Skicka");
  await town.settled();
  const forwarded = town.slack.messagesOf("U0MAJA").at(-1);
  if (!forwarded) throw new Error("no card");
  await nils.press("Jag tar det", { on: forwarded });
  const said = town.slack.messagesOf("U0NILS").at(-1);
  expect(JSON.stringify(said?.blocks)).toContain("Det finns inget sådant ärende");
  await nils.press("Öppna ärendet", { on: forwarded });
  expect(nils.modal()).toBeUndefined();
  expect((await town.records())[0]?.state).toBe("received");
});

test("in a channel the bot only says, to the one who wrote, that it talks one to one", async () => {
  const town = await openOsby();
  town.slack.channels.set("C0ALLMANT", ["U0ANNA", "U0MAJA"]);
  const anna = town.slackPerson("U0ANNA");
  await anna.say("avvikelse", "C0ALLMANT");
  const seen = town.slack.seen("U0ANNA");
  expect(seen).toContain("privat chatt");
  expect(town.slack.seen("U0MAJA")).not.toContain("privat chatt");
});

test("a guest, a stranger and another organisation are told, and nothing is kept of them", async () => {
  const town = await openOsby();
  town.slack.members.set("U0GAST", { id: "U0GAST", name: "Gäst", guest: true });
  const guest = town.slackPerson("U0GAST");
  await guest.say("avvikelse");
  expect(town.slack.seen("U0GAST")).toContain("Du kan inte använda tjänsten");
  expect(town.slack.seen("U0GAST")).not.toContain("Är någon i fara nu?");
});
