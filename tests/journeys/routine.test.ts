import { describe, expect, test } from "vitest";
import { houseOf } from "#bot/config";
import type { Entry, RecordId } from "#domain/record";
import { loadListed } from "#functions/load";
import { readEntry } from "#functions/storage/records";
import { actionsIn, assess, finish, report } from "./casework.ts";
import { sweepAt } from "./compilation.ts";
import { arrive } from "./lex-sarah.ts";
import { type Device, type Osby, openOsby, osby, osbyFile, platformsOr } from "./osby.ts";

/** The register of processes and routines: found by any word, read, found wanting, mended, adopted, read again. */

/** The routines there are, as they are stored. */
async function routinesIn(town: Osby): Promise<Entry[]> {
  const { items } = await town.tables.store.query({ index: "shelf", pk: "T#osby#STANDING#routine" });
  const found = await Promise.all(
    items.map((item) => readEntry(town.tables.store, osby, item.PK.split("#").at(-1) as RecordId)),
  );
  return found.flatMap((entry) => entry ?? []);
}

/** Osby with the routines of its document in the register. */
async function openRegister(options: Parameters<typeof openOsby>[0] = {}) {
  const town = await openOsby(options);
  const listed = await loadListed(houseOf(town.env, { now: town.clock.now }), osbyFile());
  return { town, listed };
}

const named = async (town: Osby, name: string, unit: string) =>
  (await routinesIn(town)).find((entry) => entry.answers.name === name && entry.unit === unit);

/** Takes a routine that is listed through review and adoption, as it is. */
async function adopt(town: Osby, maja: Device, sara: Device, id: string): Promise<void> {
  await maja.say(id);
  await maja.press("Skicka till granskning");
  await maja.press("Nästa", { location: "Gemensam mapp / Rutiner" });
  await maja.press("Nästa");
  await maja.press("Skicka", {
    document: "local",
    ownerRole: "unitManager",
    reviewOn: "2027-01-15",
    read: "no",
  });
  maja.closeDialog();
  await town.settled();
  await sara.press("Granska");
  await sara.press("Spara", { reviewed: "yes" });
  sara.closeDialog();
  await town.settled();
  await maja.press("Fastställ");
  await maja.press("Fastställ", { adoptedOn: "2026-03-10", reviewOn: "2027-01-15" });
  maja.closeDialog();
  await town.settled();
}

/** What a card says, in one line. */
const inOneLine = (text: string) => text.replaceAll("\n", " ");

/** Looks for a routine and opens the first that is found. */
async function find(device: Device, words: string): Promise<void> {
  await device.say(`rutin ${words}`);
  await device.press("Öppna");
}

describe.each(platformsOr("teams"))("on %s", (platform) => {
  test("a routine is found, found wanting, mended, reviewed by SAS, adopted by whom its level says, and read by those it applies to (OSB-15, OSB-25, OSB-34, OSB-49, OSB-50, OSB-51, OSB-106, HJO-15, HJO-53, HJO-57, HJO-68, MAL-65)", async () => {
    const { town, listed } = await openRegister();
    expect(listed).toBe((await routinesIn(town)).length);
    const { anna, maja, sara, doris } = await arrive(town, platform, "anna", "maja", "sara", "doris");

    await anna.say("rutin våldet");
    expect(anna.card()).toContain("Rutin våld i nära relationer");
    expect(anna.card()).toContain("Finns: Gemensam mapp");
    await anna.press("Öppna");
    expect(anna.dialog()).toContain("Gäller för: Socialsekreterare");
    expect(anna.dialog()).toContain("Ansvarig: Enhetschef");
    await anna.press("Rutinen fungerar inte");
    await anna.press("Skicka", {
      proposal: "Det står inte vem som ringer polisen.",
      benefit: "Ingen väntar.",
    });
    anna.closeDialog();
    await town.settled();
    const [proposal] = (await town.records()).filter(({ kind }) => kind === "proposal");
    expect(proposal).toMatchObject({ unit: "barn-familj", by: "anna", answers: { source: "routine" } });
    expect(maja.card()).toContain(String(proposal?.id));

    const id = (await named(town, "Rutin våld i nära relationer", "barn-familj"))?.id as RecordId;
    await maja.say(id);
    await maja.press("Skicka till granskning");
    // What stands now stands in the form; a place that is none, and a day that has been, are said to be.
    await maja.press("Nästa", { location: "där den brukar ligga" });
    expect(maja.dialog() ?? maja.notice()).toContain("Skriv en webbadress");
    await maja.press("Nästa", { location: "https://intranat.osby.example/rutiner/vald" });
    await maja.press("Nästa", { activities: "Fråga\nBedöm\nPlanera skydd" });
    await maja.press("Skicka", {
      document: "routine",
      ownerRole: "unitManager",
      reviewOn: "2026-01-01",
      read: "once",
    });
    expect(maja.dialog() ?? maja.notice()).toContain("Den dagen har redan varit");
    await maja.press("Skicka", {
      document: "routine",
      ownerRole: "unitManager",
      reviewOn: "2027-03-10",
      read: "once",
    });
    maja.closeDialog();
    await town.settled();

    expect(sara.card()).toContain("Läs rutinen och säg om den kan gå till beslut.");
    await sara.press("Granska");
    await sara.press("Spara", { reviewed: "yes", reviewNote: "Bra." });
    sara.closeDialog();
    await town.settled();
    expect(doris.card()).toContain("Läs rutinen och fastställ den");
    await doris.press("Fastställ");
    await doris.press("Fastställ", { adoptedOn: "2026-03-10", reviewOn: "2027-03-10" });
    doris.closeDialog();
    await town.settled();
    const adopted = await readEntry(town.tables.store, osby, id);
    expect(adopted).toMatchObject({
      state: "inForce",
      deadlines: [{ name: "lookedAt", due: "2027-03-10" }],
      facts: { adoptOn: "2026-03-10", adoptedOn: "2026-03-10" },
    });
    // Those it applies to have been given a morning: nothing of that is left to do.
    expect(adopted?.errands.filter(({ what }) => what.do === "spread")).toEqual([]);
    // What it was before is kept.
    expect(Object.entries(adopted?.answers ?? {})).toContainEqual([
      expect.stringMatching(/^location@\d+$/),
      "Gemensam mapp",
    ]);

    await sweepAt(town, "2026-03-11T06:40:00.000Z");
    expect(anna.card()).toContain("Att läsa");
    expect(anna.card()).toContain("Rutin våld i nära relationer");
    await maja.say(id);
    await maja.press("Öppna");
    expect(maja.dialog()).toContain("Läst och förstått: 0 av 2");
    expect(maja.dialog()).toContain("Anna Exempelsson");
    maja.closeDialog();
    await anna.press("Läs");
    expect(anna.link("Gå till dokumentet")).toBe("https://intranat.osby.example/rutiner/vald");
    await anna.press("Läst och förstått");
    expect(anna.dialog()).toContain("läst och förstått");
    anna.closeDialog();
    await anna.say("att läsa");
    expect(anna.card()).not.toContain("Rutin våld i nära relationer");
    await maja.say(id);
    await maja.press("Öppna");
    expect(maja.dialog()).toContain("Läst och förstått: 1 av 2");
    expect((await readEntry(town.tables.store, osby, id))?.version).toBe(adopted?.version);
  });

  test("the information on lex Sarah comes to everybody as they begin and every year, and the manager sees who has read it (OSB-71, HJO-16, EKE-98)", async () => {
    const { town } = await openRegister({ at: "2026-03-09T11:00:00.000Z" });
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    await sweepAt(town, "2026-03-10T06:40:00.000Z");
    expect(anna.card()).toContain("Att läsa");
    expect(anna.card().match(/Lex Sarah/g)).toHaveLength(1);
    await anna.press("Läs");
    await anna.press("Läst och förstått");
    anna.closeDialog();
    const lexSarah = await named(town, "Lex Sarah", "barn-familj");
    await maja.say(String(lexSarah?.id));
    await maja.press("Öppna");
    expect(maja.dialog()).toContain("Läst och förstått: 1 av 2");
    expect(maja.dialog()).toContain("Har inte läst än: Maja Påhittad");
    maja.closeDialog();
    const before = anna.cards().length;
    await sweepAt(town, "2026-06-10T05:40:00.000Z");
    await anna.say("att läsa");
    expect(anna.card()).toContain("Du har läst allt");
    expect(anna.cards().slice(before).join()).not.toContain("Lex Sarah");
    await sweepAt(town, "2027-03-10T06:40:00.000Z");
    expect(anna.card()).toContain("Lex Sarah");
    // Anybody finds it by asking at any time, with where it is kept.
    await anna.say("riktlinje lex sarah");
    expect(inOneLine(anna.card())).toMatch(/Lex Sarah\W+Barn och familjeenheten\..*Finns: Gemensam mapp/);
  });

  test("what a unit must have and has not is listed for whoever answers for it, until it is there; a local variant is adopted at the unit (OSB-52, STH-15, STH-32, STH-62)", async () => {
    const { town } = await openRegister();
    const { anna, maja, sara, doris } = await arrive(town, platform, "anna", "maja", "sara", "doris");
    await anna.say("saknade rutiner");
    expect(anna.card()).toContain("Det här visas för chefer");
    await doris.say("saknade rutiner");
    expect(doris.card()).toContain("Inget saknas");

    await find(anna, "mentorskap nyanställda");
    expect(anna.dialog()).toContain("Enhet: Arbete och välfärd");
    anna.closeDialog();
    await find(anna, "placerad skolgång");
    await anna.press("Lokal variant");
    await anna.press("Nästa", {
      name: "Skolgång hos oss",
      belongsTo: "Handläggning – placerade barn",
      location: "Gemensam mapp / Skola",
    });
    await anna.press("Nästa", { appliesTo: "Socialsekreterare" });
    await anna.press("Spara", { unit: "barn-familj", reviewOn: "2027-01-15", read: "no" });
    anna.closeDialog();
    await town.settled();
    const variant = await named(town, "Skolgång hos oss", "barn-familj");
    expect(variant?.answers).toMatchObject({ document: "local", ownerRole: "unitManager" });
    // Its level says who adopts it: here the manager herself.
    await adopt(town, maja, sara, String(variant?.id));
    expect((await named(town, "Skolgång hos oss", "barn-familj"))?.state).toBe("inForce");
    await maja.say(String(variant?.id));
    await maja.press("Öppna");
    expect(maja.dialog()).toContain("Enhet: Barn och familjeenheten");
    await maja.press("Ta bort rutinen");
    await maja.press("Ta bort", { withdrawReason: "Den övergripande räcker." });
    await anna.say("rutin skolgång hos oss");
    expect(anna.card()).not.toContain("Skolgång hos oss");
  });

  test("a guideline is drafted, reviewed by SAS and adopted by the committee; on its day its keeper is told, those who answer for units see that it is late, and it is revised (OSB-21, HJO-45, MAL-15, EKE-30)", async () => {
    const file = osbyFile((m) => ({ ...m, adopters: { ...m.adopters, guideline: "committeeSecretary" } }));
    const { town } = await openRegister({ file });
    const { maja, sara, doris, nils } = await arrive(town, platform, "maja", "sara", "doris", "nils");
    const draft = {
      name: "Riktlinjer för myndighetsutövning",
      belongsTo: "Myndighetsutövning",
      location: "Gemensam mapp / Riktlinjer",
    };
    const keep = { document: "guideline", ownerRole: "unitManager", reviewOn: "2027-01-15", read: "no" };
    await maja.say("ny rutin");
    await maja.press("Nästa", draft);
    await maja.press("Nästa", { appliesTo: "Handläggare" });
    await maja.press("Nästa", { unit: "barn-familj", ...keep });
    await maja.press("Skicka");
    await town.settled();
    const id = String((await named(town, draft.name, "barn-familj"))?.id) as RecordId;
    const stored = () => readEntry(town.tables.store, osby, id);
    await maja.say(id);
    await maja.press("Skicka till granskning");
    for (let page = 0; page < 2; page++) await maja.press("Nästa");
    await maja.press("Skicka", keep);
    maja.closeDialog();
    await town.settled();
    await sara.press("Granska");
    await sara.press("Spara", { reviewed: "yes" });
    sara.closeDialog();
    await town.settled();
    expect(doris.cards().join()).not.toContain(id);
    await nils.press("Fastställ");
    await nils.press("Fastställ", { adoptedOn: "2026-03-10", paragraph: "§ 41" });
    nils.closeDialog();
    await town.settled();
    expect((await stored())?.state).toBe("inForce");

    await sweepAt(town, "2027-01-15T06:40:00.000Z");
    expect(inOneLine(maja.card())).toMatch(
      /Riktlinjer för myndighetsutövning.*Ska ses över senast 15 januari 2027/,
    );
    await sweepAt(town, "2027-01-20T06:40:00.000Z");
    const late =
      /Riktlinjer för myndighetsutövning\W+Barn och familjeenheten \(enhet\)\. Försenat: ska ses över/;
    for (const above of [sara, doris]) {
      await above.say("årscykel");
      expect(above.card()).toMatch(late);
    }
    await maja.say(id);
    await maja.press("Öppna");
    await maja.press("Ändra rutinen");
    await maja.press("Nästa");
    await maja.press("Nästa", { activities: "Utred\nBesluta\nFölj upp" });
    const again = { reviewOn: "2028-01-14", scope: "minor", changed: "Stegen är utskrivna." };
    await maja.press("Skicka", { ...keep, ...again });
    maja.closeDialog();
    await town.settled();
    await sara.press("Granska");
    await sara.press("Spara", { reviewed: "yes" });
    sara.closeDialog();
    await town.settled();
    // What is smaller needs no new decision by the committee.
    await doris.press("Fastställ");
    await doris.press("Fastställ", { adoptedOn: "2027-01-20" });
    doris.closeDialog();
    await town.settled();
    expect(await stored()).toMatchObject({
      state: "inForce",
      answers: { activities: "Utred\nBesluta\nFölj upp" },
      deadlines: [{ name: "lookedAt", due: "2028-01-14" }],
    });
    await sara.say("årscykel");
    expect(sara.card()).not.toContain("Försenat");
  });

  test("a deviation because a routine was missing proposes the action that mends it; such an action opens the routine anew (OSB-104, MAL-08, MAL-17, MAL-73)", async () => {
    const { town } = await openRegister();
    const { anna, maja, sara } = await arrive(town, platform, "anna", "maja", "sara");
    await report(town, anna);
    await assess(town, maja, { code: "ORG5", next: "action" });
    await maja.press("Ny åtgärd");
    expect(maja.dialog()).toContain("En rutin saknades eller följdes inte.");
    const days = { due: "2026-03-20", followOn: "2026-04-15" };
    await maja.press("Nästa", { plan: "Skriv en rutin för beslut.", owner: "maja", ...days });
    // What sort of action it is stands there already.
    await maja.press("Spara", { strength: "medium", level: "unit" });
    maja.closeDialog();
    await town.settled();
    expect((await actionsIn(town))[0]?.answers).toMatchObject({ actionType: "routine", owner: "maja" });

    const id = String((await named(town, "Rutin våld i nära relationer", "barn-familj"))?.id);
    await adopt(town, maja, sara, id);
    await maja.say(id);
    await maja.press("Öppna");
    await maja.press("Åtgärda rutinen");
    await maja.press("Nästa", { plan: "Gå igenom den med polisen.", owner: "anna", ...days });
    await maja.press("Spara", { strength: "weak", level: "unit" });
    maja.closeDialog();
    await town.settled();
    const stands = async () => (await readEntry(town.tables.store, osby, id as RecordId))?.state;
    expect(await stands()).toBe("mending");
    expect((await actionsIn(town)).find(({ origin }) => origin === id)?.facts.source).toBe("nonCompliance");
    await anna.say("rutin våld");
    expect(anna.card()).toContain("Gäller, men ska ändras");
    await anna.say("mina åtgärder");
    await anna.press("Öppna");
    // From the action to the process that it is to mend.
    await anna.press("Ärendet bakom");
    await anna.press("Öppna");
    expect(anna.dialog()).toContain("Process: Handläggning – våld i nära relationer");
    anna.closeDialog();
    await anna.press("Öppna");
    await finish(town, anna);
    await maja.press("Följ upp");
    await maja.press("Spara", { effect: "yes", effectHow: "Polisen kommer nu." });
    await town.settled();
    expect(await stands()).toBe("inForce");
  });
});
