import { describe, expect, test } from "vitest";
import { houseOf } from "#bot/config";
import type { Checklist } from "#domain/checklist";
import type { LocalDate, UnitId } from "#domain/record";
import { loadListed } from "#functions/load";
import { actionsIn, report } from "./casework.ts";
import { sweepAt } from "./compilation.ts";
import { arrive } from "./lex-sarah.ts";
import { type Device, type Osby, openOsby, osbyFile, platformsOr } from "./osby.ts";

/** How self-inspection goes, what the year holds, and what a forum came to: the views of those who answer for units. */

const list: Checklist = {
  id: "two-questions",
  version: 1,
  title: "Två frågor",
  type: "checklist",
  law: ["managementSystem"],
  sections: [
    {
      id: "all",
      title: "Frågorna",
      items: [
        { id: "keys", text: "Nycklarna är räknade.", answer: { type: "yesNo" } },
        { id: "told", text: "Återkoppling ges inom en vecka.", answer: { type: "yesNo" } },
      ],
    },
  ],
};

const file = osbyFile((m) => ({
  ...m,
  checklists: [list],
  meetings: [
    { name: "Ledningens genomgång", unit: "arbete-valfard" as UnitId, on: ["08-20", "09-10", "11-05"] },
  ],
  processes: m.processes.map((process) => ({
    ...process,
    routines: process.routines.map((routine) =>
      routine.name === "Placerad barns skolgång"
        ? { ...routine, reviewOn: "2026-10-01" as LocalDate }
        : routine,
    ),
  })),
}));

/** Answers the latest run, with what falls short accepted, and hands it in. */
async function answerRun(town: Osby, device: Device, short?: "keys" | "told"): Promise<void> {
  await device.press("Svara");
  await device.press("Spara", { "q.keys": "yes", "q.told": "yes", ...(short && { [`q.${short}`]: "no" }) });
  await town.settled();
  if (short) {
    await device.press("Godta bristen");
    await device.press("Spara", { acceptReason: "Ett nytt schema är på väg." });
  }
  await device.press("Lämna in");
  device.closeDialog();
  await town.settled();
}

/** What stands of a unit when all are shown one by one. */
const lineOf = (device: Device, unit: string) =>
  device
    .card()
    .split("\n")
    .find((line) => line.startsWith(`${unit}: `));

/** The months on a card of the year. */
const monthsOn = (device: Device) =>
  device
    .card()
    .split("\n")
    .filter((line) => /^[A-Z][a-z]+ 20\d\d$/.test(line));

describe.each(platformsOr("teams"))("on %s", (platform) => {
  test("OSB-10, OSB-22, OSB-114, OSB-115, MAL-11, MAL-39, MAL-58, MAL-69, HJO-38, HJO-49, HJO-51, EKE-62, EKE-81, EKE-83, EKE-114: what a council decides becomes a plan for all units and an action, and those who answer for units see what is planned, done and missed, and where it is silent", async () => {
    const town = await openOsby({ file });
    const [first] = file.processes;
    await loadListed(houseOf(town.env, { now: town.clock.now }), {
      ...file,
      processes: first ? [first] : [],
    });
    const { anna, maja, viktor, frida, sara, doris } = await arrive(
      town,
      platform,
      ...(["anna", "maja", "viktor", "frida", "sara", "doris"] as const),
    );
    // Nothing is planned yet, assessed or reported: that is what there is to see.
    await sara.say("Uppföljning egenkontroll");
    for (const sign of ["Ingen plan för egenkontroll", "Ingen riskanalys på ett år"])
      expect(sara.card()).toContain(`${sign}: 5`);
    expect(sara.card()).toContain("Inget rapporterat på ett år: 5\nBarn och familjeenheten, Vuxenenheten,");
    expect(sara.card()).toContain("Tystnad är en signal.");
    for (const word of ["egenkontrolläget", "årshjul"]) {
      await anna.say(word);
      expect(anna.card()).toContain("Det här visas för chefer och för dem som handlägger.");
    }
    await doris.say("hjälp");
    expect(doris.card()).toContain("uppföljning egenkontroll, årscykel");

    // A council's note, of the level above the units: a plan for all of them and an action grow out of it.
    await doris.say("mötesanteckning");
    await doris.press("Nästa", { forum: "qualityCouncil", heldOn: "2026-03-10", unit: "arbete-valfard" });
    await doris.press("Skicka", { note: "Återkopplingen dröjer på alla enheter." });
    await town.settled();
    expect(doris.card()).toContain("Typ: Kvalitetsråd 10 mars 2026");
    expect(doris.cards().join()).not.toContain("Återkopplingen dröjer");
    await doris.press("Planera egenkontroll");
    await doris.press("Nästa", {
      checklist: list.id,
      theme: "Hösten",
      unit: "arbete-valfard",
      below: "below",
    });
    await doris.press("Nästa", { every: "quarter" });
    await doris.press("Spara", {
      answers: "unitManager",
      window: "14",
      first: "2026-03-10",
      aggregated: "yes",
    });
    await doris.press("Ny åtgärd");
    await doris.press("Nästa", {
      plan: "Skriv en mall för återkoppling.",
      owner: "sara",
      due: "2026-03-20",
      followOn: "2026-04-15",
    });
    await doris.press("Spara", { actionType: "routine", strength: "medium", level: "organisation" });
    await town.settled();
    await doris.press("Lägg till");
    await doris.press("Spara", { more: "Vi tar upp det igen i juni." });
    await doris.press("Åtgärder och ärenden");
    expect(doris.dialog()).toContain("Två frågor");
    expect(doris.dialog()).toContain("Åtgärd: rutin");
    doris.closeDialog();
    const [action] = await actionsIn(town);
    expect(action).toMatchObject({ unit: "arbete-valfard", facts: { source: "meeting" } });
    await sara.say("mötesanteckningar");
    expect(sara.card()).toContain(`Kvalitetsråd 10 mars 2026, ${action?.origin}`);
    await sara.say("egenkontroller");
    expect(sara.card()).toContain("Arbete och välfärd. Gäller.");
    await viktor.say("mötesanteckningar");
    expect(viktor.card()).toContain("Inga anteckningar är öppna.");

    // A plan of a unit's own, whose answers are its own to know; a report; and a risk that is assessed and accepted.
    await maja.say("planera egenkontroll");
    await maja.press("Nästa", { checklist: list.id });
    await maja.press("Nästa", { unit: "barn-familj", below: "own" });
    await maja.press("På egna dagar");
    await maja.press("Nästa", { dates: "03-10" });
    await maja.press("Skicka", {
      answers: "unitManager",
      window: "7",
      first: "2026-03-10",
      aggregated: "no",
    });
    await town.settled();
    await answerRun(town, maja, "keys");
    await report(town, anna);
    await anna.say("riskanalys");
    await anna.press("Rättssäkerhet");
    await anna.press("Skicka", { unit: "barn-familj", hazard: "Ett beslut kan bli liggande." });
    await town.settled();
    await maja.press("Bedöm");
    await maja.press("Nästa", { probability: "2", severity: "2", leadsTo: "deviation" });
    await maja.press("Spara", { control: "managementSystem", assignedTo: "maja", handleBy: "2026-04-30" });
    await maja.press("Acceptera");
    await maja.press("Acceptera", { acceptReason: "Vi läser posten två gånger om dagen." });
    maja.closeDialog();
    await town.settled();

    await sweepAt(town, "2026-03-11T06:00:00.000Z");
    await answerRun(town, maja, "told");
    await answerRun(town, frida);

    // On the last day the units stand with what is done and what has been open for long. What a plan does not show
    // upwards is in no figure of the items but the unit's own.
    town.clock.turn(5 * 24 * 60);
    await sara.say("egenkontrolläget");
    expect(sara.card()).toContain("Planerade resten av året: 15\nÖppna nu: 3");
    expect(sara.card()).toContain("Öppna, mer än halva tiden har gått: 3");
    expect(sara.card()).toContain("Inlämnade: 3\nInlämnade med brist: 2\nMissade: 0");
    expect(sara.card()).toMatch(/Återkoppling ges inom en vecka\.?: 1 av 2 gånger. Två frågor/);
    expect(sara.card()).not.toContain("Nycklarna");
    expect(sara.card()).not.toContain("Ingen plan");
    expect(sara.card()).toContain("Ingen riskanalys på ett år: 4\nVuxenenheten,");
    await sara.press("Enhet för enhet");
    const silent = "Ingen riskanalys på ett år. Inget rapporterat på ett år.";
    expect(lineOf(sara, "Vuxenenheten")).toContain(`1 öppen (1 sedan länge), 3 planerade. ${silent}`);
    expect(lineOf(sara, "Barn och familjeenheten")).toContain("2 inlämnade, 3 planerade. 2 rapporter på");
    await sara.press("Till översikten");
    expect(sara.card()).toContain("Öppna nu: 3");
    await sara.say("min enhet");
    expect(sara.card()).toContain("Avvikelse");

    // The unit's own manager sees the unit alone, all of its answers, and goes on to an action.
    await maja.say("egenkontrolläget");
    expect(maja.card()).toMatch(/Nycklarna är räknade\.?: 1 av 2 gånger. Två frågor/);
    expect(maja.card()).toContain("Ingen enhet saknar plan eller riskanalys, och alla har rapporterat.");
    expect(maja.card()).not.toContain("Vuxenenheten");
    // Beside what is inspected stands what is to be done: its process, and where its routine is.
    await maja.say("rutin skolgång");
    await maja.press("Öppna");
    expect(maja.dialog()).toContain("Process: Handläggning – placerade barn");
    expect(maja.dialog()).toContain("Finns: Gemensam mapp");
    maja.closeDialog();
    await maja.say("egenkontrolläget");
    await maja.press("Ny åtgärd");
    await maja.press("Nästa", { unit: "barn-familj", source: "selfInspection" });
    await maja.press("Nästa", {
      plan: "Räkna nycklarna varje fredag.",
      owner: "anna",
      due: "2026-03-20",
      followOn: "2026-04-15",
    });
    await maja.press("Skicka", { actionType: "routine", strength: "medium", level: "unit" });
    await town.settled();
    expect(await actionsIn(town)).toHaveLength(2);

    await sweepAt(town, "2026-06-10T06:00:00.000Z");
    await answerRun(town, frida);
    await doris.say("uppföljning egenkontroll");
    expect(doris.card()).toContain("Planerade resten av året: 10\nÖppna nu: 4\nInlämnade: 4");
    expect(doris.card()).toContain("Missade: 3");
    expect(doris.card()).toContain("Aldrig någon brist, minst två gånger på ett år: 1\nFamiljehuset");

    // The year, month by month: what is open, compiled, held and looked at again.
    await doris.press("Årscykel");
    expect(doris.card()).toContain(
      "10 juni: Egenkontroll: Två frågor. Arbete och välfärd (förvaltning) och alla under. Öppen nu. Lämnas in senast 15 juni",
    );
    expect(doris.card()).toContain("15 juli: Sammanställning och analys. Arbete och välfärd (förvaltning).");
    expect(doris.card()).toContain("Första halvåret 2026. SAS skriver");
    expect(doris.card()).toContain("10 september: Ledningens genomgång");
    expect(doris.card()).toContain(
      "1 oktober: Placerad barns skolgång. Barn och familjeenheten (enhet). Ska ses över",
    );
    expect(monthsOn(doris)).toEqual([
      ...["Juni 2026", "Juli 2026", "Augusti 2026", "September 2026", "Oktober 2026", "November 2026"],
      ...["December 2026", "Januari 2027", "Februari 2027", "Mars 2027"],
    ]);
    await doris.press("Visa fler (1)");
    expect(doris.card()).toContain("10 mars: Risk 4, medel: rättssäkerhet");
    await doris.press("Tidigare i listan");
    await doris.press("Balanslista");
    expect(doris.card()).toContain("Åtgärd: rutin");

    await maja.say("årscykeln");
    expect(maja.card()).toContain("1 september: Egenkontroll: Två frågor. Barn och familjeenheten (enhet).");
    expect(maja.card()).toContain("Placerad barns skolgång");
    await maja.press("Visa fler (1)");
    expect(maja.card()).toContain("Risk 4, medel: rättssäkerhet");
    await maja.press("Balanslista");
    expect(maja.card()).toContain("Åtgärd: rutin");
    await viktor.say("årscykel");
    expect(viktor.card()).not.toMatch(/skolgång|Risk 4/);
  });

  test("a report that a manager must not know of breaks no silence for them, a plan that ends leaves the unit without, and a note is mended, closed and opened again", async () => {
    const town = await openOsby({ file });
    const { anna, maja, sara } = await arrive(town, platform, ...(["anna", "maja", "sara"] as const));
    await report(town, anna, { involved: "Ja, chefen är inblandad" });
    await maja.say("egenkontrolläget");
    expect(maja.card()).toContain("Inget rapporterat på ett år: 1\nBarn och familjeenheten");
    await sara.say("egenkontrolläget");
    expect(sara.card()).toContain("Inget rapporterat på ett år: 4");

    await maja.say("mötesanteckning");
    await maja.press("Nästa", { forum: "staffMeeting", heldOn: "2026-03-10", unit: "barn-familj" });
    await maja.press("Skicka", { note: "Nycklarna räknas inte." });
    await town.settled();
    await maja.press("Planera egenkontroll");
    await maja.press("Nästa", { checklist: list.id, unit: "barn-familj", below: "own" });
    await maja.press("Nästa", { every: "year" });
    await maja.press("Spara", {
      answers: "unitManager",
      window: "14",
      first: "2026-03-10",
      aggregated: "no",
    });
    await town.settled();
    await maja.press("Rätta");
    await maja.press("Spara", {
      forum: "cooperation",
      heldOn: "2026-03-09",
      note: "Nycklarna räknas ibland.",
    });
    expect(maja.dialog()).toContain("Typ: Samverkan 9 mars 2026");
    expect(maja.dialog()).toContain("Nycklarna räknas ibland.");
    await maja.press("Avsluta");
    await maja.press("Öppna igen");
    expect(maja.dialog()).toContain("Läge: Öppen");
    await maja.press("Avsluta");
    maja.closeDialog();
    await town.settled();
    await sara.say("mötesanteckningar");
    expect(sara.card()).toContain("Inga anteckningar är öppna.");

    await maja.say("egenkontrolläget");
    expect(maja.card()).not.toContain("Ingen plan");
    await maja.say("egenkontroller");
    await maja.press("Öppna");
    await maja.press("Avsluta planen");
    await maja.press("Avsluta", { endReason: "Den ingår i en annan." });
    maja.closeDialog();
    await maja.say("egenkontrolläget");
    expect(maja.card()).toContain("Ingen plan för egenkontroll: 1");
    expect(maja.card()).toContain("Planerade resten av året: 0");
  });
});
