import { describe, expect, test } from "vitest";
import { actionsIn, days, decideOn, finish, followUp, report } from "./casework.ts";
import { arrive, mistreatment } from "./lex-sarah.ts";
import { type Device, openOsby, platformsOr } from "./osby.ts";

/** Actions that stand alone, and the lists and figures in which managers see what is to be done. */

/** The numbers on a list, in their order. */
const numbersOn = (card: string) => card.match(/[A-Z2-9]{4}-[A-Z2-9]{4}/g) ?? [];

/** What a list says of a case or an action. */
function lineOf(device: Device, id: string): string {
  const text = device.card().replaceAll("\n", " ");
  const at = text.indexOf(id);
  return at < 0 ? "" : text.slice(text.lastIndexOf("]", at) + 1, text.indexOf("[", at));
}

/** The figures above a list, by their labels. */
const figure = (device: Device, label: string) =>
  new RegExp(`^${label}: (\\d+)`, "m").exec(device.card())?.[1];

describe.each(platformsOr("slack"))("on %s", (platform) => {
  test("a manager decides on an action without any case; staff cannot, and are told whom to ask (OSB-18, OSB-103, HJO-24, HJO-50, MAL-34, MAL-35)", async () => {
    const town = await openOsby();
    const { anna, maja, sara } = await arrive(town, platform, "anna", "maja", "sara");
    await maja.say("hjälp");
    // Risks, self-inspection, deviations, analysis and actions, and routines: what a manager may begin.
    for (const begins of ["Ta upp en risk", "Planera egenkontroll", "Rapportera", "Sammanställning"])
      expect(maja.card()).toContain(`[${begins}]`);
    for (const begins of ["Ny åtgärd", "Ny rutin"]) expect(maja.card()).toContain(`[${begins}]`);
    await anna.say("hjälp");
    expect(anna.card()).not.toContain("[Ny åtgärd]");
    await anna.say("åtgärd");
    expect(anna.card()).toContain("Det här kan du inte göra med din roll. Fråga din chef.");
    expect(await actionsIn(town)).toEqual([]);

    await maja.say("åtgärd");
    for (const source of ["En avvikelse", "Synpunkt eller klagomål", "Rutinen följs inte"])
      expect(maja.card()).toContain(source);
    for (const source of ["Egenkontroll", "Riskanalys"]) expect(maja.card()).toContain(source);
    await maja.press("Ta bort utkastet");
    await decideOn(town, maja);
    const [action] = await actionsIn(town);
    const id = String(action?.id);
    expect(action).toMatchObject({ state: "planned", by: "maja", facts: { source: "meeting" } });
    const receipt = maja.cards().find((card) => card.includes("# Åtgärden är sparad"));
    expect(receipt).toContain(`Ärende: ${id}`);
    expect(receipt).toContain("Den som ska göra åtgärden får ett kort.");
    expect(maja.cards().join()).not.toContain("rapport till");
    expect(anna.card()).toContain("# Åtgärd att göra");
    expect(anna.card()).toContain("Ansvarig: Anna Exempelsson");
    expect(maja.cards().join() + anna.cards().join()).not.toContain("En ny rutin för nycklar.");
    await anna.press("Öppna");
    expect(anna.dialog()).toContain("Åtgärd: En ny rutin för nycklar.");
    expect(anna.dialog()).toContain("Kommer från: Möte eller dialog");
    anna.closeDialog();
    expect(sara.cards().join()).not.toContain(id);

    await finish(town, anna);
    await followUp(town, maja, "yes", "Nycklarna finns där de ska.");
    expect((await actionsIn(town))[0]).toMatchObject({ state: "followed" });
    for (const card of maja.cards().filter((each) => each.includes(id)))
      expect(card).toMatch(/# Avslutad åtgärd|# Åtgärden är avslutad/);
    expect(anna.card()).toContain("# Avslutad åtgärd");
  });

  test("each sees their own in the lists: whoever does it, the manager of the unit, those above, and nobody else (OSB-13, STH-43)", async () => {
    const town = await openOsby();
    const { anna, maja, sara, doris, viktor } = await arrive(
      town,
      platform,
      "anna",
      "maja",
      "sara",
      "doris",
      "viktor",
    );
    await decideOn(town, maja, { due: "2026-03-12" });
    const id = String((await actionsIn(town))[0]?.id);
    await anna.say("mina åtgärder");
    expect(lineOf(anna, id)).toContain("Åtgärd: rutin");
    expect(lineOf(anna, id)).toContain("Ska göras. Anna Exempelsson. Ska vara klar senast 12 mars 2026");
    await anna.press("Öppna");
    expect(anna.dialog()).toContain("En ny rutin för nycklar.");
    anna.closeDialog();
    await maja.say("mina åtgärder");
    expect(maja.card()).toContain("Du har inga åtgärder att göra.");
    for (const leader of [maja, sara, doris]) {
      await leader.say("balanslista");
      expect(lineOf(leader, id)).toContain("Anna Exempelsson");
    }
    await viktor.say("balanslista");
    expect(viktor.card()).toContain("Inga åtgärder är öppna.");
    for (const word of ["balanslista", "min enhet"]) {
      await anna.say(word);
      expect(anna.card()).toContain("Det här visas för chefer och för dem som handlägger.");
    }

    days(town, 5);
    await maja.say("balanslista");
    expect(lineOf(maja, id)).toContain("Försenat: ska vara klar senast 12 mars 2026");
    await maja.say("min enhet");
    expect(figure(maja, "Öppna åtgärder")).toBe("1");
    expect(figure(maja, "Försenade åtgärder")).toBe("1");
    // Once it is done it waits for the manager to follow it up, and no longer for whoever did it.
    await finish(town, anna);
    await anna.say("mina åtgärder");
    expect(anna.card()).toContain("Du har inga åtgärder att göra.");
    await maja.say("mitt arbete");
    expect(lineOf(maja, id)).toContain("Ska följas upp senast 15 april 2026");
    await maja.say("min enhet");
    expect(figure(maja, "Försenade åtgärder")).toBe("0");
    await followUp(town, maja, "yes", "Det märks.");
    await maja.say("balanslista");
    expect(maja.card()).toContain("Inga åtgärder är öppna.");
  });

  test("over ten lines the list has pages, what is due first at the top", async () => {
    const town = await openOsby();
    const { maja } = await arrive(town, platform, "maja");
    const april = ["30", "29", "28", "27", "24", "23", "22", "21", "20"].map((day) => `2026-04-${day}`);
    for (const due of [...april, "2026-06-01", "2026-06-02", "2026-06-03"])
      await decideOn(town, maja, { due, owner: "maja", followOn: "2026-06-30" });
    await maja.say("balanslista");
    const first = numbersOn(maja.card());
    expect(maja.card()).toContain("12 i listan");
    expect(first).toHaveLength(10);
    await maja.press("Visa fler (2)");
    const second = numbersOn(maja.card());
    expect(maja.card()).toContain("Ska vara klar senast 3 juni 2026");
    expect(maja.card()).not.toContain("Visa fler");
    const stored = (await actionsIn(town)).toSorted((a, b) =>
      String(a.answers.due).localeCompare(String(b.answers.due)),
    );
    expect([...first, ...second]).toEqual(stored.map(({ id }) => id));
    await maja.press("Tidigare i listan");
    expect(numbersOn(maja.card())).toEqual(first);
  }, 60_000);

  test("the unit's figures count what is open, late and of which type, also what the manager may see only in part", async () => {
    const town = await openOsby();
    const { anna, maja, viktor, sara } = await arrive(town, platform, "anna", "maja", "viktor", "sara");
    const id = await report(town, anna);
    const lex = await mistreatment(town, anna);
    const hidden = await report(town, anna, { involved: "Ja, chefen är inblandad" });
    await maja.say("min enhet");
    expect(figure(maja, "Öppna ärenden")).toBe("2");
    expect(figure(maja, "Försenade")).toBe("0");
    expect(figure(maja, "Rapporterade det här halvåret")).toBe("2");
    expect(figure(maja, "Avvikelse")).toBe("1");
    expect(figure(maja, "Lex Sarah")).toBe("1");
    expect(lineOf(maja, id)).toContain("Ska bedömas senast 16 mars 2026");
    // What runs out in a restricted case is its team's to know.
    expect(lineOf(maja, lex)).not.toContain("senast");
    expect(maja.card()).not.toContain(hidden);
    await viktor.say("min enhet");
    expect(figure(viktor, "Öppna ärenden")).toBe("0");
    await sara.say("min enhet");
    expect(figure(sara, "Öppna ärenden")).toBe("3");
    days(town, 10);
    await maja.say("min enhet");
    expect(figure(maja, "Försenade")).toBe("2");
    expect(lineOf(maja, id)).toContain("Försenat: ska bedömas senast 16 mars 2026");
  });

  test("an action is changed or taken away by whoever leads it, with the reason, and its new owner is told", async () => {
    const town = await openOsby();
    const { anna, maja, frida } = await arrive(town, platform, "anna", "maja", "frida");
    await decideOn(town, maja);
    const id = String((await actionsIn(town))[0]?.id);
    await anna.press("Öppna");
    expect(anna.dialog()).not.toContain("[Ändra]");
    anna.closeDialog();
    await maja.press("Öppna");
    await maja.press("Ändra");
    // What was decided stands there, to be kept or changed.
    await maja.press("Spara", { owner: "frida", due: "2026-03-27", changeReason: "Anna är sjuk." });
    await town.settled();
    expect(maja.dialog()).toContain("Ansvarig: Frida Fiktiv");
    expect(maja.dialog()).toContain("Ansvarig, tidigare: Anna Exempelsson");
    maja.closeDialog();
    expect(frida.card()).toContain("Ska vara klar: 27 mars 2026");
    // It is no longer Anna's, and she sees no more of it.
    expect(anna.cards().join()).not.toContain(id);
    await anna.say("mina åtgärder");
    expect(anna.card()).toContain("Du har inga åtgärder att göra.");
    expect((await actionsIn(town))[0]?.answers.followOn).toBe("2026-04-15");
    await maja.press("Öppna");
    await maja.press("Ta bort åtgärden");
    await maja.press("Ta bort", { changeReason: "Behövs inte längre." });
    await town.settled();
    maja.closeDialog();
    expect((await actionsIn(town))[0]).toMatchObject({ state: "cancelled", deadlines: [] });
    expect(frida.card()).toContain("Läge: Borttagen");
    await maja.say("balanslista");
    expect(maja.card()).toContain("Inga åtgärder är öppna.");
  });

  test("a follow-up is put off, with the reason, without a new day for what is already done", async () => {
    const town = await openOsby();
    const { anna, maja } = await arrive(town, platform, "anna", "maja");
    await decideOn(town, maja);
    await finish(town, anna);
    days(town, 30);
    await maja.press("Öppna");
    await maja.press("Skjut upp uppföljningen");
    await maja.press("Spara", { followOn: "2026-05-15", changeReason: "För tidigt att säga." });
    await town.settled();
    expect(maja.dialog()).toContain("Följs upp: 15 maj 2026");
    expect(maja.dialog()).toContain("Följs upp, tidigare: 15 april 2026");
    maja.closeDialog();
    expect(maja.card()).toContain("Ska följas upp: 15 maj 2026");
    expect((await actionsIn(town))[0]).toMatchObject({ state: "done", answers: { due: "2026-03-20" } });
  });
});
