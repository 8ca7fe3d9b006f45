import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { converseIn, type Turn } from "#bot/conversation";
import type { Action } from "#cards/card";
import { historyHolds } from "#domain/history";
import { wasLexSarah } from "#domain/kinds/case-guards";
import { headings } from "#domain/kinds/codes";
import type { Municipality } from "#domain/municipality";
import { readMunicipality } from "#domain/municipality-file";
import { openHouse } from "#functions/house";
import type { Store } from "#functions/storage/store";
import { openVault } from "#functions/storage/vault";
import { assess, plan, report } from "./casework.ts";
import {
  arrive,
  begin,
  caseOf,
  change,
  craft,
  decide,
  decideNotice,
  give,
  happened,
  investigate,
  mistreatment,
  note,
  noteOn,
  propose,
  reads,
  recordNotice,
  wordText,
} from "./lex-sarah.ts";
import { type Device, type Osby, openOsby, osbyFile, platformsOr } from "./osby.ts";

/** What becomes of a report that somebody has come to harm, from the report to the end. */

// A case from its first day to its last, press by press, on a machine that others use too.
vi.setConfig({ testTimeout: 120_000 });

/** Osby, deciding as Malmö's guideline says: the SAS on the degree, the committee's working party on the notice. */
const decidingAsMalmo = () => {
  const read = readMunicipality(readFileSync("municipalities/malmo.yaml", "utf8"));
  if (!read.ok) throw new Error(read.problems[0]?.message);
  const { deciders, roles } = read.municipality;
  return osbyFile((m) => ({ ...m, deciders, roles }));
};

const withRoles = (...roles: Municipality["roles"]) =>
  osbyFile((m) => ({ ...m, roles: [...m.roles, ...roles] }));

const acts = async (town: Osby, id: string) => (await caseOf(town, id)).history.map(({ act }) => act);
const about = (device: Device, id: string) => device.cards().filter((card) => card.includes(id));

/** The manager assesses a report and finds that it may be lex Sarah. */
async function findLexSarah(town: Osby, maja: Device, code = "OVG6"): Promise<void> {
  await maja.press("Bedöm");
  await maja.press("Nästa", { ground: "routine", law: "sol", code, cause: ["routines"] });
  await maja.press("Nästa", { probability: "3", severity: "3" });
  await maja.press("Nästa", { track: "lexSarah", trackReason: "Någon kan ha farit illa." });
  await maja.press("Skicka");
  await town.settled();
}

describe.each(platformsOr("slack"))("on %s", (platform) => {
  const press = async (town: Osby, who: string, id: string, act: string) =>
    craft(town, platform, who, { do: "act", act, record: id, version: (await caseOf(town, id)).version });

  test("Osby: the SAS investigates, decides, notifies and ends it; the manager mends (OSB-28, OSB-88, OSB-89, OSB-91, HJO-70)", async () => {
    const town = await openOsby();
    const { anna, maja, sara, doris } = await arrive(town, platform, "anna", "maja", "sara", "doris");
    const id = await mistreatment(town, anna);

    // Told at once: the SAS to investigate, the manager to stop the harm, the director that it is there.
    expect(sara.card()).toContain(`Ärende: ${id}`);
    expect(sara.card()).toContain("Du utreder. Chefen ser till att den enskilde är trygg nu.");
    expect(sara.card()).toContain("Första bedömningen: 10 mars 2026");
    expect(maja.card()).toContain("SAS utreder och beslutar. Du ser till att den enskilde är trygg nu.");
    expect(maja.card()).not.toContain("för kännedom");
    expect(maja.card()).not.toContain("[Bedöm]");
    expect(doris.card()).toContain(id);
    expect(doris.card()).not.toContain("[");
    expect(await craft(town, platform, "doris", { do: "open", record: id })).not.toContain(happened);

    // The manager reads what it takes to stop the harm, and does it.
    await maja.press("Öppna ärendet");
    expect(maja.dialog()).toContain(happened);
    expect(maja.dialog()).not.toContain("Vem rapporterade?");
    await maja.press("Omedelbar åtgärd");
    await maja.press("Spara", { secured: "Vi är två på natten från i kväll." });
    maja.closeDialog();
    await town.settled();

    // The same day, whatever the hour.
    town.clock.turn(6 * 60);
    await begin(town, sara);
    expect(sara.card()).toContain("Läge: Utreds enligt lex Sarah");
    expect(anna.card()).toContain("Rapporten utreds enligt lex Sarah. Du kan få frågor.");
    // Also when somebody else has taken it the harm is still the manager's to stop.
    expect(maja.card()).toContain("Du ser till att den enskilde är trygg nu.");

    await investigate(town, sara);
    await propose(town, sara);
    expect(sara.card()).toContain("Läge: Väntar på beslut");
    expect(anna.card()).toContain("Utredningen är klar. Nu väntar ett beslut.");
    await decide(town, sara);
    // Serious, and nobody has decided on the notice yet: that is the day's work too.
    expect(sara.card()).toContain("Ska anmälas till IVO: 10 mars 2026");
    await decideNotice(town, sara);
    expect(sara.card()).toContain("Ska anmälas till IVO: 10 mars 2026");
    expect(sara.card()).not.toContain("[Besluta om IVO]");
    await recordNotice(town, sara);
    expect(sara.card()).not.toContain("Ska anmälas till IVO");

    await sara.press("Öppna ärendet");
    await plan(town, sara, "maja");
    sara.closeDialog();
    expect(maja.card()).toContain("# Åtgärd att göra");
    await maja.press("Det är gjort");
    await maja.press("Klart", { doneNote: "Schemat är ändrat." });
    maja.closeDialog();
    await town.settled();
    await maja.press("Följ upp");
    await maja.press("Spara", { effect: "yes", effectHow: "Ingen har varit ensam sedan dess." });
    maja.closeDialog();
    await town.settled();
    await sara.press("Avsluta");
    await sara.press("Avsluta", { feedback: "Nu arbetar alltid två på natten." });
    await town.settled();
    expect(sara.dialog()).toContain("Läge: Avslutad");
    expect(anna.card()).toContain("# Ärendet är avslutat");
    await anna.press("Läs din rapport");
    expect(anna.dialog()).toContain("Nu arbetar alltid två på natten.");
    expect(anna.dialog()).not.toContain("Livet var i fara");
    expect(anna.dialog()).not.toContain("Allvarligt missförhållande");

    const entry = await caseOf(town, id);
    expect(historyHolds(entry.history)).toBe(true);
    expect(entry).toMatchObject({ state: "closed", restricted: true });
    expect(entry.facts).toMatchObject({
      nature: "mistreatment",
      track: "lexSarah",
      degree: "serious",
      notice: "yes",
      noticeOn: "2026-03-10",
      noticeSentOn: "2026-03-10",
      lexAssessOn: "2026-03-10",
      proposeOn: "2026-03-10",
      decideOn: "2026-03-10",
      closeOn: "2026-03-10",
    });
    expect(entry.parts.map(({ answers }) => answers.heading)).toEqual(headings);
  });

  test("no decision is proposed before every heading of its basis is written (OSB-91, MAL-86)", async () => {
    const town = await openOsby();
    const { anna, sara } = await arrive(town, platform, "anna", "sara");
    const id = await mistreatment(town, anna);
    await begin(town, sara);
    const unfinished = "Utredningen är inte klar. Varje rubrik, 1 till 8, behöver minst en anteckning.";
    expect(await press(town, "sara", id, "propose")).toContain(unfinished);
    await sara.press("Öppna ärendet");
    for (const heading of headings.slice(0, -1)) await note(sara, heading, noteOn(heading));
    expect(sara.dialog()).not.toContain("[Föreslå beslut]");
    expect(await press(town, "sara", id, "propose")).toContain(unfinished);
    // The same heading twice is no other heading.
    sara.closeDialog();
    await sara.press("Öppna ärendet");
    await note(sara, "event", "En gång till om händelsen.");
    expect(await press(town, "sara", id, "propose")).toContain(unfinished);
    sara.closeDialog();
    await sara.press("Öppna ärendet");
    await note(sara, "other", noteOn("other"));
    expect(sara.dialog()).toContain("[Föreslå beslut]");

    // Each entry tells when, from where, fact or assessment, and by whom; the newest first.
    await sara.press("Anteckningar");
    expect(sara.dialog()).toContain("Sara Sagolik, SAS");
    expect(sara.dialog()).toContain("Rubrik: 8. Annat som kom fram");
    expect(sara.dialog()).toContain("Källa: Samtal med personal");
    expect(sara.dialog()).toContain("Faktum eller bedömning: Faktum");
    expect(sara.dialog()).toContain(noteOn("other"));
    await sara.press("Äldre");
    expect(sara.dialog()).toContain("Faktum eller bedömning: Bedömning");
    const [part] = (await caseOf(town, id)).parts;
    expect(JSON.stringify(await caseOf(town, id))).not.toContain(noteOn("event"));
    expect(part).toMatchObject({ act: "write", by: "sara" });
  });

  test("it is not ended before the decision, nor before what is serious has been notified (OSB-91)", async () => {
    const town = await openOsby();
    const { anna, maja, sara } = await arrive(town, platform, "anna", "maja", "sara");
    const id = await mistreatment(town, anna);
    await begin(town, sara);
    await investigate(town, sara);
    for (const step of [() => undefined, () => propose(town, sara, "seriousRisk")]) {
      await step();
      expect(await press(town, "sara", id, "close")).not.toContain("[Avsluta]");
    }
    await sara.press("Öppna ärendet");
    await plan(town, sara, "maja");
    sara.closeDialog();
    await maja.press("Det är gjort");
    await maja.press("Klart");
    maja.closeDialog();
    await town.settled();
    await maja.press("Följ upp");
    await maja.press("Spara", { effect: "yes", effectHow: "Vi har frågat." });
    maja.closeDialog();
    await town.settled();
    // All is mended and followed up, and still nothing is decided.
    expect(await press(town, "sara", id, "close")).not.toContain("[Avsluta]");
    await decide(town, sara, "seriousRisk");
    expect(about(sara, id).at(-1)).not.toContain("[Avsluta]");
    expect(await press(town, "sara", id, "close")).toContain("Skriv in anmälan till IVO först.");
    await decideNotice(town, sara);
    expect(await press(town, "sara", id, "close")).toContain("Skriv in anmälan till IVO först.");
    await recordNotice(town, sara);
    expect(await press(town, "sara", id, "close")).toContain("[Avsluta]");
  });

  test("a case that is not serious ends without a notice, and whoever reported hears what was done", async () => {
    const town = await openOsby();
    const { anna, sara } = await arrive(town, platform, "anna", "sara");
    await mistreatment(town, anna);
    await begin(town, sara);
    await investigate(town, sara);
    await propose(town, sara, "none");
    await decide(town, sara, "none");
    await sara.press("Avsluta");
    await sara.press("Avsluta", { feedback: "Vi har utrett det. Det var inget missförhållande." });
    await town.settled();
    expect(anna.card()).toContain("# Ärendet är avslutat");
    expect(anna.card()).not.toContain("Vill du veta hur det går?");
  });

  test("that it is not notified can be decided anew when it turns out to be serious, and only then it ends", async () => {
    const town = await openOsby();
    const { anna, sara } = await arrive(town, platform, "anna", "sara");
    const id = await mistreatment(town, anna);
    await decideNotice(town, sara, { notice: "no", noticeReason: "Vi vet för lite än." });
    await begin(town, sara);
    await investigate(town, sara);
    await propose(town, sara);
    town.clock.turn(3 * 24 * 60);
    await decide(town, sara);
    expect(sara.card()).toContain("Ska anmälas till IVO: 13 mars 2026");
    await decideNotice(town, sara, { noticeOn: "2026-03-13" });
    const entry = await caseOf(town, id);
    expect(entry.answers.notice).toBe("yes");
    // What was decided first is not lost.
    expect(Object.entries(entry.answers).filter(([name]) => name.startsWith("notice@"))).toHaveLength(1);
    expect(sara.card()).toContain("Ska anmälas till IVO: 13 mars 2026");
  });

  test("the law of the event's day and of each act's own day stand in the record", async () => {
    const town = await openOsby();
    const { anna, sara } = await arrive(town, platform, "anna", "sara");
    await anna.say("avvikelse");
    await anna.press("Nej, ingen är i fara");
    await anna.press("Missförhållande (lex Sarah)");
    await anna.press("En person hos oss");
    await anna.press("Nästa", { happened: "2025-06-30", law: "sol" });
    await anna.press("Övergrepp eller försummelse");
    await anna.press("Allvarlig", { what: happened });
    await anna.press("Nej, ingen av dem", { measures: ["informed"] });
    await anna.press("Skicka");
    await town.settled();
    await begin(town, sara);
    const [entry] = await town.records();
    expect(entry?.occurredOn).toBe("2025-06-30");
    const sections = entry?.law.map(({ title, section }) => `${title} ${section}`).join("; ");
    expect(sections).toContain("Socialtjänstlagen (2001:453) 14 kap. 3 §");
    expect(sections).not.toContain("2025:400");
    const assessed = entry?.history.find(({ act }) => act === "lexAssess");
    expect(assessed?.law).toContain("sol2025-27-5");
    expect(assessed?.law?.join()).not.toContain("sol2001");
    await sara.press("Öppna ärendet");
    expect(sara.dialog()).toContain("Socialtjänstlagen (2001:453) 14 kap. 3 §, 14 kap. 6 §");
  });

  test("the working committee decides on the notice where it is theirs: the SAS proposes, a holder decides (MAL-62, MAL-86, MAL-87)", async () => {
    const town = await openOsby({ file: decidingAsMalmo() });
    await give(town, "nils", "workingCommittee");
    const { anna, sara, nils } = await arrive(town, platform, "anna", "sara", "nils");
    const id = await mistreatment(town, anna);
    expect(about(nils, id)).toHaveLength(0);
    expect(sara.card()).not.toContain("[Besluta om IVO]");
    expect(await press(town, "sara", id, "decideNotice")).toContain("Du kan inte göra det här i ärendet.");
    // Nobody of the committee sees it before it is brought there.
    await nils.say(id);
    expect(nils.card()).toContain("Det finns inget sådant ärende");

    await begin(town, sara);
    await sara.press("Öppna ärendet");
    await sara.press("Föreslå anmälan");
    await sara.press("Lämna förslag", { noticeProposal: "Den enskildes liv var i fara." });
    sara.closeDialog();
    await town.settled();
    expect(nils.card()).toContain(id);
    await nils.press("Öppna ärendet");
    expect(nils.dialog()).toContain("Den enskildes liv var i fara.");
    expect(nils.dialog()).toContain("[Beslutsunderlag]");
    nils.closeDialog();
    const before = about(sara, id).length;
    await decideNotice(town, nils, { noticeBasis: "meeting", noticeParagraph: "§ 12" });
    expect(about(sara, id)).toHaveLength(before + 1);
    await sara.press("Öppna ärendet");
    expect(sara.dialog()).toContain("Beslut om anmälan: Vid ett sammanträde");
    expect(sara.dialog()).toContain("Paragraf: § 12");
    sara.closeDialog();
    await recordNotice(town, sara);
    expect((await caseOf(town, id)).history.find(({ act }) => act === "decideNotice")).toMatchObject({
      by: "nils",
      law: expect.arrayContaining(["sol2025-27-6"]),
    });
    // The committee decides on the notice, not on the case.
    expect(await press(town, "nils", id, "write")).toContain("Du kan inte göra det här i ärendet.");
  });

  test("with nobody of the committee in the chat the SAS enters its decision, and the chair's when it is urgent (MAL-62)", async () => {
    const town = await openOsby({ file: decidingAsMalmo() });
    const { anna, sara } = await arrive(town, platform, "anna", "sara");
    const id = await mistreatment(town, anna);
    await decideNotice(town, sara, { noticeBasis: "chair", noticeParagraph: "" });
    expect((await caseOf(town, id)).answers).toMatchObject({
      notice: "yes",
      noticeBasis: "chair",
      noticeOn: "2026-03-10",
    });
    const other = await mistreatment(town, anna);
    await decideNotice(town, sara, {
      noticeBasis: "meeting",
      noticeOn: "2026-03-09",
      noticeParagraph: "AU § 12",
    });
    await sara.press("Öppna ärendet");
    expect(sara.dialog()).toContain(other);
    expect(sara.dialog()).toContain("Beslutsdag, anmälan: 9 mars 2026");
    expect(sara.dialog()).toContain("Paragraf: AU § 12");
  });

  test("where the director decides, the case goes there with the proposal, back for more, and back when it is decided (MAL-87)", async () => {
    const file = osbyFile((m) => ({ ...m, deciders: { degree: "director", ivo: "sas" } }));
    const town = await openOsby({ file });
    const { anna, sara, doris } = await arrive(town, platform, "anna", "sara", "doris");
    const id = await mistreatment(town, anna);
    await begin(town, sara);
    await investigate(town, sara);
    const before = about(doris, id).length;
    await propose(town, sara);
    expect(await caseOf(town, id)).toMatchObject({ state: "decision", desk: { role: "director" } });
    expect(about(doris, id)).toHaveLength(before + 1);
    expect(about(sara, id).at(-1)).not.toContain("[Besluta]");
    expect(await press(town, "sara", id, "decide")).toContain("Du kan inte göra det här i ärendet.");

    await doris.press("Öppna ärendet");
    expect(doris.dialog()).toContain("Utredarens förslag: Allvarligt missförhållande");
    await doris.press("Begär mer");
    await doris.press("Skicka tillbaka", { sendBackReason: "Orsakerna behöver utredas mer." });
    doris.closeDialog();
    await town.settled();
    expect(await caseOf(town, id)).toMatchObject({ state: "lexSarah", desk: { role: "sas" } });
    // What is sent back is no longer the director's to read.
    expect(await craft(town, platform, "doris", { do: "open", record: id })).not.toContain(happened);
    await sara.press("Öppna ärendet");
    expect(sara.dialog()).toContain("Att komplettera: Orsakerna behöver utredas mer.");
    await note(sara, "causes", "Schemat byggde på en för mycket sjukskriven grupp.");
    sara.closeDialog();
    await propose(town, sara, "seriousRisk");
    await decide(town, doris, "seriousRisk");
    const entry = await caseOf(town, id);
    expect(entry).toMatchObject({ state: "action", desk: { role: "sas" } });
    expect(entry.history.find(({ act }) => act === "decide")).toMatchObject({ by: "doris" });
    expect(entry.facts).toMatchObject({ degree: "seriousRisk" });
    expect(about(sara, id).at(-1)).toContain("[Besluta om IVO]");
  });

  test("what was written is not lost when somebody else comes between", async () => {
    const town = await openOsby();
    const { anna, maja, sara } = await arrive(town, platform, "anna", "maja", "sara");
    const id = await mistreatment(town, anna);
    await begin(town, sara);
    await investigate(town, sara);
    await sara.press("Öppna ärendet");
    await sara.press("Föreslå beslut");
    await maja.press("Öppna ärendet");
    await maja.press("Omedelbar åtgärd");
    await maja.press("Spara", { secured: "Vi är två på natten." });
    await town.settled();
    await sara.press("Lämna förslag", { proposedDegree: "serious", proposalReason: "En lång motivering." });
    const told = `${sara.dialog() ?? ""}${sara.notice() ?? ""}`;
    expect(told).toContain("Maja Påhittad såg till den enskildes trygghet");
    expect(told).toContain("Det du skrev finns kvar.");
    expect((await caseOf(town, id)).state).toBe("lexSarah");
    sara.closeDialog();
    await sara.press("Öppna ärendet");
    await sara.press("Föreslå beslut");
    expect(sara.dialog()).toContain("En lång motivering.");
    await sara.press("Lämna förslag");
    expect((await caseOf(town, id)).state).toBe("decision");
  });

  test("what is serious is notified the first day, and investigated after", async () => {
    const town = await openOsby();
    const { anna, sara } = await arrive(town, platform, "anna", "sara");
    const id = await mistreatment(town, anna);
    await decideNotice(town, sara);
    await recordNotice(town, sara);
    expect((await caseOf(town, id)).state).toBe("received");
    expect(sara.card()).toContain("Första bedömningen: 10 mars 2026");
    await begin(town, sara);
    await investigate(town, sara);
    await propose(town, sara);
    await decide(town, sara);
    expect(sara.card()).not.toContain("Ska anmälas till IVO");
    expect(await acts(town, id)).toEqual(
      expect.arrayContaining(["decideNotice", "recordNotice", "lexAssess", "propose", "decide"]),
    );
    await sara.press("Öppna ärendet");
    await sara.press("IVO har svarat");
    await sara.press("Spara", { ivoAnsweredOn: "2026-03-10", ivoOutcome: "closed" });
    expect(sara.dialog()).toContain("IVO:s svar: IVO avslutar ärendet");
  });

  test("a report that the law does not cover goes to the manager with reasons and scope, and still counts (OSB-92)", async () => {
    const town = await openOsby();
    const { anna, maja, sara } = await arrive(town, platform, "anna", "maja", "sara");
    const id = await mistreatment(town, anna);
    expect(await press(town, "maja", id, "assess")).toContain("Du kan inte göra det här i ärendet.");
    // A reason is asked for, and in what way it falls outside.
    await sara.press("Första bedömningen");
    await sara.press("Nästa", { track: "ordinary" });
    expect(sara.dialog()).toContain("Varför gäller inte lex Sarah? *");
    expect(sara.dialog()).toContain("Rapporten redovisas ändå för nämnden.");
    await expect((async () => sara.press("Bedöm", { scope: "otherLaw" }))()).rejects.toThrow();
    await sara.press("Bedöm", { scope: "otherLaw", trackReason: "Det hände under en lektion i skolan." });
    sara.closeDialog();
    await town.settled();

    expect(maja.card()).toContain("Typ: Avvikelse");
    expect(maja.card()).toContain("[Bedöm]");
    await maja.press("Öppna ärendet");
    expect(maja.dialog()).toContain("Utanför lex Sarah: Det hör till en annan lag");
    expect(maja.dialog()).toContain("Skäl till bedömningen: Det hände under en lektion i skolan.");
    maja.closeDialog();
    await assess(town, maja);
    const entry = await caseOf(town, id);
    expect(entry).toMatchObject({ state: "action", restricted: false, desk: { role: "unitManager" } });
    expect(wasLexSarah(entry.answers)).toBe(true);
    expect(entry.answers.nature).toBe("mistreatment");
    expect(entry.facts).toMatchObject({ scope: "otherLaw", lexAssessOn: "2026-03-10", track: "ordinary" });
    expect(entry.history.find(({ act }) => act === "lexAssess")?.law).toBeDefined();
  });

  test("a report that the manager finds to be lex Sarah moves to the SAS at once, and the manager's view with it", async () => {
    const town = await openOsby();
    const { anna, maja, sara, doris } = await arrive(town, platform, "anna", "maja", "sara", "doris");
    const id = await report(town, anna, { what: happened });
    town.clock.turn(2 * 24 * 60);
    const before = about(sara, id).length;
    await findLexSarah(town, maja);
    // In the same write, so already what answers the press is what the manager may still see.
    expect(maja.dialog()).toContain("SAS utreder och beslutar. Du ser till att den enskilde är trygg nu.");
    expect(maja.dialog()).toContain("[Omedelbar åtgärd]");
    expect(maja.dialog()).not.toContain("Någon kan ha farit illa.");
    expect(maja.dialog()).not.toContain("Historik");
    maja.closeDialog();
    expect(maja.card()).toContain("Typ: Lex Sarah");
    expect(maja.card()).not.toContain("[Bedöm]");
    expect(await press(town, "maja", id, "assess")).not.toContain("Vad har brustit?");
    for (const what of ["history", "journal", "reporter", "document"] as const)
      expect(await craft(town, platform, "maja", { do: "show", record: id, what })).toContain(
        "Det finns inget sådant ärende",
      );
    expect(about(sara, id)).toHaveLength(before + 1);
    // Genast counts from the day it came to the SAS.
    expect(sara.card()).toContain("Första bedömningen: 12 mars 2026");
    expect(sara.card()).toContain("[Första bedömningen]");
    expect(about(doris, id)).toHaveLength(1);
    expect(doris.card()).not.toContain("[");
    expect(await caseOf(town, id)).toMatchObject({
      state: "received",
      restricted: true,
      desk: { role: "sas" },
    });
    expect((await caseOf(town, id)).facts).toMatchObject({ nature: "mistreatment", due: "2026-03-12" });
    await begin(town, sara);
    expect((await caseOf(town, id)).state).toBe("lexSarah");
  });

  test("also when the suspicion comes late, while it is being mended, it moves to the SAS at once", async () => {
    const town = await openOsby();
    const { anna, maja, sara } = await arrive(town, platform, "anna", "maja", "sara");
    const id = await report(town, anna, { what: happened });
    await assess(town, maja);
    town.clock.turn(24 * 60);
    await maja.press("Misstänkt missförhållande");
    await maja.press("Skicka till SAS", { suspicion: "Det var inte första natten." });
    await town.settled();
    expect(maja.dialog()).toContain("Du ser till att den enskilde är trygg nu.");
    expect(maja.dialog()).not.toContain("Historik");
    maja.closeDialog();
    // Her own doing is no news to her.
    expect(about(maja, id)).toHaveLength(1);
    expect(sara.card()).toContain("Typ: Lex Sarah");
    expect(sara.card()).toContain("Första bedömningen: 11 mars 2026");
    await begin(town, sara);
    expect(await caseOf(town, id)).toMatchObject({ state: "lexSarah", restricted: true });
  });

  test("a suspicion that somebody else has reaches the manager at once, unless the case is hidden from her", async () => {
    const town = await openOsby();
    const { anna, maja, sara } = await arrive(town, platform, "anna", "maja", "sara");
    const suspect = async () => {
      await sara.press("Öppna ärendet");
      await sara.press("Misstänkt missförhållande");
      await sara.press("Skicka till SAS", { suspicion: "Det var inte första natten." });
      sara.closeDialog();
      await town.settled();
    };
    const id = await report(town, anna, { what: happened });
    await assess(town, maja);
    maja.closeDialog();
    await suspect();
    expect(about(maja, id)).toHaveLength(2);
    expect(maja.card()).toContain("SAS utreder och beslutar. Du ser till att den enskilde är trygg nu.");

    const hidden = await report(town, anna, { involved: "Ja, chefen är inblandad" });
    await suspect();
    expect((await caseOf(town, hidden)).history.map(({ act }) => act)).toContain("suspect");
    expect(about(maja, hidden)).toHaveLength(0);
  });

  test("whoever is named to investigate has the case as work of their own, and the SAS hears of the proposal", async () => {
    const town = await openOsby();
    const { anna, maja, sara, frida } = await arrive(town, platform, "anna", "maja", "sara", "frida");
    const id = await mistreatment(town, anna);
    await begin(town, sara);
    await sara.press("Öppna ärendet");
    expect(sara.dialog()).toContain("När varje rubrik, 1 till 8, har en anteckning kan du föreslå beslut.");
    await sara.press("Utse utredare");
    await sara.press("Utse", { investigator: "frida" });
    sara.closeDialog();
    await town.settled();
    expect(frida.card()).toContain("Du är utsedd att utreda. Skriv anteckningar under rubrik 1 till 8.");
    await frida.say("mitt arbete");
    expect(frida.card()).toContain(`Lex Sarah, ${id}`);

    await frida.press("Öppna");
    const late = ["noticed", "before", "other"];
    for (const heading of headings.filter((each) => !late.includes(each)))
      await note(frida, heading, noteOn(heading));
    expect(frida.dialog()).toContain("Klart. Du skrev en anteckning.");
    expect(frida.dialog()).toContain("Kvar: 2, 5 och 8.");
    for (const heading of late) await note(frida, heading, noteOn(heading));
    expect(frida.dialog()).toContain("Alla rubriker är skrivna. Föreslå beslut.");
    await frida.press("Anteckningar");
    expect(frida.dialog()).toContain("Frida Fiktiv, utredare");
    await frida.press("Till ärendet");
    const before = about(sara, id).length;
    await frida.press("Föreslå beslut");
    await frida.press("Lämna förslag", { proposedDegree: "serious", proposalReason: "Tillsynen brast." });
    frida.closeDialog();
    await town.settled();
    expect(about(sara, id)).toHaveLength(before + 1);
    expect(sara.card()).toContain("Det finns ett förslag till beslut. Läs underlaget och besluta.");

    // What was proposed, and why, stands above the choice, and in no chat.
    await sara.press("Besluta");
    expect(sara.dialog()).toContain("Utredarens förslag: Allvarligt missförhållande");
    expect(sara.dialog()).toContain("Skäl till förslaget: Tillsynen brast.");
    await sara.press("Besluta", { degree: "serious", degreeReason: "Livet var i fara." });
    await town.settled();
    expect(sara.dialog()).toContain("Klart. Du fattade beslut i ärendet.");
    expect(sara.dialog()).toContain("Bestäm åtgärder med Ny åtgärd, eller en utan åtgärd med skäl.");
    await sara.press("Besluta om IVO");
    expect(sara.dialog()).toContain("Skäl till förslaget: Tillsynen brast.");
    sara.closeDialog();
    expect(about(sara, id)).toHaveLength(before + 1);
    expect(sara.cards().join()).not.toContain("Tillsynen brast.");

    // The manager hears what was decided, and no reason.
    expect(maja.card()).toContain("SAS har beslutat. Åtgärder kommer som egna kort.");
    await maja.press("Öppna ärendet");
    expect(maja.dialog()).toContain("Beslut: Allvarligt missförhållande");
    expect(maja.dialog()).not.toContain("Livet var i fara.");
    maja.closeDialog();

    // Hidden from the investigator, it is work of hers no more.
    await sara.press("Öppna ärendet");
    await sara.press("Dölj för någon");
    await sara.press("Dölj", { hidden: "frida", hideReason: "Hon var på plats." });
    sara.closeDialog();
    await town.settled();
    await frida.say("mitt arbete");
    expect(frida.card()).not.toContain(id);
  });

  test("an alarm that the manager took, completed as lex Sarah, is taken over by the SAS", async () => {
    const town = await openOsby();
    const { anna, maja, sara } = await arrive(town, platform, "anna", "maja", "sara");
    await anna.say("avvikelse");
    await anna.press("Ja, någon är i fara");
    await anna.press("Nej, ingen av dem", { line: "Den enskilde är utlåst." });
    await town.settled();
    const id = (await town.records())[0]?.id ?? "";
    await maja.press("Jag tar det");
    await town.settled();
    await maja.press("Lägg till resten");
    await maja.press("Nästa", {
      nature: "mistreatment",
      concerns: "recipient",
      happened: "nyss",
      law: "sol",
      category: "abuse",
    });
    await maja.press("Nästa", { what: happened, consequence: "serious", measures: ["secured"] });
    await maja.press("Skicka");
    await town.settled();
    expect(maja.dialog()).toContain("Du ser till att den enskilde är trygg nu.");
    expect(maja.dialog()).not.toContain("Historik");
    maja.closeDialog();
    expect(sara.card()).toContain("Typ: Lex Sarah");
    await begin(town, sara);
    expect(await caseOf(town, id)).toMatchObject({ state: "lexSarah", taker: "sara", restricted: true });
    expect(maja.card()).toContain("Sara Sagolik tog ärendet");
    expect(maja.card()).toContain("Du ser till att den enskilde är trygg nu.");
    expect(anna.card()).toContain("Sara Sagolik tog ärendet");
    // Nobody is called any more.
    const counts = [maja, sara].map((device) => device.cards().length);
    town.clock.turn(45);
    await town.home.wake();
    expect([maja, sara].map((device) => device.cards().length)).toEqual(counts);
  });

  test("health care: the MAS is told at once, told anew when it weighs more, takes over and notifies lex Maria (HJO-66, MAL-80)", async () => {
    const town = await openOsby({ file: withRoles("mas") });
    await give(town, "frida", "mas");
    const { anna, maja, frida } = await arrive(town, platform, "anna", "maja", "frida");
    const id = await report(town, anna, {
      law: "hsl",
      category: "Hälso- och sjukvård",
      what: "Fel läkemedel gavs.",
    });
    expect(about(frida, id)).toHaveLength(1);
    expect(frida.card()).toContain("[Ta över som MAS/MAR]");
    await assess(town, maja, {
      law: "hsl",
      code: "LKM2",
      probability: "3",
      severity: "3",
      next: "investigation",
    });
    maja.closeDialog();
    expect(about(frida, id)).toHaveLength(2);
    await frida.press("Ta över som MAS/MAR");
    await town.settled();
    expect(maja.card()).toContain("Läge: Utreds av MAS eller MAR");
    expect(maja.card()).not.toContain("[Ny åtgärd]");
    await frida.press("Öppna ärendet");
    await frida.press("Bedöm vårdskada");
    await frida.press("Spara", {
      injury: "serious",
      mariaNotice: "yes",
      mariaReason: "En vecka på sjukhus.",
    });
    frida.closeDialog();
    await town.settled();
    expect(maja.card()).toContain("Ska anmälas till IVO: 10 mars 2026");
    await maja.press("Ny åtgärd");
    await maja.press("Nästa", {
      plan: "Dubbelkontroll av varje dos.",
      owner: "maja",
      due: "2026-03-20",
      followOn: "2026-04-15",
    });
    await maja.press("Spara", { actionType: "routine", strength: "medium", level: "unit" });
    maja.closeDialog();
    await town.settled();
    await maja.press("Det är gjort");
    await maja.press("Klart");
    maja.closeDialog();
    await town.settled();
    await maja.press("Följ upp");
    await maja.press("Spara", { effect: "yes", effectHow: "Inga nya fel." });
    maja.closeDialog();
    await town.settled();
    expect(await press(town, "maja", id, "close")).toContain("Skriv in anmälan till IVO först.");
    await frida.press("Öppna ärendet");
    await frida.press("Anmält (lex Maria)");
    await frida.press("Spara", { mariaSentOn: "2026-03-10", mariaNumber: "3.1.1-1/2026" });
    frida.closeDialog();
    await town.settled();
    await maja.press("Avsluta");
    await maja.press("Avsluta", { feedback: "Två kontrollerar varje dos nu." });
    await town.settled();
    const entry = await caseOf(town, id);
    expect(entry).toMatchObject({ state: "closed", restricted: false });
    expect(entry.facts).toMatchObject({ injury: "serious", mariaNotice: "yes", mariaSentOn: "2026-03-10" });
    expect(entry.law.map(({ id: row }) => row)).toEqual(expect.arrayContaining(["psl-6-4", "psl-3-5"]));
  });

  test("where there is no MAS the MAR alone is told, and takes over", async () => {
    const town = await openOsby({ file: withRoles("mar") });
    await give(town, "frida", "mar");
    const { anna, frida, viktor } = await arrive(town, platform, "anna", "frida", "viktor");
    const id = await report(town, anna, { law: "hsl", category: "Hälso- och sjukvård" });
    expect(about(frida, id)).toHaveLength(1);
    expect(about(viktor, id)).toHaveLength(0);
    await frida.press("Ta över som MAS/MAR");
    await town.settled();
    expect(await caseOf(town, id)).toMatchObject({
      state: "patientSafety",
      desk: { role: "mar" },
      taker: "frida",
    });
  });

  test("lex Sarah within health care rests on both laws, and the MAR sees no more than the harm", async () => {
    const town = await openOsby({ file: withRoles("mar") });
    await give(town, "frida", "mar");
    const { anna, sara, frida } = await arrive(town, platform, "anna", "sara", "frida");
    const id = await mistreatment(town, anna, { law: "hsl" });
    expect(frida.card()).toContain("för kännedom");
    expect(frida.card()).not.toContain("Du ser till att den enskilde är trygg");
    expect(frida.card()).not.toContain("[Ta över som MAS/MAR]");
    await begin(town, sara);
    const assessed = (await caseOf(town, id)).history.find(({ act }) => act === "lexAssess");
    expect(assessed?.law).toEqual(expect.arrayContaining(["sol2025-27-5", "lss-24e", "psl-3-5"]));
  });

  test.each([
    ["an ordinary deviation", false],
    ["a lex Sarah case", true],
  ])(
    "a breach in %s: the data protection officer has 72 hours, sees the report, and records what was decided",
    async (_what, lexSarah) => {
      const town = await openOsby();
      await give(town, "nils", "dataProtectionOfficer");
      const { anna, maja, nils } = await arrive(town, platform, "anna", "maja", "nils");
      const id = await report(town, anna, {
        category: "Dokumentation och sekretess",
        what: "Ett brev gick till fel adress.",
      });
      expect(about(nils, id)).toHaveLength(0);
      if (lexSarah) await findLexSarah(town, maja, "SEK3");
      else await assess(town, maja, { code: "SEK1" });
      maja.closeDialog();
      expect(nils.card()).toContain(id);
      expect(nils.card()).toContain("72 timmar till IMY: 13 mars 2026");
      expect(nils.card()).not.toContain("Du ser till att den enskilde är trygg");
      await nils.press("Öppna ärendet");
      expect(nils.dialog()).toContain("Ett brev gick till fel adress.");
      expect(nils.dialog()).toContain("72 timmar till IMY: 13 mars 2026");
      for (const unneeded of [
        "Skäl till bedömningen",
        "Historik",
        "Vem rapporterade?",
        "Riskvärde",
        "Orsaker",
      ])
        expect(nils.dialog()).not.toContain(unneeded);
      nils.closeDialog();
      await nils.press("Hantera incident");
      await nils.press("Spara", {
        breachNotified: "yes",
        breachOn: "2026-03-10",
        breachReason: "Adressen röjdes.",
      });
      nils.closeDialog();
      await town.settled();
      expect(nils.card()).not.toContain("72 timmar till IMY");
      expect((await caseOf(town, id)).facts).toMatchObject({ breachNotified: "yes" });
      expect((await caseOf(town, id)).deadlines.map(({ name }) => name)).not.toContain("breachReported");
    },
  );

  test("who reported stands on no card, list, dialog or document, but for whoever handles the case and asks, and each asking is logged", async () => {
    const town = await openOsby({ file: decidingAsMalmo() });
    await give(town, "nils", "workingCommittee");
    const everybody = await arrive(town, platform, "anna", "maja", "sara", "doris", "nils");
    const { anna, maja, sara, doris, nils } = everybody;
    const name = "Anna Exempelsson";
    const seen: string[] = [];
    const look = (device: Device) => seen.push(device.dialog() ?? "", device.notice() ?? "");

    const id = await mistreatment(town, anna);
    // Also whoever reports in danger, and answers a question afterwards, has no name in what others did.
    await begin(town, sara);
    await sara.press("Öppna ärendet");
    look(sara);
    await sara.press("Fråga rapportören");
    await sara.press("Fråga", { question: "Vilken tid var det?" });
    sara.closeDialog();
    await town.settled();
    await anna.press("Svara");
    await anna.press("Svara", { reply: "Från klockan tio." });
    anna.closeDialog();
    await town.settled();
    await investigate(town, sara);
    await sara.press("Öppna ärendet");
    await sara.press("Föreslå anmälan");
    await sara.press("Lämna förslag", { noticeProposal: "Det är allvarligt." });
    look(sara);
    await sara.press("Historik");
    look(sara);
    expect(sara.dialog()).toContain("Rapportören svarade");
    await sara.press("Till ärendet");
    await sara.press("Anteckningar");
    look(sara);
    sara.closeDialog();
    await town.settled();
    for (const device of [maja, nils]) {
      await device.press("Öppna ärendet");
      look(device);
      device.closeDialog();
    }
    for (const device of [maja, sara, doris, nils])
      for (const list of ["mitt arbete", "min enhet", "balanslista", id]) await device.say(list);
    town.clock.turn(24 * 60);
    await town.home.wake();

    // Whoever decides on the notice reads all of it, but who reported is no part of that.
    expect(await craft(town, platform, "nils", { do: "show", record: id, what: "history" })).toContain(
      "Rapportören svarade",
    );
    for (const who of ["maja", "doris", "nils"]) {
      const shown = await craft(town, platform, who, { do: "show", record: id, what: "reporter" });
      expect(shown).not.toContain(name);
      seen.push(shown);
    }
    for (const text of [...seen, ...[maja, sara, doris, nils].flatMap((device) => device.cards())])
      expect(text).not.toContain(name);
    const chat = JSON.stringify([town.teams.messages, town.slack.posted, town.slack.messages]);
    expect(chat).not.toContain(name);
    expect(town.logged.join()).not.toContain(name);
    expect((await reads(town, id)).some(({ what }) => what === "reporter")).toBe(false);

    await sara.press("Öppna ärendet");
    await sara.press("Vem rapporterade?");
    expect(sara.dialog()).toContain(name);
    expect(sara.dialog()).toContain("Visningen är sparad i läsloggen.");
    expect((await reads(town, id)).filter(({ what }) => what === "reporter")).toEqual([
      expect.objectContaining({ person: "sara" }),
    ]);
  });

  test("a manager who reports and then handles the case is not given away by what they did there", async () => {
    const town = await openOsby();
    const { maja, sara } = await arrive(town, platform, "maja", "sara");
    const id = await report(town, maja);
    await maja.press("Jag tar det");
    await town.settled();
    expect(about(sara, id).at(-1)).toContain("Maja Påhittad tog ärendet");
    await sara.press("Öppna ärendet");
    await sara.press("Historik");
    expect(sara.dialog()).toContain("Maja Påhittad tog ärendet");
    expect(sara.dialog()).not.toContain("Rapportören");
  });

  test("when the read log cannot be written nothing is shown: no journal, no reporter, no document", async () => {
    const town = await openOsby();
    const { anna, sara } = await arrive(town, platform, "anna", "sara");
    const id = await mistreatment(town, anna);
    await begin(town, sara);
    await investigate(town, sara);
    const { tables, clock } = town;
    const masterKey = Buffer.from(town.env.VAULT_KEY ?? "", "base64");
    const vault = openVault({ masterKey, keys: tables.keys, now: clock.now });
    let broken = true;
    const store: Store = {
      ...tables.store,
      put: (item, when) =>
        broken && item.PK.includes("#READ#") ? Promise.reject(new Error("no")) : tables.store.put(item, when),
    };
    const address = "https://bot.example";
    const house = openHouse({ store, vault, now: clock.now, log: () => undefined, address });
    const who =
      platform === "slack"
        ? { platform, organisation: town.slack.team, user: "U0SARA" }
        : { platform, organisation: town.teams.tenant, user: "00000000-0000-4000-8000-000000000005" };
    const show = async (what: Extract<Action, { do: "show" }>["what"]) => {
      const say = { type: "press", action: { do: "show", record: id, what }, inputs: {} } as const;
      const turn: Turn = { who, place: "personal", surface: "dialog", say };
      const known = { contact: { user: "sara" }, profile: async () => ({ name: "Sara" }) };
      return JSON.stringify(await converseIn(house)(turn, known));
    };
    for (const what of ["journal", "reporter", "document", "history"] as const)
      expect(await show(what)).toBe(
        JSON.stringify({
          type: "problems",
          problems: [{ text: "Ärendet kan inte visas just nu. Försök igen om en stund." }],
        }),
      );
    broken = false;
    expect(await show("journal")).toContain(noteOn("other"));
    expect(await show("reporter")).toContain("Anna Exempelsson");
    expect(await show("document")).toContain(`${address}/file/`);
  });

  test("the decision basis is a Word file, by a link that works once: headings and notes, never who reported (MAL-87)", async () => {
    const town = await openOsby();
    const { anna, maja, sara } = await arrive(town, platform, "anna", "maja", "sara");
    const id = await mistreatment(town, anna);
    await sara.press("Öppna ärendet");
    await sara.press("Fråga rapportören");
    await sara.press("Fråga", { question: "Vilken tid var det?" });
    sara.closeDialog();
    await town.settled();
    await anna.press("Svara");
    await anna.press("Svara", { reply: "Från klockan tio." });
    anna.closeDialog();
    await town.settled();
    await begin(town, sara);
    await sara.press("Öppna ärendet");
    await sara.press("Utse utredare");
    await sara.press("Utse", { investigator: "frida" });
    sara.closeDialog();
    await investigate(town, sara);
    await propose(town, sara);
    await decide(town, sara);
    await sara.press("Öppna ärendet");
    await sara.press("Beslutsunderlag");
    expect(sara.dialog()).toContain("Länken gäller i fem minuter, en gång.");
    const link = sara.link("Hämta filen") ?? "";
    expect(link).toContain("/file/");
    sara.closeDialog();

    // Looking, as scanners and previews do, does not use it.
    for (let looks = 0; looks < 2; looks++) {
      const page = await fetch(link);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("Hämta filen")]);
    }
    const file = await fetch(link, { method: "POST" });
    expect(file.status).toBe(200);
    expect(file.headers.get("content-disposition")).toContain(`Beslutsunderlag-${id}.docx`);
    const text = wordText(new Uint8Array(await file.arrayBuffer()));
    for (const heading of [
      "Beslutsunderlag, lex Sarah",
      "Osby kommun",
      "Rapporten",
      "Första bedömningen",
      "Vad som hände och följderna för den enskilde",
      "När och hur det upptäcktes",
      "När det hände",
      "Orsaker",
      "Om något liknande har hänt förut",
      "Om det kan hända igen",
      "Åtgärder som är gjorda",
      "Annat som kom fram",
      "Utredarens förslag",
      "Handläggning",
      "Utredning och frågor",
    ])
      expect(text).toContain(heading);
    for (const said of ["Frida Fiktiv", "Vilken tid var det?", "Från klockan tio."])
      expect(text).toContain(said);
    // Above, at the first assessment and at the proposal; the decision right after it rests on the same.
    expect(text.match(/Socialtjänstlagen \(2025:400\)/g)).toHaveLength(3);
    for (const written of [happened, ...headings.map(noteOn), "Tillsynen brast i flera timmar."])
      expect(text).toContain(written);
    expect(text).toContain("Uppgiften kom 10 mars 2026 · Samtal med personal · Faktum");
    expect(text).toContain("antecknat 10 mars 2026 12.00 av Sara Sagolik, SAS, Arbete och välfärd");
    expect(text).toContain("Socialtjänstlagen (2025:400) 27 kap. 2 §");
    expect(text).not.toContain("Anna Exempelsson");
    expect((await reads(town, id)).filter(({ what }) => what === "document").length).toBeGreaterThan(0);

    for (const method of ["GET", "POST"]) {
      const again = await fetch(link, { method });
      expect([again.status, await again.text()]).toEqual([
        410,
        expect.stringContaining("Länken fungerar inte längre"),
      ]);
    }
    // The manager, who may stop the harm, has no button for it and gets no link.
    await maja.press("Öppna ärendet");
    expect(maja.dialog()).not.toContain("Beslutsunderlag");
    expect(await craft(town, platform, "maja", { do: "show", record: id, what: "document" })).toContain(
      "Det finns inget sådant ärende",
    );
  });

  test("whoever loses the case between the link and the file gets nothing", async () => {
    const town = await openOsby();
    const { anna, sara } = await arrive(town, platform, "anna", "sara");
    const id = await mistreatment(town, anna);
    await sara.press("Öppna ärendet");
    await sara.press("Beslutsunderlag");
    const link = sara.link("Hämta filen") ?? "";
    await change(town, "sara", (person) => ({ ...person, roles: [] }));
    const gone = await fetch(link, { method: "POST" });
    expect(gone.status).toBe(410);
    expect(await gone.text()).not.toContain(id);
    expect(
      (await reads(town, id)).filter(({ person, what }) => person === "sara" && what === "document"),
    ).toHaveLength(1);
  });
});

test("a first assessment begun in Slack is finished in Teams", async () => {
  const town = await openOsby();
  const { anna, sara } = await arrive(town, "slack", "anna", "sara");
  const id = await mistreatment(town, anna);
  await sara.press("Första bedömningen");
  await sara.press("Nästa", { track: "lexSarah" });
  sara.closeDialog();
  const teams = town.on.teams("sara");
  await teams.say(id);
  await teams.press("Första bedömningen");
  expect(teams.dialog()).toContain("Varför?");
  expect(teams.dialog()).not.toContain("Hur ska ärendet handläggas?");
  await teams.press("Bedöm", { trackReason: "Någon kan ha farit illa." });
  await town.settled();
  expect(teams.dialog()).toContain("Läge: Utreds enligt lex Sarah");
  expect(await caseOf(town, id)).toMatchObject({ state: "lexSarah", taker: "sara" });
  expect(sara.cards().at(-1)).toContain("Läge: Utreds enligt lex Sarah");
});
