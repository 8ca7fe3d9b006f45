import { describe, expect, test } from "vitest";
import { actionsIn, days, finish, followUp, plan } from "./casework.ts";
import { arrive, caseOf, craft, give } from "./lex-sarah.ts";
import { type Device, type Osby, openOsby, osbyFile, platformsOr } from "./osby.ts";

/** Proposals for improvement: answered, or lifted to whoever decides for all, and talked through with those it concerns. */

const openTown = () =>
  openOsby({
    file: osbyFile((m) => ({
      ...m,
      kinds: [...new Set([...m.kinds, "proposal"])],
      roles: [...new Set([...m.roles, "departmentManager" as const])],
    })),
  });

const idea = "Vi kan ringa dagen före mötet.";

/** Makes a proposal, from the word to the receipt, and gives its number. */
async function propose(town: Osby, who: Device, unit = "barn-familj"): Promise<string> {
  const before = new Set((await town.records()).map(({ id }) => id));
  await who.say("förslag");
  await who.press("Skicka", { unit, proposal: idea, benefit: "Färre missar sitt möte." });
  await town.settled();
  const made = (await town.records()).find(({ id }) => !before.has(id));
  if (!made) throw new Error(`nothing was proposed: ${who.card()}`);
  return made.id;
}

/** Answers the proposal whose card came last. */
async function answer(town: Osby, maja: Device, decision: string, said: string): Promise<void> {
  await maja.press("Svara");
  await maja.press("Skicka svaret", { decision, answer: said });
  maja.closeDialog();
  await town.settled();
}

/** What one read last, without those from before. */
const since = (device: Device, count: number) => device.cards().slice(count).join("\n");

describe.each(platformsOr("slack"))("on %s", (platform) => {
  test("HJO-54, HJO-55, HJO-58, MAL-91, STH-07, OSB-75: staff propose, the manager answers and carries it out, and whoever proposed hears of each step", async () => {
    const town = await openTown();
    const { anna, maja, viktor, sara } = await arrive(
      town,
      platform,
      ...(["anna", "maja", "viktor", "sara"] as const),
    );
    expect(anna.card()).toContain("[Lämna ett förslag]");
    const id = await propose(town, anna);
    expect(anna.card()).toContain("# Tack för ditt förslag");
    expect(anna.card()).toContain("Chefen har fått det, och svarar dig här.");
    expect(maja.card()).toContain("# Nytt förslag");
    expect(maja.card()).toContain("Ska besvaras: 24 mars 2026");
    for (const who of [anna, maja]) expect(who.cards().join()).not.toContain(idea);
    expect(viktor.cards().join()).not.toContain(id);
    expect((await caseOf(town, id)).facts).toMatchObject({
      ...{ nature: "staff", outcome: "unanswered", answered: "no" },
    });

    // The list of them: for those who lead, what must be answered first at the top.
    days(town, 1);
    const second = await propose(town, anna);
    for (const who of [maja, sara]) {
      await who.say("alla förslag");
      expect(who.card().match(/[A-Z2-9]{4}-[A-Z2-9]{4}/g)).toEqual([id, second]);
    }
    await viktor.say("alla förslag");
    expect(viktor.card()).toContain("Inga förslag väntar.");
    await anna.say("alla förslag");
    expect(anna.card()).toContain("Det här visas för chefer");
    await anna.say("mina ärenden");
    expect(anna.card()).toMatch(new RegExp(`Förslag, ${id}`));

    await maja.say(id);
    await maja.press("Jag tittar på det");
    await town.settled();
    await anna.say(id);
    expect(anna.card()).toContain("Maja Påhittad tog ärendet");
    const heard = anna.cards().length;
    await answer(town, maja, "adopt", "Ja! Vi provar i april.");
    expect(since(anna, heard)).toContain("# Nytt om ditt förslag");
    expect(anna.card()).toContain("Ja: ditt förslag ska införas.");
    await anna.press("Läs ditt förslag");
    expect(anna.dialog()).toContain("Svar: Ja! Vi provar i april.");
    anna.closeDialog();

    // It is not carried out before what it takes is done.
    await maja.say(id);
    await maja.press("Öppna förslaget");
    await plan(town, maja, "anna");
    expect(maja.dialog()).not.toContain("[Inför]");
    maja.closeDialog();
    expect((await actionsIn(town))[0]).toMatchObject({ origin: id, facts: { source: "proposal" } });
    await finish(town, anna);
    await followUp(town, maja, "yes", "Färre uteblir.");
    await maja.say(id);
    await maja.press("Inför");
    await maja.press("Inför", {
      appliesFrom: "2026-04-01",
      introduced: "Den som har ärendet ringer dagen före.",
    });
    maja.closeDialog();
    await town.settled();
    expect(await caseOf(town, id)).toMatchObject({
      ...{ state: "adopted", deadlines: [] },
      facts: { outcome: "adopted", answered: "yes", lifted: "no", answerOn: "2026-03-11" },
    });
    expect(anna.card()).toContain("# Ditt förslag är avslutat");
    await anna.press("Läs ditt förslag");
    expect(anna.dialog()).toContain("Så blev det: Den som har ärendet ringer dagen före.");
    expect(anna.dialog()).toContain("Gäller från: 1 april 2026");
    expect(viktor.cards().join()).not.toContain(id);
  }, 60_000);

  test("STH-34, STH-35, MAL-44, MAL-53: a proposal goes up level by level to whoever decides for all units, and applies there once it is talked through", async () => {
    const town = await openTown();
    await give(town, "frida", "unitManager", { unit: "vuxen-missbruk-vald" });
    await give(town, "nils", "departmentManager");
    const { anna, maja, viktor, frida, nils } = await arrive(
      town,
      platform,
      ...(["anna", "maja", "viktor", "frida", "nils"] as const),
    );
    const id = await propose(town, anna, "vuxen-missbruk-vald");
    const lift = async (who: Device) => {
      await who.press("Lyft");
      await who.press("Lyft", { liftReason: "Det kan hjälpa fler enheter." });
      who.closeDialog();
      await town.settled();
      return (await caseOf(town, id)).desk;
    };
    expect((await caseOf(town, id)).desk).toMatchObject({ role: "unitManager", unit: "vuxen-missbruk-vald" });
    expect(await lift(frida)).toEqual({ role: "unitManager", unit: "vuxen" });
    expect(viktor.card()).toContain("Läs och bestäm vilka det ska gälla.");
    expect(await lift(viktor)).toEqual({ role: "departmentManager", unit: "arbete-valfard" });
    expect(anna.card()).toContain("Nästa nivå bestämmer vilka det ska gälla.");
    await nils.press("Bestäm vilka det gäller");
    expect(nils.dialog()).toContain("Skäl till att lyfta: Det kan hjälpa fler enheter.");
    await nils.press("Besluta", { appliesTo: "all", scopeReason: "Det fungerar överallt." });
    nils.closeDialog();
    await town.settled();
    expect(anna.card()).toContain("Ja: ditt förslag ska gälla alla enheter.");
    // Not before it has been taken up with those it concerns.
    expect(
      await craft(town, platform, "nils", {
        ...{ do: "act", act: "adopt", record: id },
        version: (await caseOf(town, id)).version,
      }),
    ).toContain("Skriv först in var förslaget har tagits upp");
    for (const forum of ["cooperation", "staffMeeting"]) {
      await nils.say(id);
      await nils.press("Förankrat");
      await nils.press("Spara", {
        forum,
        anchoredOn: "2026-03-09",
        anchorNote: `Inga invändningar (${forum}).`,
      });
      nils.closeDialog();
    }
    await town.settled();
    await nils.say(id);
    await nils.press("Öppna förslaget");
    await nils.press("Anteckningar");
    for (const line of ["Förankrat i: Samverkansgrupp", "Förankrat i: APT", "Dag: 9 mars 2026"])
      expect(nils.dialog()).toContain(line);
    nils.closeDialog();
    expect(maja.cards().join()).not.toContain(id);
    await nils.say(id);
    await nils.press("Inför");
    await nils.press("Inför", { appliesFrom: "2026-04-01", introduced: "Alla enheter ringer dagen före." });
    nils.closeDialog();
    await town.settled();
    expect(await caseOf(town, id)).toMatchObject({
      state: "common",
      facts: { outcome: "common", lifted: "yes" },
    });

    // Every manager is told, also at units that had nothing to do with it, and may read it whole.
    for (const manager of [maja, viktor, frida]) expect(manager.card()).toContain("Infört på alla enheter");
    await maja.press("Öppna förslaget");
    expect(maja.dialog()).toContain("Så blev det: Alla enheter ringer dagen före.");
    maja.closeDialog();
    await anna.press("Läs ditt förslag");
    expect(anna.dialog()).toContain("Skäl till beslutet: Det fungerar överallt.");
    anna.closeDialog();
  }, 60_000);

  test("HJO-54: a proposal is declined with the reason, thought over again, given back to the unit, or taken back by whoever made it", async () => {
    const town = await openTown();
    const { anna, maja, doris } = await arrive(town, platform, "anna", "maja", "doris");
    const id = await propose(town, anna);
    await maja.press("Svara");
    await maja.press("Skicka svaret", { decision: "decline", answer: " " });
    expect((await caseOf(town, id)).state).toBe("received");
    await maja.press("Skicka svaret", { decision: "decline", answer: "Det hinner vi inte i vår." });
    maja.closeDialog();
    await town.settled();
    expect(await caseOf(town, id)).toMatchObject({ state: "declined", facts: { outcome: "declined" } });
    expect(anna.card()).toContain("Läs ditt förslag, så ser du varför.");
    await anna.press("Läs ditt förslag");
    expect(anna.dialog()).toContain("Svar: Det hinner vi inte i vår.");
    anna.closeDialog();

    await maja.say(id);
    await maja.press("Öppna förslaget");
    await maja.press("Ta upp igen");
    await maja.press("Ta upp igen", { reopenReason: "Vi har fått mer tid." });
    maja.closeDialog();
    await town.settled();
    expect((await caseOf(town, id)).facts).toMatchObject({ state: "considering", outcome: "unanswered" });
    await maja.say(id);
    await maja.press("Lyft");
    await maja.press("Lyft", { liftReason: "Det kan gälla fler." });
    maja.closeDialog();
    await town.settled();
    await doris.press("Bestäm vilka det gäller");
    await doris.press("Besluta", { appliesTo: "unit", scopeReason: "De andra gör redan så." });
    doris.closeDialog();
    await town.settled();
    expect(await caseOf(town, id)).toMatchObject({
      ...{ state: "adopting", lifted: [] },
      desk: { role: "unitManager", unit: "barn-familj" },
    });
    expect(maja.card()).toContain("Läge: Ja, ska införas på enheten");
    // A unit that carries it out alone need not have taken it up elsewhere.
    expect(maja.card()).toContain("[Inför]");

    // At a tablet several use it asks who it is, and shows nobody what the last one wrote.
    const { surfplatta, frida } = await arrive(town, platform, "surfplatta", "frida");
    await surfplatta.say("förslag");
    await surfplatta.press("Nästa", { saidBy: "Nina Nattjour" });
    await surfplatta.press("Skicka", { proposal: "En lampa vid grinden." });
    await town.settled();
    expect(surfplatta.card()).toContain("Fråga din chef om du vill veta hur det går.");
    expect(surfplatta.card()).not.toContain("[Läs ditt förslag]");
    await frida.press("Öppna förslaget");
    expect(frida.dialog()).toContain("Från: Nina Nattjour");
    frida.closeDialog();

    const other = await propose(town, anna);
    await anna.press("Fel enhet");
    await anna.press("Flytta", { unit: "familjehuset" });
    anna.closeDialog();
    await town.settled();
    expect((await caseOf(town, other)).unit).toBe("familjehuset");
    await anna.say(other);
    await anna.press("Ta tillbaka");
    await anna.press("Ta tillbaka", { withdrawReason: "Det finns redan." });
    anna.closeDialog();
    await town.settled();
    expect(await caseOf(town, other)).toMatchObject({ state: "withdrawn", deadlines: [] });
    expect(anna.cards().join()).toContain("Läge: Tillbakataget");
  }, 60_000);
});
